package dev.tandem.marketdata;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns the one sample that is JSON into our CSV form: {@code {"name": …, "ohlc": [{"endTime": 1678730699999,
 * "openPrice": 1673.58, "highPrice": …, "lowPrice": …, "closePrice": …, "volume": …, "amount": …}, …]}}.
 *
 * <p>{@code endTime} is the last millisecond of a bar of five minutes. Numbers keep their text, so that nothing is
 * rounded on the way.
 */
final class JsonBars {
    private static final long INTERVAL_MILLIS = 300_000;

    private JsonBars() {}

    /** The bars as CSV with our header. */
    static byte[] toCsv(String source, byte[] json) {
        StringBuilder csv = new StringBuilder(json.length / 2);
        csv.append(MarketDataKind.BARS.header()).append('\n');
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        append(csv, bar(parser), source);
                    }
                }
            }
        } catch (IOException e) {
            throw new DataException(
                    source, "is not the JSON that is expected: " + Texts.clean(String.valueOf(e.getMessage())));
        }
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> bar(JsonParser parser) throws IOException {
        Map<String, String> bar = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            bar.put(name, parser.getText());
        }
        return bar;
    }

    private static void append(StringBuilder csv, Map<String, String> bar, String source) {
        csv.append(Long.parseLong(value(bar, "endTime", source)) + 1 - INTERVAL_MILLIS);
        for (String name : new String[] {"openPrice", "highPrice", "lowPrice", "closePrice", "volume"}) {
            csv.append(',').append(value(bar, name, source));
        }
        csv.append('\n');
    }

    private static String value(Map<String, String> bar, String name, String source) {
        String value = bar.get(name);
        if (value == null) {
            throw new DataException(source, "a bar lacks " + name);
        }
        return value;
    }
}
