package dev.tandem.confidence.signals;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tandem.confidence.csv.Timestamps;
import dev.tandem.model.Instrument;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A JSON object whose fields are read strictly: no field twice, none that is not known, nothing coerced. */
final class Message {
    private static final int MAX_NAME = 100;
    private static final int MAX_NOTE = 4000;
    private static final int MAX_SCALE = 50;
    private static final Pattern SHORT_DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(5)
                            .maxNumberLength(40)
                            .maxStringLength(10_000)
                            .maxNameLength(100)
                            .maxDocumentLength(16L << 20)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode root;
    private final Map<String, Instrument> instruments;

    private Message(JsonNode root, Map<String, Instrument> instruments) {
        this.root = root;
        this.instruments = instruments;
    }

    static JsonNode parse(String json) {
        try (JsonParser parser = JSON.createParser(json)) {
            JsonNode node = JSON.readTree(parser);
            if (node == null || !node.isObject()) {
                throw new BadMessageException("", "a JSON object is needed, such as {\"agent\": …}");
            }
            return node;
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new BadMessageException(
                    "",
                    "is not JSON that can be read: " + e.getOriginalMessage(),
                    at == null ? 1 : Math.max(1, at.getLineNr()),
                    at == null ? 1 : Math.max(1, at.getColumnNr()));
        } catch (IOException e) {
            throw new BadMessageException("", "cannot be read: " + e.getMessage());
        }
    }

