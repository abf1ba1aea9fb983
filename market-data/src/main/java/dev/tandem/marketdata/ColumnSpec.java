package dev.tandem.marketdata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which column of a file is what, for files that do not have our header.
 *
 * <ul>
 *   <li>{@code yahoo}: a download from Yahoo Finance, {@code Date,Open,High,Low,Close,Adj Close,Volume} in any order,
 *       with or without {@code Adj Close} (which is not used), {@code Datetime} in place of {@code Date};
 *   <li>{@code binance}: a dump of Binance klines, 12 columns, with or without a header;
 *   <li>{@code timestamp=Date,open=Open,…}: the file has a header with other names ({@code field=name});
 *   <li>{@code 0=timestamp,1=open,…}: the file has no header; columns count from 0 ({@code number=field}).
 * </ul>
 *
 * <p>The fields are {@code timestamp}; {@code open}, {@code high}, {@code low}, {@code close}, {@code volume} for bars;
 * {@code price}, {@code size}, {@code side} for trades; {@code bid}, {@code bid_size}, {@code ask}, {@code ask_size}
 * for quotes; {@code first_update_id}, {@code last_update_id}, {@code side}, {@code price}, {@code qty} for book
 * updates. Volume, sides of trades, sizes of quotes and update ids may be left out. All other columns of the file are
 * ignored.
 */
public final class ColumnSpec {
    private static final String FORMS = "write yahoo, binance, 0=timestamp,1=open,2=high,3=low,4=close,5=volume (no"
            + " header) or timestamp=Date,open=Open,… (names in the header)";

    private static final ColumnSpec YAHOO = new ColumnSpec(
            "yahoo",
            Map.of(
                    Field.TIMESTAMP, List.of("Date", "Datetime"),
                    Field.OPEN, List.of("Open"),
                    Field.HIGH, List.of("High"),
                    Field.LOW, List.of("Low"),
                    Field.CLOSE, List.of("Close"),
                    Field.VOLUME, List.of("Volume")),
            Map.of(),
            0);

    private static final ColumnSpec BINANCE = new ColumnSpec(
            "binance",
            Map.of(),
            Map.of(0, Field.TIMESTAMP, 1, Field.OPEN, 2, Field.HIGH, 3, Field.LOW, 4, Field.CLOSE, 5, Field.VOLUME),
            12);

    private final String text;
    private final Map<Field, List<String>> names;
    private final Map<Integer, Field> positions;
    private final int width;
    private final MarketDataKind kind;

    private ColumnSpec(String text, Map<Field, List<String>> names, Map<Integer, Field> positions, int width) {
        this.text = text;
        this.names = names;
        this.positions = new TreeMap<>(positions);
        this.width = width;
        this.kind = kindOf(text, names.isEmpty() ? List.copyOf(positions.values()) : List.copyOf(names.keySet()));
    }

    /**
     * Reads one of the forms.
     *
     * @throws IllegalArgumentException naming what is wrong in it, and what would be right
     */
    public static ColumnSpec parse(String text) {
        switch (text.strip()) {
            case "yahoo" -> {
                return YAHOO;
            }
            case "binance" -> {
                return BINANCE;
            }
            default -> {
                return mapping(text);
            }
        }
    }

    private static ColumnSpec mapping(String text) {
        Map<Field, List<String>> names = new EnumMap<>(Field.class);
        Map<Integer, Field> positions = new TreeMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? "" : part.substring(0, equals).strip();
            String value = equals < 0 ? "" : part.substring(equals + 1).strip();
            if (key.isEmpty() || value.isEmpty()) {
                throw problem(text, Texts.quote(part) + " is neither a known layout nor an assignment");
            }
            if (key.chars().allMatch(c -> c >= '0' && c <= '9')) {
                Field field = field(text, value);
                if (key.length() > 3) {
                    throw problem(text, "column " + Texts.quote(key) + " is out of range (0 to 999)");
                }
                Field before = positions.put(Integer.parseInt(key), field);
                if (before != null) {
                    throw problem(text, "column " + key + " is both " + before + " and " + field);
                }
                if (positions.values().stream().filter(f -> f == field).count() > 1) {
                    throw problem(text, field + " is given twice");
                }
            } else {
                Field field = field(text, key);
                if (names.put(field, List.of(value)) != null) {
                    throw problem(text, field + " is given twice");
                }
            }
        }
        if (!names.isEmpty() && !positions.isEmpty()) {
            throw problem(text, "numbers (no header) and names (a header) do not mix");
        }
        return new ColumnSpec(text, names, positions, 0);
    }

    private static Field field(String text, String name) {
        Field field = Field.named(name);
        if (field == null) {
            throw problem(
                    text,
                    Texts.quote(name) + " is not a field (the fields are "
                            + Arrays.stream(Field.values()).map(Field::text).collect(Collectors.joining(", ")) + ")");
        }
        return field;
    }

    private static MarketDataKind kindOf(String text, List<Field> fields) {
        MarketDataKind closest = MarketDataKind.BARS;
        int most = -1;
        for (MarketDataKind kind : MarketDataKind.values()) {
            List<Field> missing = missing(kind, fields);
            List<Field> strange = new ArrayList<>(fields);
            strange.removeAll(kind.fields());
            if (missing.isEmpty() && strange.isEmpty()) {
                return kind;
            }
            int common = (int) fields.stream().filter(kind.fields()::contains).count();
            if (common > most) {
                most = common;
                closest = kind;
            }
        }
        List<Field> missing = missing(closest, fields);
        if (!missing.isEmpty()) {
            throw problem(text, "for " + closest + " " + list(missing) + " is missing");
        }
        List<Field> strange = new ArrayList<>(fields);
        strange.removeAll(closest.fields());
        throw problem(text, list(strange) + " does not belong to " + closest);
    }

    private static List<Field> missing(MarketDataKind kind, List<Field> fields) {
        return kind.fields().stream()
                .filter(Field::needed)
                .filter(f -> !fields.contains(f))
                .toList();
    }

    private static String list(List<Field> fields) {
        return fields.stream().map(Field::text).collect(Collectors.joining(", "));
    }

    private static IllegalArgumentException problem(String text, String what) {
        return new IllegalArgumentException("columns " + Texts.quote(text) + ": " + what + "; " + FORMS);
    }

    MarketDataKind kind() {
        return kind;
    }

    /** Whether columns are found by name in a header. */
    boolean byName() {
        return positions.isEmpty();
    }

    /** For columns by name: what each may be called. */
    Map<Field, List<String>> names() {
        return names;
    }

    /** For columns by position: what each is. */
    Map<Integer, Field> positions() {
        return positions;
    }

    /** How many columns a row must have; 0 if the first row decides. */
    int width() {
        return width;
    }

    /** The name that a header's first column has where a file without header may have one all the same; else empty. */
    String optionalHeader() {
        return this == BINANCE ? "open_time" : "";
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
