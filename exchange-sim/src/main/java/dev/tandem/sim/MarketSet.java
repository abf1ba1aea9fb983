package dev.tandem.sim;

import dev.tandem.marketdata.BarAggregator;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.DataException;
import dev.tandem.marketdata.MarketData;
import dev.tandem.model.Instrument;
import dev.tandem.result.RunResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Several files as the markets of one run: one series of bars per instrument that orders meet, and longer frames that are only
 * shown.
 *
 * <p>Files of one instrument with bars of one length are joined in time. Where the lengths differ, orders meet the shortest, and
 * the others are longer frames.
 *
 * @param bars what orders meet, one per instrument, in the order in which the instruments were named
 * @param frames longer bars of these instruments
 */
public record MarketSet(List<BarColumns> bars, List<BarColumns> frames) {
    public MarketSet {
        bars = List.copyOf(bars);
        frames = List.copyOf(frames);
    }

    /**
     * Sorts files of bars, trades and quotes (of which bars are made) into markets.
     *
     * @param more further frames, made of each instrument's bars
     * @throws DataException if files of one instrument overlap, or a frame cannot be made
     */
    public static MarketSet of(List<MarketData> files, List<BarInterval> more) {
        Map<Instrument, TreeMap<Long, List<MarketData>>> byInstrument = new LinkedHashMap<>();
        for (MarketData file : files) {
            byInstrument
                    .computeIfAbsent(file.instrument(), i -> new TreeMap<>())
                    .computeIfAbsent(file.bars().intervalNanos(), n -> new ArrayList<>())
                    .add(file);
        }
        List<BarColumns> bars = new ArrayList<>();
        List<BarColumns> frames = new ArrayList<>();
        for (TreeMap<Long, List<MarketData>> ofOne : byInstrument.values()) {
            List<BarColumns> byLength =
                    ofOne.values().stream().map(MarketSet::joined).toList();
            bars.add(byLength.getFirst());
            frames.addAll(byLength.subList(1, byLength.size()));
        }
        checkQuotes(bars);
        for (BarColumns base : bars) {
            for (BarInterval frame : more) {
                frames.add(made(base, frame));
            }
        }
        return new MarketSet(bars, frames);
    }

    /** The bars of recorded ticks. */
    public static MarketSet of(TickSet ticks) {
        List<BarColumns> bars =
                ticks.markets().stream().map(TickSet.Market::bars).toList();
        checkQuotes(bars);
        return new MarketSet(
                bars,
                ticks.markets().stream()
                        .flatMap(market -> market.frames().stream())
                        .toList());
    }

    private static BarColumns joined(List<MarketData> parts) {
        try {
            return BarColumns.joined(parts.stream().map(MarketData::bars).toList());
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    parts.getLast().source(),
                    e.getMessage()
                            + "; files of one instrument must follow each other, or have bars of another length");
        }
    }

    private static void checkQuotes(List<BarColumns> bars) {
        Instrument first = bars.getFirst().instrument();
        for (BarColumns other : bars) {
            if (!other.instrument().quote().equals(first.quote())) {
                throw new IllegalArgumentException("--instrument: " + other.instrument() + " is traded in "
                        + other.instrument().quote() + " and " + first + " in " + first.quote()
                        + "; one account is counted in one asset");
            }
        }
    }

    static BarColumns made(BarColumns base, BarInterval frame) {
        try {
            return BarAggregator.fromBars(base, frame);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--frame: " + e.getMessage());
        }
    }

    /** What a result says of these files. */
    public RunResult.Data describe(List<MarketData> files, List<String> names) {
        MarketData first = files.getFirst();
        boolean one = files.size() == 1;
        Map<String, Long> skipped = new LinkedHashMap<>();
        files.forEach(file -> file.skipped().forEach((reason, count) -> skipped.merge(reason, count, Long::sum)));
        String kinds = files.stream()
                .map(file -> file.kind().name().toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(", "));
        return new RunResult.Data(
                String.join(", ", names),
                one
                        ? first.sha256()
                        : Digests.ofAll(files.stream().map(MarketData::sha256).toList()),
                kinds,
                files.stream().mapToLong(MarketData::events).sum(),
                bars.stream().mapToLong(BarColumns::size).sum(),
                files.stream().mapToLong(MarketData::roundedValues).sum(),
                skipped,
                bars.stream().mapToLong(b -> b.openTimeNanos(0)).min().orElseThrow(),
                bars.stream()
                        .mapToLong(b -> b.closeTimeNanos(b.size() - 1))
                        .max()
                        .orElseThrow(),
                bars.stream().mapToLong(BarColumns::intervalNanos).min().orElseThrow());
    }
}
