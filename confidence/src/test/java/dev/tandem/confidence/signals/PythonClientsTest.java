package dev.tandem.confidence.signals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import dev.tandem.confidence.forecast.Coverage;
import dev.tandem.confidence.forecast.Shrinkage;
import dev.tandem.model.Instrument;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Signal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clients in examples/python post what the readers read, signed. */
class PythonClientsTest {
    private static final Map<String, Instrument> TRADABLE = Map.of("BTC/USD", Instrument.of("BTC/USD"));
    private static final byte[] KEY = "a secret for tests".getBytes(StandardCharsets.UTF_8);

    /** What was posted. */
    private record Posted(String path, String id, String timestamp, String signature, String body) {}

    private final List<Posted> posted = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;
    private int answer = 200;

    @TempDir
    Path directory;

    PythonClientsTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void listen() {
        Assumptions.assumeTrue(hasPython(), "python3 is not there");
        server.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            posted.add(new Posted(
                    exchange.getRequestURI().getPath(),
                    String.valueOf(headers.getFirst("webhook-id")),
                    String.valueOf(headers.getFirst("webhook-timestamp")),
                    String.valueOf(headers.getFirst("webhook-signature")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] body =
                    "{\"status\":\"accepted\",\"reason\":\"\",\"requestId\":\"r1\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void quantilesOfTimeCopilot() throws Exception {
        Path file = directory.resolve("forecast.csv");
        Files.writeString(file, """
                unique_id,ds,Chronos,Chronos-q-10,Chronos-q-50,Chronos-q-90
                BTC,2024-01-31 13:00:00,100.5,99.5,100.4,101
                BTC,2024-01-31 16:00:00,102,99,102,104
                """);
        run(
                "timecopilot_forecast.py",
                "/v1/forecasts",
                file,
                "--model",
                "Chronos",
                "--price",
                "100",
                "--made",
                "2024-01-31T12:00:00Z");

        Signal signal = ForecastJson.read(posted.getFirst().body(), TRADABLE, 0)
                .signal(Rate.parse("0.005"), Shrinkage.OFF, new Coverage(0.8, 10), 0);
        assertThat(signal.agent()).isEqualTo("timecopilot-chronos");
        assertThat(signal.side()).isEqualTo(Side.BUY);
        assertThat(signal.confidence().value()).isCloseTo(0.7, within(1e-9));
        assertThat(signal.horizonNanos()).isEqualTo(TimeUnit.HOURS.toNanos(4));
        theSignaturesAreRight();
    }

    @Test
    void samplePathsOfLagLlama() throws Exception {
        Path file = directory.resolve("samples.json");
        Files.writeString(file, "[[101, 97, 90], [102, 103, 104], [99, 98, 97], [96, 95, 110]]");
        run(
                "lag_llama_paths.py",
                "/v1/forecasts",
                file,
                "--price",
                "100",
                "--step",
                "3600",
                "--target",
                "0.03",
                "--stop",
                "0.02");

        Signal signal = ForecastJson.read(posted.getFirst().body(), TRADABLE, 0)
                .signal(Rate.ZERO, Shrinkage.OFF, new Coverage(0.8, 10), 0);
        assertThat(signal.agent()).isEqualTo("lag-llama");
        assertThat(signal.side()).isEqualTo(Side.SELL);
        assertThat(signal.confidence().value()).isEqualTo(0.75);
        assertThat(signal.horizonNanos()).isEqualTo(TimeUnit.HOURS.toNanos(3));
        theSignaturesAreRight();
    }

    @Test
    void sevenVotesOfAPanel() throws Exception {
        Path file = directory.resolve("closes.txt");
        StringBuilder closes = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            closes.append(100 + i).append('\n');
        }
        Files.writeString(file, closes);
        run("panel_of_seven.py", "/v1/signals", file, "--horizon", "4h");

        List<Signal> votes =
                posted.stream().map(p -> SignalJson.read(p.body(), TRADABLE, 0)).toList();
        assertThat(votes).hasSize(7);
        assertThat(votes).extracting(Signal::agent).doesNotHaveDuplicates().contains("skeptic", "runner");
        assertThat(votes).extracting(Signal::id).doesNotHaveDuplicates();
        assertThat(votes.get(1).side())
                .as("prices rise, and the runner runs with them")
                .isEqualTo(Side.BUY);
        assertThat(votes.get(4).side()).as("the pendulum swings back").isEqualTo(Side.SELL);
        assertThat(votes).allMatch(v -> v.confidence().value() >= 0.5);
        theSignaturesAreRight();
    }

    @Test
    void aRefusalIsSaidAndTheClientFails() throws Exception {
        answer = 400;
        Path file = directory.resolve("samples.json");
        Files.writeString(file, "[[1, 2], [2, 3]]");
        Process process = start("lag_llama_paths.py", "/v1/forecasts", file, "--price", "1", "--step", "60");
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said).contains("400").contains("accepted");
    }

    private void theSignaturesAreRight() throws Exception {
        assertThat(posted).isNotEmpty();
        for (Posted each : posted) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            String signed = each.id() + "." + each.timestamp() + "." + each.body();
            assertThat(each.signature())
                    .isEqualTo("v1,"
                            + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
        }
    }

    private void run(String script, String path, Path file, String... arguments) throws Exception {
        Process process = start(script, path, file, arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(err).isZero();
        assertThat(out).contains("accepted");
        assertThat(posted).extracting(Posted::path).containsOnly(path);
    }

    private Process start(String script, String path, Path file, String... arguments) throws IOException {
        Path python = Path.of(System.getProperty("tandem.root"), "examples", "python", script);
        List<String> command = new ArrayList<>(List.of(
                "python3",
                "-B",
                python.toString(),
                file.toString(),
                "--url",
                "http://127.0.0.1:" + server.getAddress().getPort() + path));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .put("TANDEM_WEBHOOK_SECRET", "whsec_" + Base64.getEncoder().encodeToString(KEY));
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        return builder.start();
    }

    private static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
