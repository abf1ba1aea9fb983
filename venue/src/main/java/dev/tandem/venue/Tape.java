package dev.tandem.venue;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Times;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the market has done up to now, and what time it is there: finished bars, the one in progress, the last trades.
 * Nothing that is still to come can be read here.
 */
final class Tape {
    private static final int TRADES = 1_000;
    private static final long FIVE_MINUTES = 300 * Times.SECOND;

    private final BarColumns bars;
    private final Instrument instrument;
    private final Deque<PublicTrade> trades = new ArrayDeque<>();
    /** Of the bars that have ended. */
    private final List<Tally> tallies = new ArrayList<>();

    private Tally progress = new Tally();
    private int finished;
    private boolean inProgress;
    private long nowNanos;
    private long lastTicks;
    private long tradeIds;
    /** When the bar in progress began. */
    private long idsBefore;

    /**
     * A trade as everybody sees it.
     *
     * @param buyerMakes whether the seller came to the buyer
     */
    record PublicTrade(long id, long ticks, BigDecimal quantity, long millis, boolean buyerMakes) {}

    Tape(BarColumns bars) {
        this.bars = bars;
        this.instrument = bars.instrument();
        this.nowNanos = bars.openTimeNanos(0);
    }

    // What happens

    void open(int bar) {
        nowNanos = bars.openTimeNanos(bar);
        inProgress = true;
    }

    /** Time passes within a bar. */
    void at(long nanos) {
        nowNanos = nanos;
    }

    /** A bar is over whose trades were invented: its volume is the recorded one. */
    void close(int bar) {
        Tally tally = new Tally();
        tally.range(bars.openTicks(bar), bars.highTicks(bar), bars.lowTicks(bar), bars.closeTicks(bar));
        tally.traded(instrument.quantity(lots(bar)), instrument.price(bars.closeTicks(bar)));
        if (tradeIds > idsBefore) {
            tally.trade(idsBefore + 1);
            tally.trade(tradeIds);
        }
        end(bar, tally);
    }

    /** A bar is over whose trades or prices were recorded. */
    void closeRecorded(int bar) {
        progress.range(bars.openTicks(bar), bars.highTicks(bar), bars.lowTicks(bar), bars.closeTicks(bar));
        end(bar, progress);
    }

    private void end(int bar, Tally tally) {
        tallies.add(tally);
        idsBefore = tradeIds;
        progress = new Tally();
        nowNanos = bars.closeTimeNanos(bar);
        finished = bar + 1;
        inProgress = false;
    }

    /** The instrument traded elsewhere, for a part of what its bar trades. */
    void print(long ticks, long lots, boolean buyerMakes) {
        BigDecimal quantity = instrument.quantity(Math.max(1, lots));
        progress.price(ticks);
        progress.traded(quantity, instrument.price(ticks));
        progress.trade(trade(ticks, quantity, buyerMakes));
    }

    /**
     * The instrument traded elsewhere, and this was recorded.
     *
     * @param units in 1e-8 of the base asset
     */
    void printRecorded(long ticks, long units, boolean buyerMakes) {
        BigDecimal quantity = BigDecimal.valueOf(units, Money.SCALE);
        progress.price(ticks);
        progress.traded(quantity, instrument.price(ticks), !buyerMakes);
        progress.trade(trade(ticks, quantity, buyerMakes));
    }

    /** What it costs is seen from quotes: nobody has traded. */
    void price(long ticks) {
        lastTicks = ticks;
        progress.price(ticks);
    }

    /** A trade between accounts, or of one with the rest of the world. */
    long trade(long ticks, long lots, boolean buyerMakes) {
        return trade(ticks, instrument.quantity(lots), buyerMakes);
    }

    private long trade(long ticks, BigDecimal quantity, boolean buyerMakes) {
        lastTicks = ticks;
        trades.addLast(new PublicTrade(++tradeIds, ticks, quantity, nowMillis(), buyerMakes));
        if (trades.size() > TRADES) {
            trades.removeFirst();
        }
        return tradeIds;
    }

    // What can be read

    Instrument instrument() {
        return instrument;
    }

    long nowNanos() {
        return nowNanos;
    }

    long nowMillis() {
        return Math.floorDiv(nowNanos, 1_000_000L);
    }

    /** 0 before the first trade. */
    long lastTicks() {
        return lastTicks;
    }

    long lastTradeId() {
        return tradeIds;
    }

    /** How many bars have ended. */
    int finished() {
        return finished;
    }

    boolean inProgress() {
        return inProgress;
    }

    BarColumns bars() {
        return bars;
    }

    long closeBefore(int bar) {
        return bar == 0 ? bars.openTicks(0) : bars.closeTicks(bar - 1);
    }

    /** What the bar in progress trades, or the last one did. */
    long barLots() {
        return lots(inProgress ? finished : Math.max(0, finished - 1));
    }

    /** What the last finished bar has traded; 0 before there is one. */
    long finishedLots() {
        return finished == 0 ? 0 : lots(finished - 1);
    }

    private long lots(int bar) {
        double volume = bars.volume(bar);
        return Double.isFinite(volume) && volume > 0
                ? instrument.roundedLots(BigDecimal.valueOf(volume), RoundingMode.DOWN)
                : 0;
    }

    /** The newest last. */
    List<PublicTrade> lastTrades(int most) {
        List<PublicTrade> all = new ArrayList<>(trades);
        return all.subList(Math.max(0, all.size() - most), all.size());
    }

