package dev.tandem.venue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Who may trade: each key belongs to one account. */
final class ApiKeys {
    private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    /**
     * A key and its secret.
     *
     * @param account whose it is
     */
    record Key(String key, String secret, String account) {
        Key {
            if (!isWellFormed(key)) {
                throw new IllegalArgumentException("an API key is 1 to 128 letters, digits, - and _");
            }
            if (secret.isEmpty()) {
                throw new IllegalArgumentException("the secret of the API key " + key + " is empty");
            }
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return key + " of " + account;
        }
    }

    /** What a request is checked with: an account, and a keyed MAC to be cloned. */
    static final class Holder {
        private final String account;
        private final Mac prototype;

        private Holder(Key key) {
            account = key.account();
            try {
                prototype = Mac.getInstance("HmacSHA256");
                prototype.init(new SecretKeySpec(key.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has HmacSHA256", e);
            }
        }

        String account() {
            return account;
        }

        /** A MAC of its own for the calling thread, its key schedule done. */
        Mac mac() {
            try {
                return (Mac) prototype.clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("the JDK's HmacSHA256 can be cloned", e);
            }
        }
    }

    private final Map<String, Holder> holders = new ConcurrentHashMap<>();

    ApiKeys(List<Key> keys) {
        for (Key key : keys) {
            if (holders.put(key.key(), new Holder(key)) != null) {
                throw new IllegalArgumentException("the API key " + key.key() + " is there twice");
            }
        }
    }

    static boolean isWellFormed(String key) {
        return FORMAT.matcher(key).matches();
    }

    @Nullable
    Holder find(String key) {
        return holders.get(key);
    }
}
