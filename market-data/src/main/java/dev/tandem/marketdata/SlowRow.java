package dev.tandem.marketdata;

import dev.tandem.model.Decimals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads any row that the grammar allows, with exact decimals, and says what is wrong with the others. The authority
 * that {@link FastRow} is measured against.
 */
final class SlowRow {
    private static final Pattern EPOCH = Pattern.compile("-?[0-9]{1,19}(\\.0+)?");
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final String TIME_FORMS =
            "epoch seconds, milliseconds, microseconds or nanoseconds, or ISO-8601 such as 2024-01-31T12:00:00Z";

    private final Layout layout;
    private final Grid prices;
    private final Row row;

    /** Whether the file's timestamps are ISO-8601; unknown before the first good one. */
    private @Nullable Boolean iso;

    SlowRow(Layout layout, Grid prices, Row row) {
        this.layout = layout;
        this.prices = prices;
        this.row = row;
    }

    @Nullable
    Boolean iso() {
        return iso;
    }

    /**
     * Reads the row in {@code [from, to)} into the {@link Row}.
     *
     * @param cutOff whether the file ends here without a line feed
     */
    void parse(byte[] b, int from, int to, boolean cutOff) throws RowProblem {
        Fields fields = Fields.split(b, from, to);
        int expected = layout.width();
        if (fields.size() != expected) {
            throw new RowProblem(
                    Reasons.COLUMNS,
                    fields.size() > expected ? fields.start(expected) : to,
                    "the row has " + fields.size() + (fields.size() == 1 ? " column" : " columns") + ", " + expected
                            + " are expected as in " + (layout.hasHeader() ? "the header" : "the first row")
                            + (cutOff ? "; the file ends in this line, is it cut off?" : ""));
        }
        row.rounded = 0;
        for (int c = 0; c < expected; c++) {
            Field field = layout.field(c);
            if (field != null) {
                row.at[field.ordinal()] = fields.start(c);
                read(field, fields.text(c), fields.start(c));
            }
        }
    }

    private void read(Field field, String text, int at) throws RowProblem {
        int slot = field.ordinal();
        switch (field.type()) {
            case TIME -> row.value[slot] = time(text, at);
            case PRICE -> row.value[slot] = price(field, text, at);
            case VOLUME -> row.volume = notNegative(field, text, at).doubleValue();
            case SIZE -> row.value[slot] = size(field, text, at);
            case OPTIONAL_SIZE -> row.value[slot] = text.isEmpty() ? Row.UNKNOWN_SIZE : size(field, text, at);
            case SIDE -> row.value[slot] = side(text, at);
            case ID -> row.value[slot] = id(field, text, at);
            case SKIP -> throw new AssertionError(field);
        }
    }

    private long time(String text, int at) throws RowProblem {
        boolean epoch = EPOCH.matcher(text).matches();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long value = epoch ? epoch(text, at) : IsoTime.parse(bytes, 0, bytes.length);
        if (!epoch && value == IsoTime.INVALID) {
            throw new RowProblem(
                    Reasons.TIME,
                    at,
                    text.isEmpty()
                            ? "timestamp is empty; " + TIME_FORMS + " is expected"
                            : "timestamp " + Texts.quote(text) + " is not a time; " + TIME_FORMS + " is expected");
        }
        if (iso == null) {
            iso = !epoch;
        } else if (iso == epoch) {
            throw RowProblem.fatal(
                    at,
                    "timestamp " + Texts.quote(text) + " is " + (epoch ? "a number" : "ISO-8601")
                            + ", those before are " + (epoch ? "ISO-8601" : "numbers") + "; one form per file");
        }
        return value;
    }

    private static long epoch(String text, int at) throws RowProblem {
        BigDecimal number = new BigDecimal(text);
        if (number.abs().compareTo(LARGEST) > 0) {
            throw new RowProblem(
                    Reasons.TIME, at, "timestamp " + Texts.quote(text) + " is later than 2262 even in nanoseconds");
        }
        return number.longValueExact();
    }

    private long price(Field field, String text, int at) throws RowProblem {
        BigDecimal price = SlowDecimal.parse(text, field, at);
        if (price.signum() <= 0) {
            throw new RowProblem(
                    Reasons.NEGATIVE, at, field + " " + Texts.quote(text) + " is not a price; it must be above 0");
        }
        long ticks = steps(prices, price, field, text, at);
        if (ticks == 0) {
            throw RowProblem.fatal(
                    at,
                    field + " " + Texts.quote(text) + " rounds to 0 on the default tick of "
                            + Decimals.text(prices.step()) + "; give a finer one with --tick");
        }
        if (prices.rounds()
                && price.stripTrailingZeros().scale() > prices.step().scale()) {
            row.rounded++;
        }
        return ticks;
    }

    private static long size(Field field, String text, int at) throws RowProblem {
        return steps(Grid.SIZES, notNegative(field, text, at), field, text, at);
    }

    private static long steps(Grid grid, BigDecimal value, Field field, String text, int at) throws RowProblem {
        BigDecimal[] parts = value.divideAndRemainder(grid.step());
        if (parts[1].signum() != 0 && !grid.rounds()) {
            BigDecimal below = parts[0].multiply(grid.step());
            throw RowProblem.fatal(
                    at,
                    field + " " + Texts.quote(text) + " is off the tick of " + Decimals.text(grid.step()) + "; "
                            + Decimals.text(below) + " and " + Decimals.text(below.add(grid.step()))
                            + " are its neighbours (without --tick, prices are rounded to 0.00000001 and counted)");
        }
        if (parts[0].compareTo(LARGEST) >= 0) {
            throw new RowProblem(
                    Reasons.RANGE,
                    at,
                    field + " " + Texts.quote(text) + " is out of range; the largest is "
                            + Decimals.text(LARGEST.multiply(grid.step())) + " in steps of "
                            + Decimals.text(grid.step()));
        }
        return grid.steps(value);
    }

    private static BigDecimal notNegative(Field field, String text, int at) throws RowProblem {
        BigDecimal value = SlowDecimal.parse(text, field, at);
        if (value.signum() < 0) {
            throw new RowProblem(
                    Reasons.NEGATIVE, at, field + " " + Texts.quote(text) + " is negative; it must be 0 or more");
        }
        return value;
    }

    private long side(String text, int at) throws RowProblem {
        boolean book = layout.kind() == MarketDataKind.BOOK;
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "buy", "bid" -> 1;
            case "sell", "ask" -> -1;
            default ->
                throw new RowProblem(
                        Reasons.SIDE,
                        at,
                        "side " + Texts.quote(text) + " is unknown; it must be "
                                + (book ? "bid or ask" : "buy or sell"));
        };
    }

    private static long id(Field field, String text, int at) throws RowProblem {
        if (!text.matches("[0-9]{1,18}")) {
            throw new RowProblem(
                    Reasons.NUMBER,
                    at,
                    field + " " + Texts.quote(text) + " is not a whole number of at most 18 digits");
        }
        return Long.parseLong(text);
    }
}
