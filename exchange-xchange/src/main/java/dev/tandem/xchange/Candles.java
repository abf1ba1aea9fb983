package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Bars as venues write them: which lengths one has, and how a row becomes a bar. */
final class Candles {
    private static final long MILLI = 1_000_000L;

    private final String venue;
    private final Map<Long, String> names;

    /**
     * @param venue as people call it
     * @param names of the lengths, by seconds
     */
    Candles(String venue, Map<Long, String> names) {
        this.venue = venue;
        this.names = names;
    }

    /**
     * What the venue calls a length.
     *
     * @throws IllegalArgumentException naming those that it has
     */
    String name(Duration bar) {
        String name = names.get(bar.toSeconds());
        if (name == null || !bar.equals(Duration.ofSeconds(bar.toSeconds()))) {
            throw new IllegalArgumentException(venue + " has no bars of " + bar + "; it has "
                    + names.keySet().stream()
                            .sorted()
                            .map(seconds -> Duration.ofSeconds(seconds).toString())
                            .toList());
        }
        return name;
    }

    /** One of them, at an array's or an object's fields. */
    static BarRecord bar(
            VenueInstrument at,
            long openMillis,
            long lengthMillis,
            JsonNode row,
            JsonNode open,
            JsonNode high,
            JsonNode low,
            JsonNode close,
            JsonNode volume)
            throws IOException {
        Instrument grid = at.instrument();
        if (openMillis <= 0) {
            throw new UnexpectedAnswerException("a candle without a time", row.toString());
        }
        return new BarRecord(
                grid,
                -1,
                openMillis * MILLI,
                (openMillis + lengthMillis) * MILLI,
                VenueJson.ticks(grid, row, open),
                VenueJson.ticks(grid, row, high),
                VenueJson.ticks(grid, row, low),
                VenueJson.ticks(grid, row, close),
                VenueJson.decimal(row, volume, "volume").doubleValue());
    }

    /** A row such as {@code ["1672324800000","16649.5","16677","16608","16677","2.081",…]}. */
    static BarRecord bar(VenueInstrument at, long openMillis, long lengthMillis, JsonNode row) throws IOException {
        return bar(at, openMillis, lengthMillis, row, row.path(1), row.path(2), row.path(3), row.path(4), row.path(5));
    }

    /** Those that are complete and were asked for, oldest first, each once: venues send the latest first, and more. */
    static List<BarRecord> page(List<BarRecord> all, long fromMillis, long toMillis, long nowMillis) {
        List<BarRecord> bars = new ArrayList<>();
        long last = Long.MIN_VALUE;
        List<BarRecord> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.comparingLong(BarRecord::openTimeNanos));
        for (BarRecord bar : sorted) {
            long open = bar.openTimeNanos();
            if (open > last
                    && open >= fromMillis * MILLI
                    && open < toMillis * MILLI
                    && bar.closeTimeNanos() <= nowMillis * MILLI) {
                bars.add(bar);
                last = open;
            }
        }
        return bars;
    }

    /** A number that may stand in quotes. */
    static long number(JsonNode row, JsonNode value) throws IOException {
        try {
            return VenueJson.decimal(row, value, "time").longValueExact();
        } catch (ArithmeticException e) {
            throw new UnexpectedAnswerException("a time that is none: " + value, row.toString());
        }
    }
}
