package dev.tandem.venue;

import dev.tandem.web.Request;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/** Who sends a call, and whether it is fresh and whole. */
final class Security {
    private static final Pattern WINDOW = Pattern.compile("^[0-9]{1,12}(\\.[0-9]{1,3})?$");
    private static final byte[] SIGNATURE = "signature=".getBytes(StandardCharsets.US_ASCII);
    private static final long DEFAULT_WINDOW_MICROS = 5_000_000;
    private static final long MOST_WINDOW_MICROS = 60_000_000;
    private static final long AHEAD_MICROS = 1_000_000;
    /** Milliseconds have 13 digits until the year 2286, microseconds 16. */
    private static final long FIRST_MICROS = 100_000_000_000_000L;

    private final ApiKeys keys;

    Security(ApiKeys keys) {
        this.keys = keys;
    }

    /** The account of a key, without a signature: for user streams. */
    ApiKeys.Holder identify(Request request) {
        String key = request.headers().single("X-MBX-APIKEY");
        if (key == null || !ApiKeys.isWellFormed(key)) {
            throw BinanceError.KEY_FORMAT.exception();
        }
        ApiKeys.Holder holder = keys.find(key);
        if (holder == null) {
            throw BinanceError.UNKNOWN_KEY.exception();
        }
        return holder;
    }

    /**
     * The account that signed a call.
     *
     * <p>The order of the checks is Binance's: the key's format, the parameters, the clock, the key, the signature.
     */
    String verify(Request request, Parameters parameters, Instant now) {
        String key = request.headers().single("X-MBX-APIKEY");
        if (key == null || !ApiKeys.isWellFormed(key)) {
            throw BinanceError.KEY_FORMAT.exception();
        }
        long timestamp = Parameters.required("timestamp", parameters.integer("timestamp"));
        String signature = parameters.signature();
        checkTime(timestamp, window(parameters), ChronoUnit.MICROS.between(Instant.EPOCH, now));
        ApiKeys.Holder holder = identify(request);
        Mac mac = holder.mac();
        String query = request.rawQuery();
        if (query != null) {
            update(mac, query.getBytes(StandardCharsets.ISO_8859_1));
        }
        update(mac, request.body());
        if (!MessageDigest.isEqual(mac.doFinal(), HexFormat.of().parseHex(signature))) {
            throw BinanceError.BAD_SIGNATURE.exception();
        }
        return holder.account();
    }

    /**
     * The account that signed a message of the ws-api.
     *
     * @param signed what the signature is of
     */
    String verify(@Nullable String key, Parameters parameters, byte[] signed, Instant now) {
        if (key == null || !ApiKeys.isWellFormed(key)) {
            throw BinanceError.KEY_FORMAT.exception();
        }
        long timestamp = Parameters.required("timestamp", parameters.integer("timestamp"));
        String signature = parameters.signature();
        checkTime(timestamp, window(parameters), ChronoUnit.MICROS.between(Instant.EPOCH, now));
        ApiKeys.Holder holder = keys.find(key);
        if (holder == null) {
            throw BinanceError.UNKNOWN_KEY.exception();
        }
        if (!MessageDigest.isEqual(holder.mac().doFinal(signed), HexFormat.of().parseHex(signature))) {
            throw BinanceError.BAD_SIGNATURE.exception();
        }
        return holder.account();
    }

    private static long window(Parameters parameters) {
        String text = parameters.text("recvWindow");
        if (text == null) {
            return DEFAULT_WINDOW_MICROS;
        }
        if (!WINDOW.matcher(text).matches()) {
            throw BinanceError.illegal("recvWindow", "^[0-9]{1,12}(\\.[0-9]{1,3})?$")
                    .exception();
        }
        long micros = new BigDecimal(text).movePointRight(3).longValueExact();
        if (micros > MOST_WINDOW_MICROS) {
            throw BinanceError.RECEIVE_WINDOW_TOO_LONG.exception();
        }
        return micros;
    }

    private static void checkTime(long timestamp, long windowMicros, long nowMicros) {
        if (timestamp > Long.MAX_VALUE / 1_000) {
            throw BinanceError.TIMESTAMP_AHEAD.exception();
        }
        long sent = timestamp >= FIRST_MICROS ? timestamp : timestamp * 1_000;
        if (sent >= nowMicros + AHEAD_MICROS) {
            throw BinanceError.TIMESTAMP_AHEAD.exception();
        }
        if (nowMicros - sent > windowMicros) {
            throw BinanceError.TIMESTAMP_OLD.exception();
        }
    }

    /** What was signed: the bytes as they came, without the signature itself and the ampersand that joins it. */
    static void update(Mac mac, byte[] form) {
        int at = signatureAt(form);
        if (at < 0) {
            mac.update(form);
            return;
        }
        int end = at;
        while (end < form.length && form[end] != '&') {
            end++;
        }
        if (at > 0) {
            // "a=1&signature=…" and "a=1&signature=…&b=2"
            mac.update(form, 0, at - 1);
            mac.update(form, end, form.length - end);
        } else if (end < form.length) {
            // "signature=…&b=2"
            mac.update(form, end + 1, form.length - end - 1);
        }
    }

    private static int signatureAt(byte[] form) {
        for (int i = 0; i + SIGNATURE.length <= form.length; i++) {
            if ((i == 0 || form[i - 1] == '&') && startsWith(form, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] form, int at) {
        for (int i = 0; i < SIGNATURE.length; i++) {
            if (form[at + i] != SIGNATURE[i]) {
                return false;
            }
        }
        return true;
    }
}
