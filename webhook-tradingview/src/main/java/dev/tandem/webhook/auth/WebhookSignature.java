package dev.tandem.webhook.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The signatures that are understood, all over the raw bytes of the body: Standard Webhooks
 * ({@code webhook-id}, {@code webhook-timestamp}, {@code webhook-signature}), GitHub's ({@code X-Hub-Signature-256}) and
 * Stripe's ({@code Stripe-Signature}).
 */
public final class WebhookSignature {
    /** How far the time of a signature may be from ours, either way, inclusive. */
    public static final Duration TOLERANCE = Duration.ofSeconds(300);

    private static final int LONGEST_ID = 200;
    private static final int LONGEST_SECONDS = 11;
    private static final int MAX_SIGNATURES = 16;

    private WebhookSignature() {}

    /**
     * Standard Webhooks: {@code id.timestamp.body}.
     *
     * @param header one or several {@code v1,BASE64}, separated by blanks
     */
    public static boolean standard(
            Secret secret,
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String header,
            byte[] body,
            Instant now) {
        // An id with a point could be cut elsewhere: "a.1|2|x" and "a|1|2.x" would have the same signature.
        if (id == null || timestamp == null || header == null || !isId(id) || !isNear(timestamp, now)) {
            return false;
        }
        byte[] expected = secret.webhookHmac(bytes(id), DOT, bytes(timestamp), DOT, body);
        boolean found = false;
        int count = 0;
        for (String part : header.split(" ", MAX_SIGNATURES + 1)) {
            if (part.startsWith("v1,") && count++ < MAX_SIGNATURES) {
                byte[] given = base64(part.substring(3));
                found |= given != null && MessageDigest.isEqual(expected, given);
            }
        }
        return found;
    }

    /**
     * GitHub's: over the body alone. It does not say when; a copy of it stays right for ever.
     *
     * @param header {@code sha256=HEX}
     */
    public static boolean gitHub(Secret secret, @Nullable String header, byte[] body) {
        if (header == null || !header.startsWith("sha256=")) {
            return false;
        }
        byte[] given = hex(header.substring("sha256=".length()));
        return given != null && MessageDigest.isEqual(secret.textHmac(body), given);
    }

    /**
     * Stripe's: {@code timestamp.body}.
     *
     * @param header {@code t=SECONDS,v1=HEX}, the second one perhaps several times
     */
    public static boolean stripe(Secret secret, @Nullable String header, byte[] body, Instant now) {
        if (header == null) {
            return false;
        }
        String timestamp = null;
        String[] parts = header.split(",", MAX_SIGNATURES + 1);
        for (String part : parts) {
            if (part.startsWith("t=")) {
                if (timestamp != null) {
                    return false;
                }
                timestamp = part.substring(2);
            }
        }
        if (timestamp == null || !isNear(timestamp, now)) {
            return false;
        }
        byte[] expected = secret.textHmac(bytes(timestamp), DOT, body);
        boolean found = false;
        for (String part : parts) {
            if (part.startsWith("v1=")) {
                byte[] given = hex(part.substring(3));
                found |= given != null && MessageDigest.isEqual(expected, given);
            }
        }
        return found;
    }

    /** A plain HMAC-SHA256 in hex. */
    public static String hmacHex(Secret secret, byte[] body) {
        return HexFormat.of().formatHex(secret.textHmac(body));
    }

    /** The header of Standard Webhooks for a body: what a sender computes. */
    public static String sign(Secret secret, String id, long timestamp, byte[] body) {
        byte[] mac = secret.webhookHmac(bytes(id), DOT, bytes(Long.toString(timestamp)), DOT, body);
        return "v1," + Base64.getEncoder().encodeToString(mac);
    }

    private static final byte[] DOT = {'.'};

    private static byte[] bytes(String ascii) {
        return ascii.getBytes(StandardCharsets.UTF_8);
    }

    /** {@code [A-Za-z0-9_:@+=/-]{1,200}}. */
    private static boolean isId(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            if (!letter && !(c >= '0' && c <= '9') && "_:@+=/-".indexOf(c) < 0) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= LONGEST_ID;
    }

    private static boolean isSeconds(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= LONGEST_SECONDS;
    }

    private static boolean isNear(String timestamp, Instant now) {
        if (!isSeconds(timestamp)) {
            return false;
        }
        long difference = Math.abs(now.getEpochSecond() - Long.parseLong(timestamp));
        return difference <= TOLERANCE.toSeconds();
    }

    private static byte @Nullable [] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte @Nullable [] hex(String text) {
        try {
            return text.length() == 64 ? HexFormat.of().parseHex(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
