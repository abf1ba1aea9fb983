package dev.tandem.venue;

import dev.tandem.web.Request;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one call, from the query and from a form body.
 *
 * <p>Every reader names what it reads; what was sent and never read is an error at the end, so that no parameter is
 * ignored in silence. A name that is in the query and in the body counts once, with the query's value; a name that is
 * twice in one of them is refused.
 */
final class Parameters {
    static final String DECIMAL_RANGE = "^([0-9]{1,20})(\\.[0-9]{1,20})?$";
    static final String INTEGER_RANGE = "^[0-9]{1,20}$";
    static final String SYMBOL_RANGE = "^[A-Z0-9-_.]{1,20}$";
    static final String CLIENT_ID_RANGE = "^[\\.A-Z\\:/a-z0-9_-]{1,36}$";
    static final String SIGNATURE_RANGE = "^[A-Fa-f0-9]{64}$";

    private static final Pattern DECIMAL = Pattern.compile(DECIMAL_RANGE);
    private static final Pattern INTEGER = Pattern.compile(INTEGER_RANGE);
    private static final Pattern SYMBOL = Pattern.compile("^[A-Z0-9\\-_.]{1,20}$");
    private static final Pattern CLIENT_ID = Pattern.compile(CLIENT_ID_RANGE);
    private static final Pattern SIGNATURE = Pattern.compile(SIGNATURE_RANGE);

    /** No endpoint has half as many. */
    private static final int MOST = 64;

    private final Map<String, Value> values = new HashMap<>();
    private int read;

    private static final class Value {
        final String text;
        final int source;
        boolean read;

        Value(String text, int source) {
            this.text = text;
            this.source = source;
        }
    }

    static Parameters of(Request request) {
        Parameters parameters = new Parameters();
        String query = request.rawQuery();
        if (query != null) {
            parameters.addAll(query.getBytes(StandardCharsets.ISO_8859_1), 1);
        }
        parameters.addAll(request.body(), 2);
        return parameters;
    }

    /** Parameters that came as names and values. */
    static Parameters of(Map<String, String> named) {
        Parameters parameters = new Parameters();
        if (named.size() > MOST) {
            throw BinanceError.TOO_MANY_PARAMETERS.exception();
        }
        named.forEach((name, text) -> parameters.values.put(name, new Value(text, 1)));
        return parameters;
    }

    private void addAll(byte[] form, int source) {
        int start = 0;
        for (int i = 0; i <= form.length; i++) {
            if (i == form.length || form[i] == '&') {
                if (i > start) {
                    add(form, start, i, source);
                }
                start = i + 1;
            }
        }
    }

    private void add(byte[] form, int from, int to, int source) {
        int equals = from;
        while (equals < to && form[equals] != '=') {
            equals++;
        }
        String name = decode(form, from, equals);
        String value = equals == to ? "" : decode(form, equals + 1, to);
        Value before = values.get(name);
        if (before != null && before.source == source) {
            throw BinanceError.DUPLICATE_VALUES.exception();
        }
        if (before == null) {
            if (values.size() == MOST) {
                throw BinanceError.TOO_MANY_PARAMETERS.exception();
            }
            values.put(name, new Value(value, source));
        }
    }

    private static String decode(byte[] form, int from, int to) {
        for (int i = from; i < to; i++) {
            if (form[i] == '%' || form[i] == '+' || form[i] < 0) {
                return unescape(form, from, to);
            }
        }
        return new String(form, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static String unescape(byte[] form, int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
        for (int i = from; i < to; i++) {
            byte b = form[i];
            if (b == '+') {
                bytes.write(' ');
            } else if (b == '%') {
                int high = i + 2 < to ? hex(form[i + 1]) : -1;
                int low = i + 2 < to ? hex(form[i + 2]) : -1;
                if (high < 0 || low < 0) {
                    throw BinanceError.ILLEGAL_CHARACTERS.exception();
                }
                bytes.write(16 * high + low);
                i += 2;
            } else {
                bytes.write(b);
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw BinanceError.ILLEGAL_CHARACTERS.exception();
        }
    }

    private static int hex(byte b) {
        if (b >= '0' && b <= '9') {
            return b - '0';
        }
        int lower = b | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    /** How many were sent. */
    int count() {
        return values.size();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value, or null if it was not sent; one that was sent empty is refused. */
    @Nullable
    String text(String name) {
        Value value = values.get(name);
        if (value == null) {
            return null;
        }
        if (!value.read) {
            value.read = true;
            read++;
        }
        if (value.text.isEmpty()) {
            throw BinanceError.empty(name).exception();
        }
        return value.text;
    }

    String requiredText(String name) {
        return required(name, text(name));
    }

    /** A decimal number as Binance takes it: no sign, no exponent. */
    @Nullable
    BigDecimal decimal(String name) {
        String text = matching(name, DECIMAL, DECIMAL_RANGE);
        return text == null ? null : new BigDecimal(text);
    }

    BigDecimal requiredDecimal(String name) {
        return required(name, decimal(name));
    }

    @Nullable
    Long integer(String name) {
        String text = matching(name, INTEGER, INTEGER_RANGE);
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new BinanceError(400, -1108, "Parameter '" + name + "' overflowed.").exception();
        }
    }

    /** A symbol's text, such as {@code BTCUSDT}; whether there is such a symbol is another matter. */
    @Nullable
    String symbol(String name) {
        return matching(name, SYMBOL, SYMBOL_RANGE);
    }

    @Nullable
    String clientId(String name) {
        return matching(name, CLIENT_ID, CLIENT_ID_RANGE);
    }

    String signature() {
        return required("signature", matching("signature", SIGNATURE, SIGNATURE_RANGE));
    }

    /** One of a few words; anything else is this error. */
    <E extends Enum<E>> @Nullable E word(String name, Class<E> words, BinanceError otherwise) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        for (E word : words.getEnumConstants()) {
            if (word.name().equals(text)) {
                return word;
            }
        }
        throw otherwise.exception();
    }

    private @Nullable String matching(String name, Pattern pattern, String range) {
        String text = text(name);
        if (text != null && !pattern.matcher(text).matches()) {
            throw BinanceError.illegal(name, range).exception();
        }
        return text;
    }

    static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw BinanceError.missing(name).exception();
        }
        return value;
    }

    /** Refuses what was sent but has no meaning for this call. */
    void requireAllRead() {
        if (read < values.size()) {
            throw BinanceError.unread(read, values.size()).exception();
        }
    }

    /** For a call without parameters. */
    void requireNone() {
        if (!values.isEmpty()) {
            throw BinanceError.tooMany(0, values.size()).exception();
        }
    }
}
