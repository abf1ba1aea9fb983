package dev.tandem.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A headless Chromium with one page, driven over its DevTools protocol. It has a profile of its own. */
final class Browser {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> complaints = Collections.synchronizedList(new ArrayList<>());
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final String session;

    private Browser(Path binary, Path profile) throws Exception {
        process = new ProcessBuilder(
                        binary.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(endpoint()), new Listener())
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        String target = send(null, "Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId")
                .asText();
        session = send(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .get("sessionId")
                .asText();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            send(session, domain + ".enable", Map.of());
        }
    }

    /** The first of the usual names that is on the path. */
    static Optional<Path> installed() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path binary, Path profile) throws Exception {
        return new Browser(binary, profile);
    }

    private String endpoint() throws IOException {
        BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
        List<String> said = new ArrayList<>();
        for (String line = err.readLine(); line != null; line = err.readLine()) {
            said.add(line);
            int at = line.indexOf("ws://");
            if (at >= 0) {
                Thread.ofVirtual().start(() -> drain(err));
                return line.substring(at);
            }
        }
        throw new IOException("the browser did not say where it listens, but: " + said);
    }

    /** So that the browser never waits for somebody to read what it says. */
    private static void drain(BufferedReader err) {
        try {
            err.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // it has ended, and its stream with it
            return;
        }
    }

    /** As wide and high as told. */
    void size(int width, int height) throws Exception {
        send(
                session,
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** As wide and high as told, with the colors that the system would prefer. */
    void screen(int width, int height, boolean dark) throws Exception {
        size(width, height);
        send(
                session,
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    }

    /** As a printer would get it, on a page so wide, in a system that prefers dark colors. */
    void paper(int width, int height) throws Exception {
        screen(width, height, true);
        send(
                session,
                "Emulation.setEmulatedMedia",
                Map.of("media", "print", "features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        evaluate("dispatchEvent(new Event('beforeprint'))");
        frame();
    }

    /** Back to the screen. */
    void printed() throws Exception {
        evaluate("dispatchEvent(new Event('afterprint'))");
        send(session, "Emulation.setEmulatedMedia", Map.of("media", ""));
    }

    /** Loads a page and waits until it says that it is ready. */
    void open(Path page) throws Exception {
        complaints.clear();
        requests.clear();
        send(session, "Page.navigate", Map.of("url", page.toUri().toString()));
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (!evaluate("location.protocol === 'file:' && !!window.tandem").asBoolean()) {
            if (System.nanoTime() > patience || !complaints.isEmpty()) {
                throw new AssertionError(page + " did not get ready: " + complaints);
            }
            Thread.onSpinWait();
        }
        frame();
    }

    /** Until what was asked for has been drawn. */
    void frame() throws Exception {
        evaluate(
                "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(1), 30))))");
    }

    JsonNode evaluate(String script) throws Exception {
        JsonNode answer = send(
                session, "Runtime.evaluate", Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(script + ": " + answer.get("exceptionDetails"));
        }
        return answer.get("result").path("value");
    }

    /** What the page says of itself. */
    JsonNode state() throws Exception {
        return evaluate("tandem.state()");
    }

    void click(double x, double y) throws Exception {
        for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
            send(
                    session,
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            x,
                            "y",
                            y,
                            "button",
                            type.equals("mouseMoved") ? "none" : "left",
                            "clickCount",
                            1));
        }
        frame();
    }

    void key(String key) throws Exception {
        send(session, "Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key));
        send(session, "Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key));
        frame();
    }

    void screenshot(Path file, boolean whole) throws Exception {
        JsonNode shot =
                send(session, "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole));
        Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));
    }

    /** Exceptions, and what was written to the console or the log. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Every address that was asked for, the page itself included. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private JsonNode send(@Nullable String toSession, String method, Map<String, ?> parameters) throws Exception {
        int id = lastId.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (toSession != null) {
            message.put("sessionId", toSession);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        socket.sendText(message.toString(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        JsonNode answered = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (answered.has("error")) {
            throw new AssertionError(method + ": " + answered.get("error"));
        }
        return answered.get("result");
    }

    private void received(JsonNode message) {
        CompletableFuture<JsonNode> answer =
                message.has("id") ? waiting.remove(message.get("id").asInt()) : null;
        if (answer != null) {
            answer.complete(message);
            return;
        }
        JsonNode parameters = message.path("params");
        switch (message.path("method").asText()) {
            case "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded" ->
                complaints.add(parameters.toString());
            case "Network.requestWillBeSent" ->
                requests.add(parameters.path("request").path("url").asText());
            default -> {}
        }
    }

    void close() throws Exception {
        socket.abort();
        client.close();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                try {
                    received(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    complaints.add(e.toString());
                }
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
