package dev.tandem.confidence.signals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.confidence.csv.CsvTable;
import dev.tandem.confidence.csv.PlaceException;
import dev.tandem.confidence.csv.Timestamps;
import dev.tandem.confidence.forecast.Coverage;
import dev.tandem.confidence.forecast.Shrinkage;
import dev.tandem.model.Confidence;
import dev.tandem.model.Instrument;
import dev.tandem.model.Rate;
import dev.tandem.model.ReceivedSignal;
import dev.tandem.model.Side;
import dev.tandem.model.Signal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Recorded signals and forecasts, to be replayed with their true arrival times.
 *
 * <p>Either CSV with the header {@code timestamp,agent,instrument,direction,confidence} and, if wanted, {@code arrived},
 * {@code horizon}, {@code target}, {@code stop} and {@code id}: {@code timestamp} is when it was made; without
 * {@code arrived} it arrived at once. Or one JSON object per line: signals ({@link SignalJson}) and forecasts
 * ({@link ForecastJson}), with {@code made} and, if it came later, {@code arrived}.
 *
 * <p>A confidence that cannot be does not stop the reading: the signal carries it as its defect and is refused by whoever
 * acts on signals, so that the refusal is counted. What else is wrong stops it.
 *
 * @param signals of the instruments that are traded, in the order in which they arrived
 * @param forecasts how many of them were forecasts
 * @param elsewhere how many more there are, of other instruments
 */
public record SignalFile(List<ReceivedSignal> signals, int forecasts, int elsewhere) {
    private static final List<String> COLUMNS = List.of("timestamp", "agent", "instrument", "direction", "confidence");

    public SignalFile {
        signals = List.copyOf(signals);
    }

    /**
     * Reads a file.
     *
     * @param file what it is called in messages; one that ends in {@code .jsonl}, {@code .ndjson} or {@code .json} has a
     *     JSON object on each line
     * @param costs of a round trip, for the confidence of forecasts
     * @throws PlaceException if something is wrong, naming file, line and column
     */
    public static SignalFile read(Reader from, String file, Instrument instrument, Rate costs) throws IOException {
        return read(from, file, List.of(instrument), costs);
    }

    /**
     * Reads a file with signals of several instruments.
     *
     * @param instruments those that are traded
     * @throws PlaceException if something is wrong, naming file, line and column
     */
    public static SignalFile read(Reader from, String file, List<Instrument> instruments, Rate costs)
            throws IOException {
        Map<String, Instrument> tradable = new LinkedHashMap<>();
        instruments.forEach(instrument -> tradable.put(instrument.symbol(), instrument));
        String name = file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
        boolean json = name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json");
        SignalFile read = json ? json(from, file, tradable, costs) : csv(from, file, tradable);
        List<ReceivedSignal> inOrder = new ArrayList<>(read.signals);
        inOrder.sort(Comparator.comparingLong(ReceivedSignal::receivedNanos));
        return new SignalFile(inOrder, read.forecasts, read.elsewhere);
    }

    // CSV

    private record Row(Signal signal, long made, @Nullable Long arrived) {}

    private static SignalFile csv(Reader from, String file, Map<String, Instrument> tradable) throws IOException {
        CsvTable table = new CsvTable(from, file, COLUMNS);
        Timestamps times = new Timestamps();
        List<Row> rows = new ArrayList<>();
        int elsewhere = 0;
        while (table.next()) {
            long made = table.time("timestamp", times);
            Long arrived = table.text("arrived").isEmpty() ? null : table.time("arrived", times);
            Instrument instrument = tradable.get(table.name("instrument", "a symbol such as BTC/USD"));
            // What is of another instrument is checked too.
            Signal signal =
                    row(table, instrument == null ? tradable.values().iterator().next() : instrument);
            if (instrument == null) {
                elsewhere++;
            } else {
                rows.add(new Row(signal, made, arrived));
            }
        }
        List<ReceivedSignal> signals = new ArrayList<>();
        for (Row row : rows) {
            long made = times.nanos(row.made());
            long arrived = row.arrived() == null ? made : times.nanos(row.arrived());
            signals.add(new ReceivedSignal(row.signal().withMade(made), arrived));
        }
        return new SignalFile(signals, 0, elsewhere);
    }

