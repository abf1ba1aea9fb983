package dev.tandem.webhook.auth;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Something that only we and the sender know. It never shows what it is, and takes as long to compare with a wrong text as
 * with the right one.
 */
public final class Secret {
    /** What a signing secret of Standard Webhooks begins with. */
    public static final String PREFIX = "whsec_";

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] digest;
    private final int length;
    private final Macs textMac;
    private final Macs webhookMac;

    private Secret(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        this.length = text.length();
        this.digest = sha256(bytes);
        this.textMac = mac(bytes);
        byte[] key = webhookKey(text);
        this.webhookMac = key == null ? textMac : mac(key);
    }

    /**
     * A secret of at least so many characters.
     *
     * @param what its name in the configuration, for the message
     * @throws IllegalArgumentException if it is too short; the message does not contain it
     */
    public static Secret of(String what, String text, int least) {
        if (text.length() < least) {
            throw new IllegalArgumentException(what + " must have at least " + least + " characters, this one has "
                    + text.length() + ": 'tandem serve --init' makes strong ones");
        }
        return new Secret(text);
    }

    /** The key of Standard Webhooks: base64, with or without its prefix; null if the text is none. */
    private static byte @Nullable [] webhookKey(String text) {
        try {
            byte[] key = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
            return key.length < 16 ? null : key;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** HMAC-SHA256 with the text itself as the key. */
    byte[] textHmac(byte[]... parts) {
        return hmac(textMac, parts);
    }

    /** HMAC-SHA256 with the key of Standard Webhooks. */
    byte[] webhookHmac(byte[]... parts) {
        return hmac(webhookMac, parts);
    }

    private static byte[] hmac(Macs macs, byte[][] parts) {
        Mac mac = macs.take();
        for (byte[] part : parts) {
            mac.update(part);
        }
        byte[] result = mac.doFinal();
        macs.give(mac);
        return result;
    }

    /** Whether the text is the secret: hashes are compared, so neither content nor length can be measured. */
    public boolean matches(String text) {
        return MessageDigest.isEqual(digest, sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    int length() {
        return length;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Macs mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return new Macs(mac);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }

    /** Ready ones of one key, for as many threads as ask at once: the key is scheduled once, and a copy is kept for the next. */
    private static final class Macs {
        private static final int KEPT = 16;

        private final Mac prototype;
        private final ArrayBlockingQueue<Mac> ready = new ArrayBlockingQueue<>(KEPT);

        Macs(Mac prototype) {
            this.prototype = prototype;
        }

        Mac take() {
            Mac mac = ready.poll();
            if (mac != null) {
                return mac;
            }
            try {
                return (Mac) prototype.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("the JDK's own HMAC can be cloned", e);
            }
        }

        /** One that has just been asked for its result begins anew by itself. */
        void give(Mac mac) {
            ready.offer(mac);
        }
    }

    @Override
    public String toString() {
        return "a secret";
    }
}
