package dev.tandem.sim;

import dev.tandem.engine.Engine;
import dev.tandem.engine.ReplayClock;
import dev.tandem.marketdata.BarColumns;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets recorded bars of several instruments happen at one simulated exchange, merged in time.
 *
 * <p>At each moment, first the bars that end then are over, all of them, before the engine is told of any: a decision sees what
 * has closed of every instrument. Then the bars that begin then open, in the order in which the instruments were named. What a
 * bar's range reaches is met when it closes: not before its prices could be known, also where bars of different lengths overlap.
 */
final class MarketReplay {
    private static final int STRIDE = 1 << 16;

    private final ReplayClock clock;
    private final SimExchange exchange;
    private final Lane[] lanes;

    /** One instrument. */
    private static final class Lane {
        final BarColumns columns;
        final ReplayBar bar;
        final ReplayHistory history;
        final SimMarket market;

        /** The bar that is open, or the next to open. */
        int row;

        boolean open;

        Lane(BarColumns columns, SimExchange exchange) {
            this.columns = columns;
            this.bar = new ReplayBar(columns);
            this.history = new ReplayHistory(columns);
            this.market = exchange.record(columns.instrument(), history, columns.intervalNanos());
        }

        /** When something happens here next; {@link Long#MAX_VALUE} for never. */
        long next() {
            if (row == columns.size()) {
                return Long.MAX_VALUE;
            }
            return open ? columns.closeTimeNanos(row) : columns.openTimeNanos(row);
        }

        boolean closesAt(long time) {
            return open && columns.closeTimeNanos(row) == time;
        }
    }

    MarketReplay(List<BarColumns> markets, ReplayClock clock, SimExchange exchange) {
        this.clock = clock;
        this.exchange = exchange;
        this.lanes = new Lane[markets.size()];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = new Lane(markets.get(i), exchange);
        }
    }

    ReplayHistory history(int market) {
        return lanes[market].history;
    }

    /**
     * @param signals what arrives meanwhile: told before what happens next, and after what a range that ends there reaches
     * @param step told when time has come to a close, before the engine hears of it
     */
    void run(Engine engine, SignalFeed signals, Runnable step, @Nullable LongConsumer progress) {
        long done = 0;
        boolean begun = false;
        for (long time = next(); time != Long.MAX_VALUE; time = next()) {
            for (Lane lane : lanes) {
                if (lane.closesAt(time) && !lane.market.matcher.isEmpty()) {
                    lane.market.matcher.inside(lane.bar.highTicks(), lane.bar.lowTicks());
                }
            }
            while (begun && signals.next() <= time) {
                clock.advanceTo(signals.next());
                signals.tell(engine);
            }
            begun = true;
            clock.advanceTo(time);
            step.run();
            done += close(time, engine);
            open(time);
            if (progress != null && (done & (STRIDE - 1)) == 0) {
                progress.accept(done);
            }
        }
    }

    private long next() {
        long time = Long.MAX_VALUE;
        for (Lane lane : lanes) {
            time = Math.min(time, lane.next());
        }
        return time;
    }

    private int close(long time, Engine engine) {
        int closing = 0;
        for (Lane lane : lanes) {
            if (lane.closesAt(time)) {
                SimExchange.close(lane.market, lane.bar);
                lane.history.closeOne();
                engine.priceKnown(lane.columns.instrument(), lane.bar.closeTicks());
                closing++;
            }
        }
        if (closing == 0) {
            return 0;
        }
        for (Lane lane : lanes) {
            if (lane.closesAt(time)) {
                lane.open = false;
                lane.row++;
                engine.barClosed(lane.bar);
            }
        }
        return closing;
    }

    private void open(long time) {
        for (Lane lane : lanes) {
            if (!lane.open && lane.row < lane.columns.size() && lane.columns.openTimeNanos(lane.row) == time) {
                lane.open = true;
                lane.bar.moveTo(lane.row);
                exchange.open(lane.market, lane.bar);
                lane.market.matcher.arrivals(lane.bar.openTicks());
            }
        }
    }
}
