package dev.tandem.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * An alert verified and read by hand: HMAC-SHA256 and a streaming parse of the names of this one template into variables. No
 * other names, no limits, nothing refused but a wrong signature.
 */
final class FloorAlert {
    private static final JsonFactory JSON = new JsonFactory();

    private final Mac mac;

    FloorAlert(byte[] key) throws GeneralSecurityException {
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
    }

    /** What the template says. */
    record Alert(
            @Nullable String ticker,
            @Nullable String action,
            @Nullable BigDecimal contracts,
            @Nullable String position,
            @Nullable BigDecimal positionSize,
            @Nullable String previous,
            @Nullable BigDecimal previousSize,
            @Nullable BigDecimal price,
            double confidence,
            @Nullable Instant time,
            @Nullable String id) {}

    boolean isSigned(String id, String timestamp, String signature, byte[] body) {
        mac.update(id.getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) '.');
        mac.update(timestamp.getBytes(StandardCharsets.US_ASCII));
        mac.update((byte) '.');
        byte[] expected = mac.doFinal(body);
        return MessageDigest.isEqual(expected, Base64.getDecoder().decode(signature.substring(3)));
    }

    Alert read(byte[] body) throws IOException {
        String ticker = null;
        String action = null;
        BigDecimal contracts = null;
        String position = null;
        BigDecimal positionSize = null;
        String previous = null;
        BigDecimal previousSize = null;
        BigDecimal price = null;
        double confidence = Double.NaN;
        Instant time = null;
        String id = null;
        try (JsonParser json = JSON.createParser(body)) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "ticker" -> ticker = json.getText();
                    case "action" -> action = json.getText();
                    case "contracts" -> contracts = new BigDecimal(json.getText());
                    case "market_position" -> position = json.getText();
                    case "market_position_size" -> positionSize = new BigDecimal(json.getText());
                    case "prev_market_position" -> previous = json.getText();
                    case "prev_market_position_size" -> previousSize = new BigDecimal(json.getText());
                    case "price" -> price = new BigDecimal(json.getText());
                    case "confidence" -> confidence = json.getDoubleValue();
                    case "timenow" -> time = Instant.parse(json.getText());
                    case "id" -> id = json.getText();
                    default -> json.skipChildren();
                }
            }
        }
        return new Alert(
                ticker, action, contracts, position, positionSize, previous, previousSize, price, confidence, time, id);
    }
}
