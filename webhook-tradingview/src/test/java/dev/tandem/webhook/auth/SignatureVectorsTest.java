package dev.tandem.webhook.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SignatureVectorsTest {
    private static final Path VECTORS =
            Path.of(System.getProperty("tandem.root", ".."), "..", "shared", "tradingview", "hmac-vectors.json");
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final Instant THEN = Instant.ofEpochSecond(1614265330);

    @Test
    void allPublishedVectorsHold() throws Exception {
        assumeTrue(Files.exists(VECTORS), "the published vectors are not beside this project");
        int count = 0;
        for (JsonNode vector : new ObjectMapper().readTree(VECTORS.toFile())) {
            assertThat(holds(vector))
                    .as(vector.get("name").asText())
                    .isEqualTo(vector.get("valid").asBoolean());
            count++;
        }
        assertThat(count).isEqualTo(24);
    }

    private static boolean holds(JsonNode vector) throws Exception {
        byte[] body = vector.get("body").asText().getBytes(StandardCharsets.UTF_8);
        Instant now = Instant.ofEpochSecond(vector.path("now").asLong());
        String header = vector.path("header").asText();
        return switch (vector.get("scheme").asText()) {
            case "standard-webhooks" ->
                WebhookSignature.standard(
                        secret(vector),
                        vector.get("id").asText(),
                        vector.get("timestamp").asText(),
                        header,
                        body,
                        now);
            case "x-hub-signature-256" -> WebhookSignature.gitHub(secret(vector), header, body);
            case "stripe-v1" -> WebhookSignature.stripe(secret(vector), header, body, now);
            default -> {
                Mac mac = Mac.getInstance("HmacSHA256");
                byte[] key = HexFormat.of().parseHex(vector.get("keyHex").asText());
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
                yield MessageDigest.isEqual(
                        mac.doFinal(body),
                        HexFormat.of().parseHex(vector.get("mac").asText()));
            }
        };
    }

    private static Secret secret(JsonNode vector) {
        return Secret.of("a vector", vector.get("secret").asText(), 1);
    }

    @Test
    void whatIsSignedHereIsRecognizedHere() {
        Secret secret = Secret.of("x", SECRET, 16);
        String header = WebhookSignature.sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, BODY);
        assertThat(header).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        assertThat(WebhookSignature.standard(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", header, BODY, THEN))
                .isTrue();
    }

    @Test
    void aTimestampIsWholeSecondsInAsciiDigits() {
        Secret secret = Secret.of("x", SECRET, 16);
        String header = WebhookSignature.sign(secret, "a", 1614265330, BODY);
        for (String timestamp :
                new String[] {"1614265330.0", " 1614265330", "+1614265330", "١٦١٤٢٦٥٣٣٠", "", "1e9", "-1"}) {
            assertThat(WebhookSignature.standard(secret, "a", timestamp, header, BODY, THEN))
                    .as(timestamp)
                    .isFalse();
        }
    }

    @Test
    void aShortSecretIsRefusedWithoutBeingShown() {
        assertThatThrownBy(() -> Secret.of("--webhook-secrets", "hunter2", 16))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 16 characters, this one has 7")
                .hasMessageNotContaining("hunter2");
        assertThat(Secret.of("x", SECRET, 16)).hasToString("a secret");
    }
}
