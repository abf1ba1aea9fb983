package dev.tandem.venue;

import dev.tandem.model.Instrument;
import dev.tandem.web.WebServer;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A venue with two symbols and two keys, and a client that signs. */
final class RestClient implements AutoCloseable {
    /** Key and secret of the examples in Binance's documentation. */
    static final String KEY = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";

    static final String SECRET = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
    static final Instant NOW = Instant.ofEpochMilli(1_499_827_319_559L);

    volatile Instant now = NOW;
    volatile @Nullable BigDecimal averagePrice = new BigDecimal("60000");
    final BinanceRest rest;
    final WebServer server;
    private final HttpClient http = HttpClient.newHttpClient();

    RestClient() {
        this(6_000, 100, 200_000);
    }

    RestClient(int weight, int ordersPerTenSeconds, int ordersPerDay) {
        Symbols symbols = new Symbols(List.of(
                Instrument.of("BTC/USDT", new BigDecimal("0.01"), new BigDecimal("0.00001"), 500_000_000L),
                Instrument.of("LTC/BTC", "0.0001", "0.01")));
        ApiKeys keys = new ApiKeys(
                List.of(new ApiKeys.Key(KEY, SECRET, "alice"), new ApiKeys.Key("bob-key", "bob-secret", "bob")));
        rest = new BinanceRest(
                () -> now,
                symbols,
                keys,
                new RequestWeights(weight),
                new OrderCounts(ordersPerTenSeconds, ordersPerDay),
                rules -> rules.symbol().equals("BTCUSDT") ? averagePrice : null);
        var builder = rest.install(WebServer.builder());
        // What placing an order will be: counted, accepted unless it is refused.
        rest.route(
                builder,
                "POST",
                "/count",
                1,
                Endpoint.Access.SIGNED,
                call -> rest.counted(call, 1, inner -> {
                    rest.acceptableOrder(inner);
                    return BinanceRest.json(json -> {
                        json.writeStartObject();
                        json.writeEndObject();
                    });
                }));
        server = builder.start();
    }

    static String sign(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    HttpResponse<String> send(String method, String target, String body, @Nullable String key) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.uri() + target))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        if (key != null) {
            request.header("X-MBX-APIKEY", key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String target) throws Exception {
        return send("GET", target, "", null);
    }

    /** A form signed by the first key, now. */
    HttpResponse<String> signed(String method, String path, String form) throws Exception {
        String whole = form + (form.isEmpty() ? "" : "&") + "timestamp=" + now.toEpochMilli();
        return send(method, path, whole + "&signature=" + sign(SECRET, whole), KEY);
    }

    /** What {@code order/test} says to a form. */
    String test(String form) throws Exception {
        HttpResponse<String> answer = signed("POST", "/api/v3/order/test", form);
        return answer.statusCode() + " " + answer.body();
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
