package dev.tandem.confidence.score;

import dev.tandem.confidence.csv.CsvTable;
import dev.tandem.confidence.csv.Timestamps;
import dev.tandem.model.Times;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads what was said and what came of it: CSV with the header
 * {@code timestamp,agent,instrument,direction,confidence,outcome}, in any order; other columns are left alone.
 *
 * <p>{@code timestamp} is epoch seconds, milliseconds, microseconds or nanoseconds, or ISO-8601; {@code direction} is
 * {@code long}, {@code buy}, {@code up} or {@code 1}, or {@code short}, {@code sell}, {@code down} or {@code -1};
 * {@code confidence} is a number from 0 to 1; {@code outcome} is 1 if what was said came true, and else 0. Rows need not
 * be in the order of their times.
 */
public final class OutcomeCsv {
    /** The columns that must be there. */
    public static final List<String> COLUMNS =
            List.of("timestamp", "agent", "instrument", "direction", "confidence", "outcome");

    private OutcomeCsv() {}

    /**
     * Reads all rows.
     *
     * @param file what it is called in messages
     * @throws dev.tandem.confidence.csv.PlaceException if something is wrong, naming file, line and column
     */
    public static List<Outcome> read(Reader from, String file) throws IOException {
        CsvTable table = new CsvTable(from, file, COLUMNS);
        Timestamps times = new Timestamps();
        List<Outcome> read = new ArrayList<>();
        while (table.next()) {
            read.add(new Outcome(
                    table.time("timestamp", times),
                    table.name("agent", "a name"),
                    table.name("instrument", "a symbol such as BTC/USD"),
                    table.up("direction"),
                    confidence(table),
                    cameTrue(table)));
        }
        if (read.isEmpty()) {
            throw table.wrong(1, "there is no row after the header; nothing can be scored");
        }
        return read.stream().map(o -> o.at(times.nanos(o.timeNanos()))).toList();
    }

    /** Writes rows as {@link #read} reads them, the times in ISO-8601. */
    public static void write(List<Outcome> outcomes, Writer to) throws IOException {
        to.write(String.join(",", COLUMNS) + "\n");
        for (Outcome o : outcomes) {
            to.write(Times.instant(o.timeNanos()) + "," + cell(o.agent()) + "," + cell(o.instrument()) + ","
                    + (o.up() ? "long" : "short") + "," + o.confidence() + "," + o.outcome() + "\n");
        }
    }

    private static String cell(String text) {
        return text.indexOf(',') < 0 && text.indexOf('"') < 0 ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static double confidence(CsvTable table) {
        double value = table.number("confidence");
        if (Double.isNaN(value)) {
            throw table.wrong(
                    "confidence",
                    "confidence '" + table.text("confidence") + "' is not a number from 0 to 1, such as 0.65");
        }
        if (!(value >= 0 && value <= 1)) {
            throw table.wrong(
                    "confidence",
                    "confidence '" + table.text("confidence")
                            + "' is on another scale; it must be from 0 to 1, such as 0.65");
        }
        return value;
    }

    private static boolean cameTrue(CsvTable table) {
        String text = table.text("outcome");
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "1.0", "true" -> true;
            case "0", "0.0", "false" -> false;
            case "" ->
                throw table.wrong("outcome", "outcome is empty; it must be 1 or 0: leave out what is not settled yet");
            default ->
                throw table.wrong("outcome", "outcome '" + text + "' is none; it must be 1 (came true) or 0 (did not)");
        };
    }
}