    private static Signal row(CsvTable table, Instrument instrument) {
        String text = table.text("confidence");
        Confidence confidence = Confidence.UNSTATED;
        String defect = null;
        if (!text.isEmpty()) {
            double value = table.number("confidence");
            if (value >= 0 && value <= 1) {
                confidence = Confidence.of(value);
            } else {
                defect = "confidence must be a number from 0 to 1, was " + text;
            }
        }
        return new Signal(
                table.text("id"),
                table.name("agent", "a name"),
                instrument,
                table.up("direction") ? Side.BUY : Side.SELL,
                confidence,
                0,
                horizon(table),
                fraction(table, "target"),
                fraction(table, "stop"),
                table.text("note"),
                defect);
    }

    private static long horizon(CsvTable table) {
        String text = table.text("horizon");
        if (text.isEmpty()) {
            return 0;
        }
        try {
            long nanos = Message.lengthOf(text);
            if (nanos > 0) {
                return nanos;
            }
        } catch (IllegalArgumentException e) {
            throw table.wrong("horizon", "horizon '" + text + "' is no length of time, such as 4h, 90s or PT4H");
        }
        throw table.wrong("horizon", "horizon '" + text + "' must be above 0");
    }

    private static @Nullable Rate fraction(CsvTable table, String column) {
        String text = table.text(column);
        if (text.isEmpty()) {
            return null;
        }
        try {
            Rate rate = Rate.parse(text);
            if (rate.units() > 0) {
                return rate;
            }
        } catch (IllegalArgumentException e) {
            throw table.wrong(column, column + " '" + text + "' is no fraction of the price, such as 0.02");
        }
        throw table.wrong(column, column + " '" + text + "' must be above 0");
    }

    // JSON

    private static SignalFile json(Reader from, String file, Map<String, Instrument> tradable, Rate costs)
            throws IOException {
        BufferedReader reader = new BufferedReader(from);
        List<ReceivedSignal> signals = new ArrayList<>();
        int forecasts = 0;
        int elsewhere = 0;
        long line = 0;
        String text;
        while ((text = reader.readLine()) != null) {
            line++;
            if (text.isBlank()) {
                continue;
            }
            try {
                JsonNode node = Message.parse(text);
                JsonNode symbol = node.get("instrument");
                if (symbol != null && symbol.isTextual() && !tradable.containsKey(symbol.textValue())) {
                    elsewhere++;
                    continue;
                }
                boolean forecast = node.has("quantiles") || node.has("paths");
                signals.add(received(node, forecast, tradable, costs));
                forecasts += forecast ? 1 : 0;
            } catch (BadMessageException e) {
                throw new PlaceException(file, line, e.column(), String.valueOf(e.getMessage()));
            }
        }
        return new SignalFile(signals, forecasts, elsewhere);
    }

    private static ReceivedSignal received(
            JsonNode node, boolean forecast, Map<String, Instrument> tradable, Rate costs) {
        Message times = Message.of(node, allNames(node), tradable);
        if (times.node("made") == null) {
            throw BadMessageException.missing("made", "\"2024-01-31T12:00:00Z\"");
        }
        long arrived = times.time("arrived", times.time("made", 0));
        if (forecast) {
            ForecastJson.Read read = ForecastJson.read(node, tradable, arrived);
            return new ReceivedSignal(read.signal(costs, Shrinkage.OFF, new Coverage(0.8, 1), arrived), arrived);
        }
        try {
            return new ReceivedSignal(SignalJson.read(node, tradable, arrived), arrived);
        } catch (BadMessageException e) {
            if (!e.field().equals("confidence")) {
                throw e;
            }
            return new ReceivedSignal(withDefect(node, tradable, arrived, String.valueOf(e.getMessage())), arrived);
        }
    }

    private static Signal withDefect(JsonNode node, Map<String, Instrument> tradable, long arrived, String defect) {
        Message message = Message.of(node, allNames(node), tradable);
        return new Signal(
                message.note("id"),
                message.name("agent"),
                message.instrument(),
                message.side(),
                Confidence.UNSTATED,
                message.time("made", arrived),
                0,
                null,
                null,
                "",
                defect);
    }

    private static Set<String> allNames(JsonNode node) {
        Set<String> names = new HashSet<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
