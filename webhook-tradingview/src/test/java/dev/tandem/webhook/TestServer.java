package dev.tandem.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.gate.Gate;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** A server on loopback with a signing secret and a token in the path, and a client that knows both. */
final class TestServer implements AutoCloseable {
    static final Secret SECRET = Secret.of("x", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", 16);
    static final String TOKEN = "token-0123456789abcdef";
    private static final ObjectMapper JSON = new ObjectMapper();

    final AtomicReference<Instant> now;
    final SimMarket market = new SimMarket();
    final HttpClient http = HttpClient.newHttpClient();
    final AlertServer server;
    private int messages;

    TestServer(Path journal) {
        this(journal, options -> options);
    }

    TestServer(Path journal, UnaryOperator<AlertServerOptions> change) {
        this(journal, Instant.parse("2026-03-01T12:00:00Z"), change);
    }

    TestServer(Path journal, Instant start, UnaryOperator<AlertServerOptions> change) {
        now = new AtomicReference<>(start);
        this.server = AlertServer.start(change.apply(options(journal)));
    }

    private AlertServerOptions options(Path journal) {
        AlertRules rules = AlertRules.standard(
                SymbolTable.of(Map.of("BTCUSDT", "BTC/USDT", "ETHUSDT", "ETH/USDT"), Instrument::of));
        return AlertServerOptions.of(
                        new Doorman.Config(List.of(SECRET), Secret.of("x", TOKEN, 16), null, false, false),
                        rules,
                        journal,
                        () -> new Gate(rules.confidence(), RiskLimits.NONE, Sizing.one()),
                        List.of(market))
                .withListen("127.0.0.1:0")
                .withRate(100_000, 10_000)
                .withClock(now::get);
    }

    /** The same with other rules, and a market for each asset that something is priced in there. */
    static AlertServerOptions with(AlertServerOptions o, AlertRules rules) {
        Map<String, List<Instrument>> byQuote = new LinkedHashMap<>();
        for (Instrument instrument : rules.symbols().instruments()) {
            byQuote.computeIfAbsent(instrument.quote(), quote -> new ArrayList<>())
                    .add(instrument);
        }
        List<Marketplace> markets = new ArrayList<>();
        byQuote.values().forEach(instruments -> markets.add(new SimMarket(instruments)));
        return o.withRules(rules)
                .withGates(() -> new Gate(rules.confidence(), RiskLimits.NONE, Sizing.one()))
                .withMarkets(markets);
    }

    String time() {
        return now.get().toString();
    }

    String alert(String fields) {
        return "{\"ticker\":\"BTCUSDT\",\"timenow\":\"" + time() + "\",\"confidence\":0.9," + fields + "}";
    }

    /** With the token in the path, as TradingView would send it. */
    HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return post("/webhooks/tradingview/" + TOKEN, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    HttpResponse<String> post(String path, byte[] body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.uri() + path))
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> postSigned(String body) throws IOException, InterruptedException {
        return postSigned("m" + ++messages, body);
    }

    HttpResponse<String> postSigned(String id, String body) throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        long seconds = now.get().getEpochSecond();
        return post(
                "/webhooks/tradingview",
                bytes,
                Map.of(
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        Long.toString(seconds),
                        "webhook-signature",
                        WebhookSignature.sign(SECRET, id, seconds, bytes)));
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.uri() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode inbox() throws IOException, InterruptedException {
        return JSON.readTree(get("/inbox", "Authorization", "Bearer " + TOKEN).body());
    }

    /** The inbox once everything that was accepted has been carried out. */
    JsonNode settled() throws IOException, InterruptedException {
        long until = System.nanoTime() + 30 * Times.SECOND;
        while (System.nanoTime() < until) {
            // First whether all is carried out, then what the inbox says of it.
            boolean done = server.waiting() == 0;
            JsonNode inbox = inbox();
            for (JsonNode alert : inbox) {
                boolean open = alert.get("status").asText().equals("accepted")
                        && alert.get("orders").isEmpty();
                done &= !open;
            }
            if (done) {
                return inbox;
            }
            Thread.sleep(5);
        }
        throw new AssertionError("not carried out within 30 s: " + inbox());
    }

    /** {@code accepted buy 1 filled 101, …}, newest first. */
    static List<String> lines(JsonNode inbox) {
        List<String> lines = new java.util.ArrayList<>();
        for (JsonNode alert : inbox) {
            StringBuilder line = new StringBuilder(alert.get("status").asText());
            for (JsonNode order : alert.get("orders")) {
                line.append("; ").append(order.get("side").asText());
                line.append(' ').append(order.get("quantity").asText());
                line.append(' ').append(order.get("status").asText());
                if (!order.get("averagePrice").isNull()) {
                    line.append(" at ").append(order.get("averagePrice").asText());
                }
            }
            lines.add(line.toString());
        }
        return lines;
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    static String line(HttpResponse<String> response) throws IOException {
        JsonNode json = json(response);
        return response.statusCode() + " " + json.path("status").asText() + " "
                + json.path("reason").asText();
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }
}
