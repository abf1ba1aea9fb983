package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tandem serve} as a process that is killed while alerts come in. */
class ServeIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "a-token-for-this-test-only";

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();

    private Process start() throws IOException {
        return Launch.tandem(
                        "serve",
                        "--listen",
                        "127.0.0.1:0",
                        "--data",
                        "bars.csv",
                        "--journal",
                        "alerts",
                        "--cash",
                        "1000000000",
                        "--webhook-url-token",
                        "env:TOKEN",
                        "--webhook-symbols",
                        "BTCUSDT=BTC/USDT")
                .with("TOKEN", TOKEN)
                .in(directory)
                .start();
    }

    private static String listening(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        assertThat(line).as("the line that says where it listens").isNotNull();
        return JSON.readTree(line).get("listening").asText();
    }

    private void bars() throws IOException {
        StringBuilder bars = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (int i = 0; i < 50; i++) {
            bars.append(1_700_000_000 + 60 * i).append(",100,101,99,100,1\n");
        }
        Files.writeString(directory.resolve("bars.csv"), bars);
    }

    /** As TradingView does: again after a 5xx, at most three times; here also after a broken connection. */
    private boolean send(String uri, String id) throws InterruptedException {
        String body = "{\"id\":\"" + id
                + "\",\"ticker\":\"BTCUSDT\",\"action\":\"buy\",\"quantity\":\"0.001\",\"confidence\":0.9,"
                + "\"timenow\":\"" + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri + "/webhooks/tradingview/" + TOKEN))
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200;
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void killedAtAnyMomentEachAlertIsOneOrderOrOneRefusal() throws Exception {
        killed(3, 20260301);
    }

    @Test
    @Tag("long")
    void killedAtAHundredMomentsEachAlertIsOneOrderOrOneRefusal() throws Exception {
        killed(100, 20260302);
    }

    private void killed(int times, long seed) throws Exception {
        bars();
        SplittableRandom random = new SplittableRandom(seed);
        AtomicReference<String> uri = new AtomicReference<>("");
        AtomicInteger sent = new AtomicInteger();
        TreeSet<String> answered = new TreeSet<>();
        for (int kill = 0; kill <= times; kill++) {
            Process process = start();
            uri.set(listening(process));
            boolean last = kill == times;
            Thread[] senders = new Thread[4];
            for (int t = 0; t < senders.length; t++) {
                senders[t] = Thread.ofVirtual().start(() -> {
                    try {
                        for (int i = 0; i < 10 && process.isAlive(); i++) {
                            Thread.sleep(20);
                            String id = "a" + sent.incrementAndGet();
                            for (int attempt = 0; attempt < 4 && process.isAlive(); attempt++) {
                                if (send(uri.get(), id)) {
                                    synchronized (answered) {
                                        answered.add(id);
                                    }
                                    break;
                                }
                            }
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            if (!last) {
                Thread.sleep(random.nextInt(50, 900));
                process.destroyForcibly().waitFor();
            }
            for (Thread sender : senders) {
                sender.join();
            }
            if (last) {
                Map<String, JsonNode> inbox = inbox(uri.get());
                assertThat(inbox.keySet())
                        .as("seed %d: all that was answered is there", seed)
                        .containsAll(answered);
                inbox.forEach((id, alert) -> assertThat(alert.get("orders").size() == 1
                                || alert.get("status").asText().equals("rejected"))
                        .as("seed %d: one order or one refusal: %s", seed, alert)
                        .isTrue());
                new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                        .start()
                        .waitFor();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(130);
            }
        }
    }

    /** By id; a second alert of an id fails. */
    private Map<String, JsonNode> inbox(String uri) throws Exception {
        for (long until = System.nanoTime() + 30_000_000_000L; ; ) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(uri + "/inbox?limit=5000"))
                    .header("Authorization", "Bearer " + TOKEN)
                    .build();
            JsonNode alerts = JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
            Map<String, JsonNode> byId = new HashMap<>();
            boolean settled = true;
            for (JsonNode alert : alerts) {
                assertThat(byId.put(alert.get("id").asText(), alert))
                        .as("once: %s", alert)
                        .isNull();
                settled &= !alert.get("orders").isEmpty()
                        || alert.get("status").asText().equals("rejected");
            }
            if (settled || System.nanoTime() > until) {
                return byId;
            }
            Thread.sleep(20);
        }
    }
}
