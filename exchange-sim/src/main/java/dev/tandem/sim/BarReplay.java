package dev.tandem.sim;

import dev.tandem.engine.BarStretch;
import dev.tandem.engine.Engine;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.strategy.BarHistory;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Lets recorded bars happen at a simulated exchange, one after the other. */
final class BarReplay implements BarStretch {
    /** How often progress is told. */
    private static final int STRIDE = 1 << 16;

    private final BarColumns columns;
    private final SimExchange exchange;
    private final BarClock clock;
    private final SimMarket market;
    private final ReplayBar bar;
    private final ReplayHistory history;

    /** The next bar of a stretch in which nothing rests, and the first one after it. */
    private int row;

    private int stretchEnd;

    /**
     * @param bar a view of the columns
     * @param clock what time it is at that view
     */
    BarReplay(BarColumns columns, ReplayBar bar, BarClock clock, SimExchange exchange) {
        this.columns = columns;
        this.bar = bar;
        this.clock = clock;
        this.exchange = exchange;
        this.history = new ReplayHistory(columns);
        this.market = exchange.record(columns.instrument(), history, columns.intervalNanos());
    }

    BarHistory history() {
        return history;
    }

    /**
     * Runs through all bars.
     *
     * @param engine told of each close
     * @param signals what arrives meanwhile
     * @param progress told now and then how many bars are done; null for nobody
     */
    void run(Engine engine, SignalFeed signals, @Nullable LongConsumer progress) {
        int size = columns.size();
        int done = 0;
        while (done < size) {
            if (signals.next() == SignalFeed.NEVER && market.isAtRest() && engine.isAtRest()) {
                row = done;
                stretchEnd = progress == null ? size : (int) Math.min(size, (done | (STRIDE - 1)) + 1L);
                clock.close();
                engine.barsClosed(bar, this);
                done = row;
            } else {
                happen(done, engine, signals);
                done++;
            }
            if (progress != null && (done & (STRIDE - 1)) == 0) {
                progress.accept(done);
            }
        }
    }

    /** Passes a bar in which nothing rests. */
    @Override
    public boolean closeNext() {
        int i = row;
        if (i == stretchEnd) {
            return false;
        }
        row = i + 1;
        bar.moveTo(i);
        history.closed(i + 1);
        market.lastTicks = bar.closeTicks();
        return true;
    }

    /** All that can happen in a bar. */
    private void happen(int i, Engine engine, SignalFeed signals) {
        long next = signals.next();
        bar.moveTo(i);
        // What comes while nothing is traded is known before the next open.
        if (next <= bar.openTimeNanos() && i > 0) {
            next = tell(engine, signals, bar.openTimeNanos());
        }
        if (market.matcher.isEmpty()) {
            SimExchange.close(market, bar);
        } else {
            clock.open();
            exchange.open(market, bar);
            SimExchange.rest(market, bar);
        }
        if (next != SignalFeed.NEVER && next <= bar.closeTimeNanos()) {
            tell(engine, signals, bar.closeTimeNanos());
        }
        clock.close();
        history.closed(i + 1);
        engine.barClosed(bar);
    }

    /** What arrives up to a moment, at its own time; returns when the next one does. */
    private long tell(Engine engine, SignalFeed signals, long until) {
        long next = signals.next();
        while (next <= until) {
            clock.at(next);
            signals.tell(engine);
            next = signals.next();
        }
        return next;
    }
}
