package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.sim.SimConfig;
import dev.tandem.webhook.AgentOptions;
import dev.tandem.webhook.AlertServer;
import dev.tandem.webhook.AlertServerOptions;
import dev.tandem.webhook.alert.AlertRules;
import dev.tandem.webhook.alert.SymbolTable;
import dev.tandem.webhook.auth.Doorman;
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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents post opinions over HTTP, and the panel trades on them. */
class AgentDoorsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instrument BTC = Instrument.of("BTC/USD");
    private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Secret SECRET = Secret.of("x", KEY, 16);
    private static final String TOKEN = "token-0123456789abcdef";
    private static final String SIGNALS = "/v1/signals";
    private static final String FORECASTS = "/v1/forecasts";
    private static final List<String> SEVEN = List.of("ant", "bee", "cat", "dog", "elk", "fox", "gnu");

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable AlertServer running;
    private String journal = "journal";
    private int sent;

    private void start(String... parameters) throws IOException {
        Path bars = directory.resolve("bars.csv");
        StringBuilder text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (int i = 0; i < 50; i++) {
            text.append(1_700_000_000 + 3600 * i).append(",100,101,99,100,1\n");
        }
        Files.writeString(bars, text);
        AlertRules rules = AlertRules.standard(SymbolTable.of(Map.of("BTCUSD", "BTC/USD"), Instrument::of));
        var columns = MarketDataReader.read(
                        bars.toString(), ReadOptions.builder("BTC/USD").build())
                .bars();
        SimMarketplace alerts = market(columns);
        AlertServerOptions options = AlertServerOptions.of(
                        new Doorman.Config(List.of(SECRET), Secret.of("x", TOKEN, 16), null, false, false),
                        rules,
                        directory.resolve(journal),
                        () -> new Gate(ConfidencePolicy.minimum(0.6), RiskLimits.NONE, Sizing.one()),
                        List.of(alerts))
                .withListen("127.0.0.1:0")
                .withRate(1000, 1000);
        running = AlertServer.start(
                options.withAgents(new AgentOptions(PanelAgents.of(List.of(parameters)), List.of(market(columns)))));
    }

    private AlertServer server() {
        return Objects.requireNonNull(running, "start() first");
    }

    private static SimMarketplace market(BarColumns bars) {
        return new SimMarketplace(List.of(BTC), Map.of(BTC, bars), SimConfig.standard(), 1_000_000 * Money.ONE);
    }

    @AfterEach
    void stop() {
        if (running != null) {
            running.close();
        }
        http.close();
    }

    private static String vote(String agent, String direction, String confidence) {
        return "{\"id\":\"" + agent + "-1\",\"agent\":\"" + agent
                + "\",\"instrument\":\"BTC/USD\",\"horizon\":\"4h\",\"direction\":\"" + direction
                + "\",\"confidence\":" + confidence + "}";
    }

    private String post(String path, String body) throws Exception {
        return post(path, "m" + ++sent, body);
    }

    private String post(String path, String id, String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        long seconds = Instant.now().getEpochSecond();
        return send(HttpRequest.newBuilder(URI.create(server().uri() + path))
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", WebhookSignature.sign(SECRET, id, seconds, bytes))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build());
    }

    private String send(HttpRequest request) throws Exception {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        JsonNode json = JSON.readTree(response.body());
        assertThat(json.path("requestId").asText()).isNotEmpty();
        return (response.statusCode() + " " + json.path("status").asText() + " "
                        + json.path("reason").asText())
                .strip();
    }

    private JsonNode get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server().uri() + path))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    /** The inbox when each message that was accepted has had its turn. */
    private JsonNode settled() throws Exception {
        for (long until = System.nanoTime() + 30_000_000_000L; System.nanoTime() < until; Thread.sleep(10)) {
            JsonNode inbox = get("/inbox");
            boolean done = server().waiting() == 0;
            for (JsonNode row : inbox) {
                done &= !row.get("status").asText().equals("accepted")
                        || !row.get("orders").isEmpty()
                        || !row.get("reason").asText().isEmpty();
            }
            if (done) {
                return inbox;
            }
        }
        throw new AssertionError("not done within 30 s: " + get("/inbox"));
    }

    private static Set<String> orders(JsonNode inbox) {
        Set<String> orders = new HashSet<>();
        for (JsonNode row : inbox) {
            row.get("orders").forEach(order -> orders.add(order.get("id").asText()));
        }
        return orders;
    }

    private JsonNode filled() throws Exception {
        for (long until = System.nanoTime() + 30_000_000_000L; System.nanoTime() < until; Thread.sleep(10)) {
            JsonNode inbox = settled();
            if (inbox.findValuesAsText("averagePrice").contains("100")) {
                return inbox;
            }
        }
        throw new AssertionError("not filled within 30 s: " + get("/inbox"));
    }

    @Test
    void sevenAgentsVoteAndOneOrderIsFilled() throws Exception {
        start("quorum=7");
        for (String agent : SEVEN) {
            assertThat(post(SIGNALS, vote(agent, "long", "0.8"))).isEqualTo("200 accepted");
        }
        JsonNode inbox = filled();
        assertThat(inbox).hasSize(7);
        assertThat(orders(inbox)).hasSize(1);
        for (JsonNode row : inbox) {
            assertThat(row.get("kind").asText()).isEqualTo("signal");
            assertThat(row.get("intent").isNull()).isTrue();
            assertThat(row.get("confidence").asDouble()).isEqualTo(0.8);
            JsonNode order = row.get("orders").get(0);
            assertThat(order.get("side").asText()).isEqualTo("buy");
            assertThat(order.get("status").asText()).isEqualTo("filled");
        }
        assertThat(inbox.findValuesAsText("agent")).containsExactlyInAnyOrderElementsOf(SEVEN);
    }

    @Test
    void sixOfSevenAreNoQuorum() throws Exception {
        start("quorum=7");
        for (String agent : SEVEN.subList(0, 6)) {
            post(SIGNALS, vote(agent, "long", "0.9"));
        }
        JsonNode inbox = settled();
        assertThat(orders(inbox)).isEmpty();
        assertThat(inbox.get(0).get("reason").asText()).isEqualTo("counted: 6 of 7 agents have voted");
    }

    @Test
    void aConsensusBelowTheMinimumIsDeniedAndThatIsRecorded() throws Exception {
        start("quorum=2", "pooling=linear");
        post(SIGNALS, vote("ant", "long", "0.55"));
        post(SIGNALS, vote("bee", "long", "0.57"));
        JsonNode inbox = settled();
        assertThat(inbox).hasSize(2);
        for (JsonNode row : inbox) {
            assertThat(row.get("status").asText()).isEqualTo("rejected");
            assertThat(row.get("reason").asText()).startsWith("confidence: ").contains("0.6");
            assertThat(row.get("orders").get(0).get("status").asText()).isEqualTo("denied");
        }
        assertThat(orders(inbox)).hasSize(1);
    }

    @Test
    void agentsOfTwoMindsLeadToNoOrderAndTheReasonIsThere() throws Exception {
        start("quorum=2");
        post(SIGNALS, vote("ant", "long", "0.7"));
        post(SIGNALS, vote("bee", "short", "0.7"));
        JsonNode inbox = settled();
        assertThat(orders(inbox)).isEmpty();
        assertThat(inbox.get(0).get("reason").asText()).isEqualTo("no order: undecided, up is as likely as down");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "\"confidence\":NaN, 400 rejected invalid-json",
                "\"confidence\":7.5, 400 rejected invalid-confidence",
                "\"confidence\":78, 400 rejected invalid-confidence",
                "\"confidence\":1e400, 400 rejected invalid-confidence",
                "\"confidence\":null, 400 rejected invalid-confidence",
                "\"confidence\":0.8;\"confidence\":0.9, 400 rejected invalid-json",
                "\"confidence\":0.8;\"secret\":\"x\", 400 rejected unknown-field",
                "\"confidence\":0.8;\"target\":\"1e999999999\", 400 rejected invalid-target",
                "\"confidence\":0.8;\"made\":\"2099-01-01T00:00:00Z\", 400 rejected invalid-made",
                "\"confidence\":0.8;\"made\":\"2001-01-01T00:00:00Z\", 400 rejected invalid-made"
            })
    void whatCannotBeIsRefusedByNameAndNeverTraded(String field, String answer) throws Exception {
        start();
        String body =
                "{\"agent\":\"ant\",\"instrument\":\"BTC/USD\",\"direction\":\"long\"," + field.replace(';', ',') + "}";
        assertThat(post(SIGNALS, body)).isEqualTo(answer);
        JsonNode inbox = get("/inbox");
        assertThat(inbox).hasSize(1);
        assertThat(orders(inbox)).isEmpty();
        assertThat(inbox.get(0).get("status").asText()).isEqualTo("rejected");
        assertThat(inbox.get(0).get("reason").asText()).hasSizeGreaterThan(answer.length() - 10);
    }

    @Test
    void othersInstrumentsNamesAndStaleOpinionsAreRefused() throws Exception {
        start();
        assertThat(post(SIGNALS, vote("ant", "long", "0.8").replace("BTC/USD", "DOGE/USD")))
                .isEqualTo("400 rejected invalid-instrument");
        assertThat(post(SIGNALS, vote("tradingview", "long", "0.8"))).isEqualTo("400 rejected invalid-agent");
        String stale = vote("ant", "long", "0.8")
                .replace("}", ",\"made\":\"" + Instant.now().minusSeconds(5 * 3600) + "\"}");
        assertThat(post(SIGNALS, stale)).isEqualTo("400 rejected stale");
        assertThat(orders(get("/inbox"))).isEmpty();
    }

    @Test
    void whoIsNotKnownGetsTheSameAnswerWhateverHeSends() throws Exception {
        start();
        for (String body : List.of(vote("ant", "long", "0.8"), "{", "")) {
            for (String path : List.of(SIGNALS, FORECASTS, SIGNALS + "/another-token-0123456789")) {
                HttpRequest unsigned = HttpRequest.newBuilder(URI.create(server().uri() + path))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
                assertThat(send(unsigned)).isEqualTo("401 rejected unauthorized");
            }
        }
        assertThat(get("/inbox")).isEmpty();
        HttpRequest withToken = HttpRequest.newBuilder(URI.create(server().uri() + SIGNALS + "/" + TOKEN))
                .POST(HttpRequest.BodyPublishers.ofString(vote("ant", "long", "0.8")))
                .build();
        assertThat(send(withToken)).isEqualTo("200 accepted");
    }

    @Test
    void theSameIdIsOneSignalAndWithAnotherBodyAConflict() throws Exception {
        start();
        String body = vote("ant", "long", "0.8");
        assertThat(post(SIGNALS, "w1", body)).isEqualTo("200 accepted");
        assertThat(post(SIGNALS, "w1", body)).as("replayed").isEqualTo("200 duplicate duplicate");
        assertThat(post(SIGNALS, "w2", body)).as("delivered again").isEqualTo("200 duplicate duplicate");
        assertThat(post(SIGNALS, "w3", vote("ant", "short", "0.8"))).isEqualTo("409 rejected id-conflict");
        assertThat(post(SIGNALS, "w1", vote("bee", "long", "0.8"))).isEqualTo("409 rejected id-conflict");
        JsonNode inbox = filled();
        assertThat(inbox).hasSize(3);
        assertThat(inbox.get(0).get("reason").asText()).startsWith("id-conflict: ");
        assertThat(inbox.get(1).get("reason").asText()).startsWith("id-conflict: ");
        assertThat(inbox.get(2).get("duplicates").asInt()).isEqualTo(2);
        assertThat(orders(inbox)).hasSize(1);
    }

    @Test
    void aRestartKeepsEachSignalOnceAndTheRoundGoesOn() throws Exception {
        start("quorum=3");
        post(SIGNALS, vote("ant", "long", "0.8"));
        post(SIGNALS, vote("bee", "long", "0.8"));
        settled();
        server().close();
        start("quorum=3");
        assertThat(post(SIGNALS, vote("ant", "long", "0.8"))).isEqualTo("200 duplicate duplicate");
        assertThat(get("/inbox")).hasSize(2);
        post(SIGNALS, vote("cat", "long", "0.8"));
        JsonNode before = filled();
        server().close();
        start("quorum=3");
        JsonNode after = filled();
        assertThat(after).hasSize(3);
        assertThat(orders(after)).hasSize(1).isEqualTo(orders(before));
        assertThat(after.findValuesAsText("reason")).isEqualTo(before.findValuesAsText("reason"));
    }

    @Test
    void whatWasAnsweredIsThereOnceAfterAProcessThatWasKilled() throws Exception {
        start("quorum=3");
        for (String agent : List.of("ant", "bee", "cat")) {
            assertThat(post(SIGNALS, vote(agent, "long", "0.8"))).isEqualTo("200 accepted");
            // The disk as it is at this moment, before anything was closed.
            copy(directory.resolve("journal"), directory.resolve("after-" + agent));
        }
        server().close();
        for (String agent : List.of("ant", "bee", "cat")) {
            journal = "after-" + agent;
            start("quorum=3");
            for (String again : List.of("ant", "bee", "cat")) {
                assertThat(post(SIGNALS, vote(again, "long", "0.8")))
                        .as("%s, killed after %s", again, agent)
                        .isEqualTo(again.compareTo(agent) <= 0 ? "200 duplicate duplicate" : "200 accepted");
            }
            JsonNode inbox = filled();
            assertThat(inbox).hasSize(3);
            assertThat(orders(inbox)).hasSize(1);
            server().close();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.getFileName().toString().contains("lock")) {
                    Files.copy(file, target);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"quorum=0", "quorum=many", "quorums=7", "quorum", "pooling=voodoo"})
    void aWrongParameterOfThePanelIsNamed(String parameter) {
        assertThatThrownBy(() -> PanelAgents.of(List.of(parameter)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--agents");
    }

    @Test
    void aForecastBecomesAConfidenceAfterCosts() throws Exception {
        start("costs=0.002");
        String quantiles = "{\"agent\":\"oracle\",\"instrument\":\"BTC/USD\",\"horizon\":\"4h\",\"price\":100,"
                + "\"quantiles\":{\"0.1\":100.2,\"0.5\":102,\"0.9\":104}}";
        assertThat(post(FORECASTS, quantiles)).isEqualTo("200 accepted");
        JsonNode row = filled().get(0);
        assertThat(row.get("kind").asText()).isEqualTo("forecast");
        assertThat(row.get("side").asText()).isEqualTo("buy");
        assertThat(row.get("confidence").asDouble()).as("above 100.2 with 0.9").isCloseTo(0.9, within(1e-6));
        assertThat(row.get("orders")).hasSize(1);
        assertThat(post(FORECASTS, "{\"agent\":\"oracle\",\"instrument\":\"BTC/USD\",\"horizon\":\"4h\"}"))
                .isEqualTo("400 rejected invalid-quantiles");
    }

    @Test
    void aHundredPathsOfAThousandStepsAreTakenAsAForecastAndNowhereElse() throws Exception {
        start("costs=0.002");
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder paths = new StringBuilder();
        for (int path = 0; path < 100; path++) {
            double price = 100;
            paths.append(path == 0 ? "[" : ",[");
            for (int step = 0; step < 1_000; step++) {
                price *= 1.0002 + (random.nextDouble() - 0.5) * 0.001;
                paths.append(step == 0 ? "" : ",").append(price);
            }
            paths.append(']');
        }
        String forecast =
                "{\"agent\":\"oracle\",\"instrument\":\"BTC/USD\",\"horizon\":\"4h\",\"price\":100,\"paths\":[" + paths
                        + "]}";
        assertThat(forecast.length()).as("bytes").isGreaterThan(1_500_000);
        assertThat(post(FORECASTS, forecast)).isEqualTo("200 accepted");
        assertThat(filled().get(0).get("side").asText()).isEqualTo("buy");
        assertThat(post(SIGNALS, forecast)).startsWith("413");
        assertThat(post("/webhooks/tradingview", forecast)).startsWith("413");
        assertThat(post(FORECASTS, forecast + " ".repeat(4 * 1024 * 1024))).startsWith("413");
    }

    @Test
    void whoMayReadTheInboxSeesHowWellEachAgentWasCalibrated() throws Exception {
        start("horizon=1");
        for (String round : List.of("1", "2", "3")) {
            post(SIGNALS, vote("ant", "long", "0.8").replace("ant-1\"", "ant-" + round + "\",\"note\":\"a <wave>\""));
            post(SIGNALS, vote("bee", "short", "0.7").replace("bee-1", "bee-" + round));
        }
        settled();
        JsonNode panel = get("/v1/panel");
        assertThat(panel.get("schema").asText()).isEqualTo("tandem.panel/1");
        JsonNode report = panel.at("/instruments/BTC~1USD/confidence");
        assertThat(report.at("/signals/received").asInt()).isEqualTo(6);
        assertThat(report.at("/weights").size()).isEqualTo(2);
        assertThat(report.at("/agents/agents/ant/n").asInt()).isPositive();
        assertThat(report.at("/agents/agents/ant/brier").isNumber()).isTrue();
        assertThat(report.get("opinions").findValuesAsText("note")).contains("a <wave>", "");
        HttpRequest browser = HttpRequest.newBuilder(URI.create(server().uri() + "/v1/panel"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Accept", "text/html,application/xhtml+xml")
                .build();
        HttpResponse<String> page = http.send(browser, HttpResponse.BodyHandlers.ofString());
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(page.body())
                .contains("<h2>BTC/USD</h2>", "<h3>Agents</h3>", "<td>ant</td>", "<td>bee</td>", "a &lt;wave&gt;")
                .doesNotContain("<wave>", "<script");
        HttpRequest anybody =
                HttpRequest.newBuilder(URI.create(server().uri() + "/v1/panel")).build();
        assertThat(http.send(anybody, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void theDoorsDescribeThemselves() throws Exception {
        start();
        JsonNode openApi = get("/v1/openapi.json");
        assertThat(openApi.get("openapi").asText()).startsWith("3.");
        for (String path : List.of(SIGNALS, FORECASTS)) {
            JsonNode post = openApi.get("paths").get(path).get("post");
            assertThat(post.get("responses").has("409")).isTrue();
            String schema = post.at("/requestBody/content/application~1json/schema/$ref")
                    .asText();
            assertThat(get("/v1/" + schema).has("properties")).as(schema).isTrue();
        }
    }

    @Test
    void thePythonClientsAreAccepted() throws Exception {
        assumeTrue(hasPython(), "python3 is not there");
        start("quorum=7", "pooling=linear");
        StringBuilder closes = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            closes.append(100 + i).append('\n');
        }
        Files.writeString(directory.resolve("closes.txt"), closes);
        Files.writeString(directory.resolve("samples.json"), "[[101, 97, 90], [102, 103, 104], [99, 98, 97]]");
        Files.writeString(
                directory.resolve("forecast.csv"),
                "unique_id,ds,Chronos,Chronos-q-10,Chronos-q-50,Chronos-q-90\nBTC,"
                        + Instant.now()
                                .plusSeconds(4 * 3600)
                                .toString()
                                .substring(0, 19)
                                .replace('T', ' ')
                        + ",102,99,102,104\n");
        python("panel_of_seven.py", SIGNALS, "closes.txt");
        python("lag_llama_paths.py", FORECASTS, "samples.json", "--price", "100", "--step", "3600");
        python("timecopilot_forecast.py", FORECASTS, "forecast.csv", "--model", "Chronos", "--price", "100");
        JsonNode inbox = settled();
        assertThat(inbox.findValuesAsText("kind"))
                .containsExactly(
                        "forecast", "forecast", "signal", "signal", "signal", "signal", "signal", "signal", "signal");
        assertThat(inbox.findValuesAsText("httpStatus")).containsOnly("200");
        assertThat(orders(inbox)).as("one round of seven, one decision").hasSizeLessThanOrEqualTo(1);
        assertThat(inbox.get(8).get("reason").asText() + inbox.get(8).get("orders"))
                .as("what came of the first vote")
                .doesNotContain("agents have voted");
    }

    private void python(String script, String path, String file, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "python3",
                "-B",
                Launch.root().resolve("examples/python").resolve(script).toString(),
                directory.resolve(file).toString(),
                "--url",
                server().uri() + path));
        command.addAll(Arrays.asList(more));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("TANDEM_WEBHOOK_SECRET", KEY);
        builder.environment()
                .keySet()
                .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(Duration.ofSeconds(30))).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("accepted");
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
