package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Another customer of a {@code tandem venue}, who owes nothing to the code under test; and who may see the truth. */
final class VenueClient implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final URI uri;
    private final String key;
    private final String secret;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newHttpClient();

    VenueClient(URI uri, String key, String secret, InstantSource clock) {
        this.uri = uri;
        this.key = key;
        this.secret = secret;
        this.clock = clock;
    }

    JsonNode signed(String method, String path, String form) {
        String whole = form + (form.isEmpty() ? "" : "&") + "timestamp=" + clock.millis();
        return send(method, path + "?" + whole + "&signature=" + sign(whole));
    }

    JsonNode order(String form) {
        JsonNode answer = signed("POST", "/api/v3/order", "symbol=BTCUSDT&" + form);
        if (!answer.has("orderId")) {
            throw new AssertionError(form + ": " + answer);
        }
        return answer;
    }

    JsonNode get(String target) {
        return send("GET", target);
    }

    /** What really is, whatever anybody was told. */
    JsonNode truth() {
        return get("/tandem/truth");
    }

    /** Asks again where the venue's trouble strikes a question. */
    private JsonNode send(String method, String target) {
        for (int attempt = 1; ; attempt++) {
            try {
                return sendOnce(method, target);
            } catch (IOException | InterruptedException e) {
                if (!method.equals("GET") || attempt == 10) {
                    throw new AssertionError(e);
                }
            }
        }
    }

    private JsonNode sendOnce(String method, String target) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri + target))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("X-MBX-APIKEY", key)
                .build();
        try {
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