    /**
     * @param known its fields; any other is refused
     * @param tradable what is traded, by symbol
     */
    static Message of(JsonNode root, Set<String> known, Map<String, Instrument> tradable) {
        root.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw BadMessageException.unknown(name, known);
            }
        });
        return new Message(root, tradable);
    }

    @Nullable
    JsonNode node(String field) {
        JsonNode node = root.get(field);
        return node == null || node.isNull() ? null : node;
    }

    void schema(String name) {
        JsonNode node = node("schema");
        if (node != null && !(node.isTextual() && node.textValue().equals(name))) {
            throw new BadMessageException("schema", "schema: bad value " + node + ": it must be \"" + name + "\"");
        }
    }

    String name(String field) {
        JsonNode node = node(field);
        if (node == null) {
            throw BadMessageException.missing(field, "\"lark\"");
        }
        String text = text(field, node, MAX_NAME);
        if (text.isBlank()) {
            throw new BadMessageException(field, field + ": must not be empty");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new BadMessageException(field, field + ": must not have a control character in it");
        }
        return text.strip();
    }

    /** Empty if it is not there. */
    String note(String field) {
        JsonNode node = node(field);
        return node == null ? "" : text(field, node, MAX_NOTE);
    }

    private static String text(String field, JsonNode node, int longest) {
        if (!node.isTextual()) {
            throw bad(field, node, "a text");
        }
        if (node.textValue().length() > longest) {
            throw new BadMessageException(
                    field,
                    field + ": has " + node.textValue().length() + " characters, at most " + longest + " are allowed");
        }
        return node.textValue();
    }

    Instrument instrument() {
        String symbol = name("instrument");
        Instrument instrument = instruments.get(symbol);
        if (instrument == null) {
            throw new BadMessageException(
                    "instrument",
                    "instrument: '" + symbol + "' is not traded here; what is: "
                            + instruments.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return instrument;
    }

    Side side() {
        JsonNode node = node("direction");
        if (node == null) {
            throw BadMessageException.missing("direction", "\"long\"");
        }
        if (node.isTextual()) {
            switch (node.textValue().toLowerCase(Locale.ROOT)) {
                case "long", "buy", "up" -> {
                    return Side.BUY;
                }
                case "short", "sell", "down" -> {
                    return Side.SELL;
                }
                default -> throw bad("direction", node, "\"long\" or \"short\"");
            }
        }
        throw bad("direction", node, "\"long\" or \"short\"");
    }

    /** A number, also one that was written as text; NaN if it is not there. */
    double confidence() {
        JsonNode node = node("confidence");
        if (node == null) {
            throw BadMessageException.missing("confidence", "0.65");
        }
        double value = number("confidence", node);
        if (!(value >= 0 && value <= 1)) {
            throw new BadMessageException(
                    "confidence",
                    "confidence: " + node.asText()
                            + " is on another scale; it must be a number from 0 to 1, such as 0.65");
        }
        return value;
    }

    static double number(String field, JsonNode node) {
        if (!node.isNumber()) {
            throw bad(field, node, "a number, such as 0.65");
        }
        double value = node.doubleValue();
        if (!Double.isFinite(value)) {
            throw bad(field, node, "a finite number");
        }
        return value;
    }

    /** ISO-8601, or epoch milliseconds. */
    long time(String field, long otherwise) {
        JsonNode node = node(field);
        if (node == null) {
            return otherwise;
        }
        try {
            if (node.isTextual()) {
                return Timestamps.iso(node.textValue(), node.textValue());
            }
            if (node.isIntegralNumber() && node.canConvertToLong()) {
                return Math.multiplyExact(node.longValue(), 1_000_000L);
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw bad(field, node, "a time, such as \"2024-01-31T12:00:00Z\" or milliseconds since 1970");
        }
        throw bad(field, node, "a time, such as \"2024-01-31T12:00:00Z\" or milliseconds since 1970");
    }

    /** {@code 4h}, {@code PT4H}; 0 if it is not there. */
    long duration(String field) {
        JsonNode node = node(field);
        if (node == null) {
            return 0;
        }
        if (node.isTextual()) {
            try {
                long nanos = lengthOf(node.textValue());
                if (nanos > 0) {
                    return nanos;
                }
            } catch (IllegalArgumentException e) {
                throw bad(field, node, "a length of time, such as \"4h\", \"90s\" or \"PT4H\"");
            }
        }
        throw bad(field, node, "a length of time, such as \"4h\", \"90s\" or \"PT4H\"");
    }

    static long lengthOf(String text) {
        Matcher matcher = SHORT_DURATION.matcher(text);
        try {
            if (matcher.matches()) {
                long unit = switch (matcher.group(2)) {
                    case "ms" -> 1_000_000L;
                    case "s" -> Times.SECOND;
                    case "m" -> 60 * Times.SECOND;
                    case "h" -> 3600 * Times.SECOND;
                    default -> Times.DAY;
                };
                return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
            }
            return Duration.parse(text).toNanos();
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("'" + text + "' is no length of time", e);
        }
    }

    /** A fraction above 0; null if it is not there. */
    @Nullable
    Rate fraction(String field) {
        JsonNode node = node(field);
        if (node == null) {
            return null;
        }
        String right = "a fraction of the price above 0 with at most 8 decimals, such as 0.02";
        if (!node.isNumber() && !node.isTextual()) {
            throw bad(field, node, right);
        }
        try {
            BigDecimal number = new BigDecimal(node.asText());
            // A power of ten with a billion digits is written in a few characters, and must not be worked out.
            if (Math.abs((long) number.scale()) > MAX_SCALE) {
                throw bad(field, node, right);
            }
            Rate rate = Rate.of(number);
            if (rate.units() > 0 && rate.units() < 100 * Rate.ONE) {
                return rate;
            }
        } catch (IllegalArgumentException e) {
            throw bad(field, node, right);
        }
        throw bad(field, node, right);
    }

    static List<Double> numbers(String field, JsonNode node, int most) {
        if (!node.isArray() || node.isEmpty() || node.size() > most) {
            throw bad(field, node, "a list of 1 to " + most + " numbers");
        }
        List<Double> numbers = new ArrayList<>();
        for (JsonNode each : node) {
            numbers.add(number(field, each));
        }
        return numbers;
    }

    static BadMessageException bad(String field, JsonNode node, String right) {
        String shown = node.toString();
        return new BadMessageException(
                field,
                field + ": bad value " + (shown.length() > 60 ? shown.substring(0, 60) + "…" : shown) + ": it must be "
                        + right);
    }
}
