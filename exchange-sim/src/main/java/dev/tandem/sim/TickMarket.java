package dev.tandem.sim;

import dev.tandem.engine.Engine;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.BookColumns;
import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataKind;
import dev.tandem.marketdata.QuoteColumns;
import dev.tandem.marketdata.TradeColumns;
import dev.tandem.model.BookUpdate;
import dev.tandem.model.Instrument;
import dev.tandem.model.Quote;
import dev.tandem.model.Side;
import dev.tandem.model.TradeTick;
import dev.tandem.sim.book.DepthBook;
import dev.tandem.sim.book.LevelVisitor;
import dev.tandem.sim.match.RecordedMarket;
import dev.tandem.sim.match.TickMatcher;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One instrument of a replay of ticks: what was recorded of it, the orders that meet it, and the bars that are made of it. */
final class TickMarket {
    final Instrument instrument;
    final SimMarket market;
    final TickMatcher matcher;
    final RecordedMarket recorded;
    final BarColumns bars;
    final ReplayBar bar;
    final ReplayHistory history;
    final List<TickFeed> feeds = new ArrayList<>();
    private final Latency latency;
    private long lastBarArrival = Long.MIN_VALUE;

    /** Its bar is over at this moment, and the engine is about to be told. */
    boolean closing;

    /** The bar in progress. */
    int barRow;

    /** When the bar in progress reaches the strategy as one that is over. */
    long barArrival;

    TickMarket(TickSet.Market of, BookPolicy policy, Latency latency, SimExchange exchange, Findings findings) {
        this.instrument = of.instrument();
        this.bars = of.bars();
        this.bar = new ReplayBar(bars);
        this.history = new ReplayHistory(bars);
        this.latency = latency;
        this.market = exchange.record(instrument, history, bars.intervalNanos());
        this.recorded = new RecordedMarket(
                of.has(MarketDataKind.BOOK), of.has(MarketDataKind.QUOTES), of.has(MarketDataKind.TRADES));
        this.matcher = exchange.onTicks(market, recorded);
        MarketDataKind priced = of.priced();
        for (MarketData feed : of.feeds()) {
            boolean prices = feed.kind() == priced;
            feeds.add(
                    switch (feed.kind()) {
                        case TRADES -> new Trades(feed.trades(), prices);
                        case QUOTES -> new Quotes(feed.quotes(), prices);
                        case BOOK -> new Book(feed, policy, prices, findings);
                        case BARS -> throw new IllegalArgumentException("bars are no ticks");
                    });
        }
        expectBar();
    }

    private void expectBar() {
        if (barRow == bars.size()) {
            barArrival = Long.MAX_VALUE;
            return;
        }
        long close = bars.closeTimeNanos(barRow);
        long delay = latency.isNone() ? 0 : latency.nanos(close);
        barArrival = Math.max(lastBarArrival, delay > Long.MAX_VALUE - close ? Long.MAX_VALUE - 1 : close + delay);
        lastBarArrival = barArrival;
    }

    /** The bar in progress is over, for the strategy. */
    void closeBar() {
        bar.moveTo(barRow);
        history.closeOne();
        barRow++;
        expectBar();
    }

    /** The price that the instrument has from now on, for the exchange. */
    private void price(long ticks) {
        market.lastTicks = ticks;
    }

    private final class Trades extends TickFeed implements TradeTick {
        private final TradeColumns columns;
        private final boolean prices;
        private int at;

        Trades(TradeColumns columns, boolean prices) {
            super(TickMarket.this, latency);
            this.columns = columns;
            this.prices = prices;
        }

        @Override
        int rows() {
            return columns.size();
        }

        @Override
        long timeNanos(int i) {
            return columns.timeNanos(i);
        }

        @Override
        int happen(int i) {
            long ticks = columns.priceTicks(i);
            TickMarket.this.price(ticks);
            Side side = columns.side(i);
            matcher.trade(ticks, columns.sizeUnits(i), side == null ? 0 : side.sign());
            return i + 1;
        }

        @Override
        void tell(int i, Engine engine) {
            at = i;
            if (prices) {
                engine.priceKnown(instrument, columns.priceTicks(i));
            }
            engine.traded(this);
        }

        @Override
        int skipTo(long limitNanos, Engine engine) {
            int from = row;
            int to = columns.firstAtOrAfter(limitNanos, from);
            if (to > from) {
                row = happen(to - 1);
                if (prices) {
                    engine.priceKnown(instrument, columns.priceTicks(to - 1));
                }
            }
            return to - from;
        }

        @Override
        boolean isHeard(Engine engine) {
            return engine.hearsTrades();
        }

        @Override
        public Instrument instrument() {
            return instrument;
        }

