package dev.tandem.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.webhook.auth.Secret;
import dev.tandem.webhook.auth.WebhookSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code tandem serve} as a process of this build's classes, and a client that knows its secrets. */
final class ServeProcess implements AutoCloseable {
    static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Secret SECRET = Secret.of("x", KEY, 16);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static int messages;

    final Process process;
    final URI uri;
    private final HttpClient http = HttpClient.newHttpClient();

    private ServeProcess(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** Returns when it listens. */
    static ServeProcess start(Path directory, String... options) throws IOException, InterruptedException {
        return begin(directory, options).listening();
    }

    /** A process that does not listen yet. */
    record Begun(Process process, Path out, Path err) {
        boolean isListening() throws IOException {
            return Files.readString(out).contains("\n");
        }

        String said() throws IOException {
            return Files.readString(err);
        }

        /** Returns when it listens. */
        ServeProcess listening() throws IOException, InterruptedException {
            long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (System.nanoTime() < until && process.isAlive() && !isListening()) {
                Thread.sleep(20);
            }
            if (!isListening()) {
                process.destroyForcibly();
                throw new AssertionError("it does not listen: " + said());
            }
            return new ServeProcess(
                    process,
                    URI.create(JSON.readTree(Files.readString(out))
                            .get("listening")
                            .asText()));
        }
    }

    static Begun begin(Path directory, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dsun.net.http.retryPost=false",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tandem.cli.Main",
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--webhook-secrets",
                "env:SIGNING"));
        command.addAll(Arrays.asList(options));
        Path out = Files.createTempFile(directory, "serve", ".out");
        Path err = directory.resolve("serve.err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()));
        builder.environment().putAll(LiveParityTest.environment(directory));
        builder.environment().put("SIGNING", KEY);
        return new Begun(builder.start(), out, err);
    }

    /** As systemd ends it; returns the exit code. */
    int terminate() throws IOException, InterruptedException {
        return terminate(process);
    }

    static int terminate(Process process) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", "-TERM", Long.toString(process.pid()))
                        .start()
                        .waitFor()
                != 0) {
            throw new AssertionError("there is no process " + process.pid());
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    /** Signs and sends; {@code 200 accepted } or what else is answered. */
    String post(String path, String body) throws IOException, InterruptedException {
        return post(path, "m" + ++messages + "-" + System.nanoTime(), body);
    }

    String post(String path, String id, String body) throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        long seconds = Instant.now().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(uri.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", WebhookSignature.sign(SECRET, id, seconds, bytes))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode json = JSON.readTree(answer.body());
        return (answer.statusCode() + " " + json.path("status").asText() + " "
                        + json.path("reason").asText())
                .strip();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + KEY)
                .build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** The inbox once it is so. */
    JsonNode inbox(Predicate<JsonNode> so) throws IOException, InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        JsonNode inbox = get("/inbox?limit=5000");
        while (!so.test(inbox) && System.nanoTime() < until) {
            Thread.sleep(20);
            inbox = get("/inbox?limit=5000");
        }
        if (!so.test(inbox)) {
            throw new AssertionError("not within 120 s: " + inbox.toPrettyString());
        }
        return inbox;
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            process.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            kill();
        }
    }
}
