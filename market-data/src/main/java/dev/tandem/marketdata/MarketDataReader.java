package dev.tandem.marketdata;

import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads market data: from a CSV file (plain or gzip), or from one of the {@linkplain Samples samples}.
 *
 * <pre>{@code
 * MarketData data = MarketDataReader.read("btcusd_4h.csv", ReadOptions.of("BTC/USD"));
 * BarColumns bars = data.bars();
 * }</pre>
 *
 * <p>Which of the four kinds a file holds (bars, trades, quotes, book updates) is told by its header; names are found in
 * any order and case, further columns are ignored. Numbers are plain decimals, also in double quotes, with an exponent
 * of at most 18 if there is one. Prices are above 0. A timestamp is a whole number of seconds, milliseconds,
 * microseconds or nanoseconds since 1970 (one unit per file, told by its largest magnitude), or ISO-8601 with or without
 * time of day and offset; without offset it is UTC. Bars are strictly increasing in time, everything else must not
 * decrease. A byte order mark, CRLF, a missing last line feed and blank lines at the end are fine.
 *
 * <p>Everything that is wrong with an input is a {@link DataException}; what is wrong with the options by themselves is
 * an {@link IllegalArgumentException}.
 */
public final class MarketDataReader {
    private MarketDataReader() {}

    /** Reads a file. */
    public static MarketData read(Path file, ReadOptions options) {
        return read(file.toString(), options);
    }

    /**
     * Reads a file or a sample.
     *
     * @param source a path, or {@code sample:NAME}
     * @throws DataException if it cannot be used
     */
    public static MarketData read(String source, ReadOptions options) {
        if (source.startsWith(Samples.PREFIX)) {
            return Samples.read(source, options);
        }
        Instrument instrument = options.instrument();
        try (ByteFeed feed = ByteFeed.open(source)) {
            return read(source, feed, instrument, options);
        }
    }

    static MarketData read(String source, ByteFeed feed, Instrument instrument, ReadOptions options) {
        Grid prices = new Grid(instrument.tickSize(), options.rounds());
        CsvReader csv = new CsvReader(source, feed, options, prices);
        Layout layout = csv.layout(options.columns());
        return switch (layout.kind()) {
            case BARS -> {
                BarRows rows = new BarRows(instrument);
                csv.read(layout, rows);
                yield bars(origin(source, feed, csv), rows, options);
            }
            case TRADES -> {
                TradeRows rows = new TradeRows(instrument);
                csv.read(layout, rows);
                TradeColumns all = rows.build();
                BarInterval interval = interval(options);
                BarColumns bars = limited(source, BarAggregator.fromTrades(all, interval), options);
                yield MarketData.ofTrades(
                        origin(source, feed, csv), all.slice(bars.openTimeNanos(0), endOf(bars)), bars);
            }
            case QUOTES -> {
                QuoteRows rows = new QuoteRows(instrument);
                csv.read(layout, rows);
                QuoteColumns all = rows.build();
                BarInterval interval = interval(options);
                BarColumns bars = limited(source, BarAggregator.fromQuotes(all, interval), options);
                yield MarketData.ofQuotes(
                        origin(source, feed, csv), all.slice(bars.openTimeNanos(0), endOf(bars)), bars);
            }
            case BOOK -> {
                BookRows rows = new BookRows(instrument);
                csv.read(layout, rows);
                BookColumns all = rows.build();
                BookColumns book = all.slice(from(options), to(options));
                if (book.size() == 0) {
                    throw nothingLeft(source, "book update", options, all.timeNanos(0), all.timeNanos(all.size() - 1));
                }
                yield MarketData.ofBook(origin(source, feed, csv), book);
            }
        };
    }

    private static MarketData.Origin origin(String source, ByteFeed feed, CsvReader csv) {
        return new MarketData.Origin(source, feed.sha256(), csv.skipped());
    }

    private static MarketData bars(MarketData.Origin origin, BarRows rows, ReadOptions options) {
        long[] times = rows.times();
        int size = rows.size();
        long distance = Intervals.mostCommon(times, size);
        long interval = distance == 0 ? BarInterval.MINUTE.nanos() : distance;
        BarInterval declared = options.bar();
        if (declared != null) {
            if (distance != 0 && declared.nanos() > distance) {
                throw new DataException(
                        origin.source(),
                        "its bars are " + new BarInterval(distance) + " apart, --bar declares " + declared
                                + "; bars are not made of bars, give trades or quotes, or bars of " + declared);
            }
            interval = declared.nanos();
        }
        if (options.barLabel() == BarLabel.CLOSE) {
            for (int i = 0; i < size; i++) {
                times[i] -= interval;
            }
        }
        return MarketData.ofBars(origin, limited(origin.source(), rows.build(interval), options));
    }

    private static BarInterval interval(ReadOptions options) {
        return options.bar() == null ? BarInterval.MINUTE : options.bar();
    }

    /** The bars within the limits of time; an error if none is left. */
    static BarColumns limited(String source, BarColumns all, ReadOptions options) {
        BarColumns bars = all.slice(from(options), to(options));
        if (bars.size() == 0) {
            throw nothingLeft(source, "bar", options, all.openTimeNanos(0), all.openTimeNanos(all.size() - 1));
        }
        return bars;
    }

    private static DataException nothingLeft(String source, String what, ReadOptions options, long first, long last) {
        return new DataException(
                source,
                "has no " + what
                        + (options.from() == null ? "" : " from " + options.from())
                        + (options.to() == null ? "" : " to before " + options.to()) + "; it covers "
                        + Times.text(first) + " to " + Times.text(last));
    }

    private static long endOf(BarColumns bars) {
        long start = bars.openTimeNanos(bars.size() - 1);
        long end = start + bars.intervalNanos();
        return end < start ? Long.MAX_VALUE : end;
    }

    private static long from(ReadOptions options) {
        return limit(options.from(), Long.MIN_VALUE);
    }

    private static long to(ReadOptions options) {
        return limit(options.to(), Long.MAX_VALUE);
    }

    private static long limit(@Nullable Instant time, long none) {
        if (time == null) {
            return none;
        }
        try {
            return Times.nanos(time);
        } catch (ArithmeticException beyondAllData) {
            return time.getEpochSecond() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }
}