        @Override
        public long timeNanos() {
            return columns.timeNanos(at);
        }

        @Override
        public long priceTicks() {
            return columns.priceTicks(at);
        }

        @Override
        public long sizeUnits() {
            return columns.sizeUnits(at);
        }

        @Override
        public @Nullable Side aggressor() {
            return columns.side(at);
        }
    }

    private final class Quotes extends TickFeed implements Quote {
        private final QuoteColumns columns;
        private final boolean prices;
        private int at;

        Quotes(QuoteColumns columns, boolean prices) {
            super(TickMarket.this, latency);
            this.columns = columns;
            this.prices = prices;
        }

        @Override
        int rows() {
            return columns.size();
        }

        @Override
        long timeNanos(int i) {
            return columns.timeNanos(i);
        }

        @Override
        int happen(int i) {
            if (prices) {
                price(columns.midTicks(i));
            }
            recorded.quote(columns.bidTicks(i), columns.bidSizeUnits(i), columns.askTicks(i), columns.askSizeUnits(i));
            if (!recorded.isBook()) {
                matcher.offersChanged();
            }
            return i + 1;
        }

        @Override
        void tell(int i, Engine engine) {
            at = i;
            if (prices) {
                engine.priceKnown(instrument, columns.midTicks(i));
            }
            engine.quoted(this);
        }

        @Override
        boolean isHeard(Engine engine) {
            return true;
        }

        @Override
        public Instrument instrument() {
            return instrument;
        }

        @Override
        public long timeNanos() {
            return columns.timeNanos(at);
        }

        @Override
        public long bidTicks() {
            return columns.bidTicks(at);
        }

        @Override
        public long askTicks() {
            return columns.askTicks(at);
        }

        @Override
        public long bidSizeUnits() {
            return columns.bidSizeUnits(at);
        }

        @Override
        public long askSizeUnits() {
            return columns.askSizeUnits(at);
        }
    }

    private final class Book extends TickFeed implements BookUpdate {
        private final BookColumns columns;
        private final boolean prices;
        private final BookReader reader;

        /** The book as the strategy knows it: the exchange's own, or one that is as late as its news. */
        private final DepthBook shown;

        private final @Nullable BookReader lateReader;
        private int at;

        Book(MarketData feed, BookPolicy policy, boolean prices, Findings findings) {
            super(TickMarket.this, latency);
            this.columns = feed.book();
            this.prices = prices;
            this.reader = new BookReader(columns, feed.source(), policy, recorded, findings);
            if (isLate()) {
                RecordedMarket known = new RecordedMarket(true, false, false);
                this.lateReader = new BookReader(columns, feed.source(), policy, known, null);
                this.shown = known.book();
            } else {
                this.lateReader = null;
                this.shown = recorded.book();
            }
        }

        @Override
        int rows() {
            return columns.size();
        }

        @Override
        long timeNanos(int i) {
            return columns.timeNanos(i);
        }

        @Override
        int happen(int i) {
            int end = reader.apply(i);
            if (prices) {
                long mid = mid(recorded.book());
                if (mid > 0) {
                    price(mid);
                }
            }
            matcher.offersChanged();
            return end;
        }

        @Override
        void tell(int i, Engine engine) {
            at = i;
            if (lateReader != null) {
                lateReader.apply(i);
            }
            if (prices) {
                long mid = mid(shown);
                if (mid > 0) {
                    engine.priceKnown(instrument, mid);
                }
            }
            engine.bookChanged(this);
        }

        @Override
        boolean isHeard(Engine engine) {
            return true;
        }

        /** Rounded half-even to the tick, as bars of it are. */
        private static long mid(DepthBook book) {
            long bid = book.best(true);
            long ask = book.best(false);
            if (bid == 0 || ask == 0) {
                return 0;
            }
            long sum = bid + ask;
            long half = sum >> 1;
            return (sum & 1) == 1 && (half & 1) == 1 ? half + 1 : half;
        }

        @Override
        public Instrument instrument() {
            return instrument;
        }

        @Override
        public long timeNanos() {
            return columns.timeNanos(at);
        }

        @Override
        public long lastUpdateId() {
            return columns.lastUpdateId(at);
        }

        @Override
        public long bestTicks(Side side) {
            return shown.best(side == Side.BUY);
        }

        @Override
        public long sizeUnits(Side side, long priceTicks) {
            return shown.lotsAt(side == Side.BUY, priceTicks);
        }

        @Override
        public void levels(Side side, Levels visitor) {
            LevelVisitor each = (ticks, units, orders) -> visitor.onLevel(ticks, units);
            shown.levels(side == Side.BUY, each);
        }
    }
}
