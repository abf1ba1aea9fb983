package dev.tandem.webhook.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what is not JSON: {@code KEY=VALUE} lines, and TradingView's own sentence where the user wants that. */
final class TextBody {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_. -]{0,40}");
    private static final String NUMBER = "(-?[0-9]{1,18}(?:\\.[0-9]{1,18})?)";

    /** The default message of a strategy's alert: what stands after the @ is the quantity. */
    private static final Pattern DEFAULT = Pattern.compile(".{0,400}: order (buy|sell) @ " + NUMBER
            + " filled on ([A-Za-z0-9._:!/-]{1,40})\\. New strategy position is " + NUMBER + "\\.?");

    /** As some e-mail receivers write it: with a price after the @, and the quantity after "for". */
    private static final Pattern WITH_PRICE = Pattern.compile(".{0,400} order (buy|sell) @ " + NUMBER + " for " + NUMBER
            + " filled on ([A-Za-z0-9._:!/-]{1,40})(?: at ([0-9TZ:.-]{20,24}))?\\. New strategy position is " + NUMBER
            + "\\.?");

    private TextBody() {}

    static Fields parse(String text, boolean defaultText) {
        Fields pairs = pairs(text);
        if (pairs != null) {
            return pairs;
        }
        String line = text.strip();
        if (defaultText) {
            Fields sentence = sentence(line);
            if (sentence != null) {
                return sentence;
            }
        } else if (sentence(line) != null) {
            throw AlertRefusal.of(
                    "text",
                    "it is TradingView's default text, which is not carried out unless 'default-text' is switched on");
        }
        throw AlertRefusal.of("text", "it is neither JSON nor lines of KEY=VALUE: free text is never an order");
    }

    /** Null if it is no such list. */
    private static @Nullable Fields pairs(String text) {
        List<String[]> pairs = new ArrayList<>();
        for (String part : text.split("[;\\r\\n]+")) {
            String stripped = part.strip();
            if (stripped.isEmpty()) {
                continue;
            }
            int equals = stripped.indexOf('=');
            if (equals < 0
                    || !NAME.matcher(stripped.substring(0, equals).strip()).matches()) {
                return null;
            }
            pairs.add(new String[] {
                stripped.substring(0, equals).strip(),
                stripped.substring(equals + 1).strip()
            });
            if (pairs.size() > Fields.MAX) {
                throw AlertRefusal.malformed("an alert may have " + Fields.MAX + " fields");
            }
        }
        if (pairs.isEmpty()) {
            return null;
        }
        Fields fields = new Fields();
        for (int i = 0; i < pairs.size(); i++) {
            String name = pairs.get(i)[0];
            for (int k = 0; k < i; k++) {
                if (pairs.get(k)[0].equalsIgnoreCase(name)) {
                    throw AlertRefusal.malformed("a name is there twice");
                }
            }
            fields.add(List.of(name), Field.Kind.TEXT, pairs.get(i)[1]);
        }
        return fields;
    }

    private static @Nullable Fields sentence(String line) {
        Matcher plain = DEFAULT.matcher(line.replace("order BUY", "order buy").replace("order SELL", "order sell"));
        Fields fields = new Fields();
        if (plain.matches()) {
            put(fields, "action", plain.group(1));
            put(fields, "contracts", plain.group(2));
            put(fields, "ticker", plain.group(3));
            put(fields, "position_size", plain.group(4));
            return fields;
        }
        Matcher priced = WITH_PRICE.matcher(line);
        if (!priced.matches()) {
            return null;
        }
        put(fields, "action", priced.group(1).toLowerCase(Locale.ROOT));
        put(fields, "price", priced.group(2));
        put(fields, "contracts", priced.group(3));
        put(fields, "ticker", priced.group(4));
        if (priced.group(5) != null) {
            put(fields, "timenow", priced.group(5));
        }
        put(fields, "position_size", priced.group(6));
        return fields;
    }

    private static void put(Fields fields, String name, String value) {
        fields.add(List.of(name), Field.Kind.TEXT, value);
    }
}