    /** The mean of the last five minutes' closes and the last price; null before the first trade. */
    @Nullable
    BigDecimal averagePrice() {
        if (lastTicks == 0) {
            return null;
        }
        BigDecimal sum = BigDecimal.valueOf(lastTicks);
        int count = 1;
        for (int bar = finished - 1; bar >= 0 && bars.closeTimeNanos(bar) > nowNanos - FIVE_MINUTES; bar--) {
            sum = sum.add(BigDecimal.valueOf(bars.closeTicks(bar)));
            count++;
        }
        return instrument.tickSize().multiply(sum).divide(BigDecimal.valueOf(count), 8, RoundingMode.HALF_EVEN);
    }

    /** The last 24 hours as one candle; null before the first trade. */
    @Nullable
    Candle day() {
        if (lastTicks == 0) {
            return null;
        }
        int from = finished;
        while (from > 0 && bars.openTimeNanos(from - 1) >= nowNanos - Times.DAY) {
            from--;
        }
        Tally day = together(from, finished);
        day.add(progress);
        day.price(lastTicks);
        int first = Math.min(from, bars.size() - 1);
        return day.candle(Math.min(nowMillis(), millis(bars.openTimeNanos(first))), nowMillis());
    }

    private Tally together(int from, int to) {
        Tally all = new Tally();
        for (int bar = from; bar < to; bar++) {
            all.add(tallies.get(bar));
        }
        return all;
    }

    private static long millis(long nanos) {
        return Math.floorDiv(nanos, 1_000_000L);
    }

    // Candles

    /** Whether bars can be put together to candles of this length. */
    boolean has(long intervalNanos) {
        return intervalNanos >= bars.intervalNanos() && intervalNanos % bars.intervalNanos() == 0;
    }

    private boolean isOwn(long intervalNanos) {
        return intervalNanos == bars.intervalNanos();
    }

    /** When the candle begins that a bar belongs to. */
    private long start(int bar, long intervalNanos) {
        long open = bars.openTimeNanos(bar);
        return isOwn(intervalNanos) ? open : Intervals.start(open, intervalNanos);
    }

    private long end(int bar, long intervalNanos) {
        return isOwn(intervalNanos) ? bars.closeTimeNanos(bar) : start(bar, intervalNanos) + intervalNanos;
    }

    private int firstOf(int bar, long intervalNanos) {
        long start = start(bar, intervalNanos);
        int from = bar;
        while (from > 0 && start(from - 1, intervalNanos) == start) {
            from--;
        }
        return from;
    }

    /** The candle that is not over yet; null if nothing has happened in it. */
    @Nullable
    Candle unfinished(long intervalNanos) {
        if (!inProgress || progress.isEmpty()) {
            return null;
        }
        Tally all = together(firstOf(finished, intervalNanos), finished);
        all.add(progress);
        return all.candle(millis(start(finished, intervalNanos)), millis(end(finished, intervalNanos)) - 1);
    }

    /** The candle with a finished bar, as far as that bar. */
    Candle upTo(int bar, long intervalNanos) {
        return together(firstOf(bar, intervalNanos), bar + 1)
                .candle(millis(start(bar, intervalNanos)), millis(end(bar, intervalNanos)) - 1);
    }

    /** Whether a candle is over with a finished bar: nothing else can come into it. */
    boolean completes(int bar, long intervalNanos) {
        return bars.closeTimeNanos(bar) >= end(bar, intervalNanos);
    }

    /** Whether a bar in progress is the first of a candle whose forerunner nobody has seen end. */
    boolean leavesUnended(int bar, long intervalNanos) {
        return bar > 0
                && !completes(bar - 1, intervalNanos)
                && start(bar - 1, intervalNanos) != start(bar, intervalNanos);
    }

    /**
     * Finished candles, oldest first.
     *
     * @param startMillis null for the newest ones up to the end
     */
    List<Candle> candles(long intervalNanos, @Nullable Long startMillis, @Nullable Long endMillis, int most) {
        List<Candle> found = new ArrayList<>();
        if (!has(intervalNanos)) {
            return found;
        }
        long end = Objects.requireNonNullElse(endMillis, Long.MAX_VALUE);
        if (startMillis != null) {
            int bar = Math.min(finished, bars.firstAtOrAfter(Math.multiplyExact(startMillis, 1_000_000L)));
            while (bar < finished && found.size() < most) {
                int next = after(bar, intervalNanos);
                add(found, bar, next, intervalNanos, startMillis, end);
                bar = next;
            }
            return found;
        }
        int to = finished;
        while (to > 0 && found.size() < most) {
            int from = firstOf(to - 1, intervalNanos);
            add(found, from, to, intervalNanos, Long.MIN_VALUE, end);
            to = from;
        }
        return found.reversed();
    }

    private int after(int bar, long intervalNanos) {
        long start = start(bar, intervalNanos);
        int next = bar + 1;
        while (next < finished && start(next, intervalNanos) == start) {
            next++;
        }
        return next;
    }

    private void add(List<Candle> found, int from, int to, long intervalNanos, long start, long end) {
        long open = millis(start(from, intervalNanos));
        long close = end(from, intervalNanos);
        if (close <= nowNanos && open >= start && open <= end) {
            found.add(together(from, to).candle(open, millis(close) - 1));
        }
    }
}
