package dev.tandem.venue;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Instrument;
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
    private int finished;
    private boolean inProgress;
    private long nowNanos;
    private long lastTicks;
    private long tradeIds;

    /**
     * A trade as everybody sees it.
     *
     * @param buyerMakes whether the seller came to the buyer
     */
    record PublicTrade(long id, long ticks, long lots, long millis, boolean buyerMakes) {}

    /** A candle. */
    record Candle(
            long openMillis,
            long closeMillis,
            long open,
            long high,
            long low,
            long close,
            BigDecimal volume,
            BigDecimal quoteVolume,
            int bars) {}

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

    void close(int bar) {
        nowNanos = bars.closeTimeNanos(bar);
        finished = bar + 1;
        inProgress = false;
    }

    /** The instrument traded elsewhere. */
    void print(long ticks, long lots, boolean buyerMakes) {
        trade(ticks, Math.max(1, lots), buyerMakes);
    }

    /** A trade, which gets its id here. */
    long trade(long ticks, long lots, boolean buyerMakes) {
        lastTicks = ticks;
        trades.addLast(new PublicTrade(++tradeIds, ticks, lots, nowMillis(), buyerMakes));
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
        if (from == finished) {
            return new Candle(
                    nowMillis(),
                    nowMillis(),
                    lastTicks,
                    lastTicks,
                    lastTicks,
                    lastTicks,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    0);
        }
        Candle candle = candle(from, finished, bars.openTimeNanos(from), nowNanos);
        return new Candle(
                candle.openMillis,
                nowMillis(),
                candle.open,
                Math.max(candle.high, lastTicks),
                Math.min(candle.low, lastTicks),
                lastTicks,
                candle.volume,
                candle.quoteVolume,
                candle.bars);
    }

    private Candle candle(int from, int to, long openNanos, long closeNanos) {
        long high = bars.highTicks(from);
        long low = bars.lowTicks(from);
        BigDecimal volume = BigDecimal.ZERO;
        BigDecimal quoted = BigDecimal.ZERO;
        for (int bar = from; bar < to; bar++) {
            high = Math.max(high, bars.highTicks(bar));
            low = Math.min(low, bars.lowTicks(bar));
            BigDecimal lots = instrument.quantity(lots(bar));
            volume = volume.add(lots);
            quoted = quoted.add(lots.multiply(instrument.price(bars.closeTicks(bar))));
        }
        return new Candle(
                Math.floorDiv(openNanos, 1_000_000L),
                Math.floorDiv(closeNanos, 1_000_000L),
                bars.openTicks(from),
                high,
                low,
                bars.closeTicks(to - 1),
                volume,
                quoted,
                to - from);
    }

    /**
     * Finished candles, oldest first.
     *
     * @param startMillis null for the newest ones up to the end
     */
    List<Candle> candles(long intervalNanos, @Nullable Long startMillis, @Nullable Long endMillis, int most) {
        List<Candle> found = new ArrayList<>();
        if (intervalNanos < bars.intervalNanos() || intervalNanos % bars.intervalNanos() != 0) {
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
            int from = to - 1;
            long start = Math.floorDiv(bars.openTimeNanos(from), intervalNanos);
            while (from > 0 && Math.floorDiv(bars.openTimeNanos(from - 1), intervalNanos) == start) {
                from--;
            }
            add(found, from, to, intervalNanos, Long.MIN_VALUE, end);
            to = from;
        }
        return found.reversed();
    }

    private int after(int bar, long intervalNanos) {
        long start = Math.floorDiv(bars.openTimeNanos(bar), intervalNanos);
        int next = bar + 1;
        while (next < finished && Math.floorDiv(bars.openTimeNanos(next), intervalNanos) == start) {
            next++;
        }
        return next;
    }

    private void add(List<Candle> found, int from, int to, long intervalNanos, long start, long end) {
        boolean own = intervalNanos == bars.intervalNanos();
        long open =
                own ? bars.openTimeNanos(from) : Math.floorDiv(bars.openTimeNanos(from), intervalNanos) * intervalNanos;
        long close = own ? bars.closeTimeNanos(from) : open + intervalNanos;
        long millis = Math.floorDiv(open, 1_000_000L);
        if (close <= nowNanos && millis >= start && millis <= end) {
            found.add(candle(from, to, open, close - 1_000_000L));
        }
    }
}
