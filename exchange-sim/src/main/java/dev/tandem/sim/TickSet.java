package dev.tandem.sim;

import dev.tandem.marketdata.BarAggregator;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.DataException;
import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataKind;
import dev.tandem.marketdata.QuoteColumns;
import dev.tandem.model.Instrument;
import dev.tandem.sim.match.RecordedMarket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recorded trades, quotes and book updates as the markets of one run.
 *
 * <p>An instrument may have one file of each kind. Its bars are made of its trades, else of its quotes, else of the middle of its
 * book; a file of bars becomes a longer frame.
 *
 * @param markets one per instrument, in the order in which the instruments were named
 * @param policy what to do where book updates cannot be right
 */
public record TickSet(List<Market> markets, BookPolicy policy) {
    /** Whose prices count before whose. */
    private static final List<MarketDataKind> PRICED =
            List.of(MarketDataKind.TRADES, MarketDataKind.QUOTES, MarketDataKind.BOOK);

    /**
     * One instrument.
     *
     * @param feeds its files, in the order in which they were named: the earlier one counts first among equal times
     * @param bars what the strategy sees as bars, and what the equity curve has a point for
     * @param frames longer bars
     */
    public record Market(Instrument instrument, List<MarketData> feeds, BarColumns bars, List<BarColumns> frames) {
        public Market {
            feeds = List.copyOf(feeds);
            frames = List.copyOf(frames);
        }

        @Nullable
        MarketData feed(MarketDataKind kind) {
            return feeds.stream()
                    .filter(feed -> feed.kind() == kind)
                    .findFirst()
                    .orElse(null);
        }

        boolean has(MarketDataKind kind) {
            return feed(kind) != null;
        }

        /** Whose prices are what the instrument costs. */
        MarketDataKind priced() {
            return PRICED.stream().filter(this::has).findFirst().orElseThrow();
        }
    }

    public TickSet {
        markets = List.copyOf(markets);
    }

    /**
     * Sorts files into markets.
     *
     * @param bar how long the bars are that are made of book updates; those of trades and quotes are there already
     * @param more further frames, made of each instrument's bars
     * @throws DataException if an instrument has no ticks, or two files of one kind
     */
    public static TickSet of(List<MarketData> files, BarInterval bar, List<BarInterval> more, BookPolicy policy) {
        Map<Instrument, List<MarketData>> byInstrument = new LinkedHashMap<>();
        files.forEach(file -> byInstrument
                .computeIfAbsent(file.instrument(), i -> new ArrayList<>())
                .add(file));
        List<Market> markets = new ArrayList<>();
        byInstrument.forEach((instrument, ofOne) -> markets.add(market(instrument, ofOne, bar, more, policy)));
        return new TickSet(markets, policy);
    }

    /** When the first tick happens. */
    long startNanos() {
        long start = Long.MAX_VALUE;
        for (Market market : markets) {
            for (MarketData feed : market.feeds()) {
                long first = switch (feed.kind()) {
                    case TRADES -> feed.trades().timeNanos(0);
                    case QUOTES -> feed.quotes().timeNanos(0);
                    case BOOK -> feed.book().timeNanos(0);
                    case BARS -> Long.MAX_VALUE;
                };
                start = Math.min(start, first);
            }
        }
        return start;
    }

    private static Market market(
            Instrument instrument, List<MarketData> files, BarInterval bar, List<BarInterval> more, BookPolicy policy) {
        List<MarketData> feeds = new ArrayList<>();
        List<BarColumns> frames = new ArrayList<>();
        for (MarketData file : files) {
            if (file.kind() == MarketDataKind.BARS) {
                frames.add(file.bars());
                continue;
            }
            for (MarketData other : feeds) {
                if (other.kind() == file.kind()) {
                    throw new DataException(
                            file.source(),
                            "holds " + file.kind() + " of " + instrument + ", and so does " + other.source()
                                    + "; where ticks are replayed, an instrument has one file of each kind");
                }
            }
            feeds.add(file);
        }
        if (feeds.isEmpty()) {
            throw new DataException(
                    files.getFirst().source(),
                    "holds bars; --replay ticks needs trades, quotes or book updates of " + instrument);
        }
        MarketData priced = feeds.stream()
                .min(Comparator.comparing(feed -> PRICED.indexOf(feed.kind())))
                .orElseThrow();
        BarColumns bars = priced.kind() == MarketDataKind.BOOK ? ofBook(priced, bar, policy) : priced.bars();
        for (BarColumns frame : frames) {
            if (frame.intervalNanos() <= bars.intervalNanos()) {
                throw new DataException(
                        files.stream()
                                .filter(file -> file.kind() == MarketDataKind.BARS)
                                .findFirst()
                                .orElseThrow()
                                .source(),
                        "holds bars of " + new BarInterval(frame.intervalNanos()) + ", and those made of the ticks of "
                                + instrument + " are of " + new BarInterval(bars.intervalNanos())
                                + "; beside ticks, bars must be longer than these (--bar)");
            }
        }
        for (BarInterval frame : more) {
            frames.add(MarketSet.made(bars, frame));
        }
        return new Market(instrument, feeds, bars, frames);
    }

    /** Bars of the middle between the best bid and the best offer after each message. */
    private static BarColumns ofBook(MarketData file, BarInterval interval, BookPolicy policy) {
        RecordedMarket market = new RecordedMarket(true, false, false);
        BookReader reader = new BookReader(file.book(), file.source(), policy, market, null);
        QuoteColumns.Builder quotes = new QuoteColumns.Builder(file.instrument());
        int count = 0;
        for (int row = 0; row < file.book().size(); ) {
            long time = file.book().timeNanos(row);
            row = reader.apply(row);
            long bid = market.book().best(true);
            long ask = market.book().best(false);
            if (bid > 0 && ask > 0) {
                quotes.add(time, bid, QuoteColumns.UNKNOWN_SIZE, ask, QuoteColumns.UNKNOWN_SIZE);
                count++;
            }
        }
        if (count == 0) {
            throw new DataException(
                    file.source(), "never has both a bid and an offer, so there is no price to make bars of");
        }
        return BarAggregator.fromQuotes(quotes.build(), interval);
    }
}
