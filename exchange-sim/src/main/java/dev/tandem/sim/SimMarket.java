package dev.tandem.sim;

import dev.tandem.ledger.Holding;
import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import dev.tandem.plugin.MarketDataListener;
import dev.tandem.plugin.PluginException;
import dev.tandem.sim.match.BarMatcher;
import dev.tandem.sim.match.FillModel;
import dev.tandem.sim.match.MatchListener;
import dev.tandem.sim.match.OrderMatcher;
import dev.tandem.sim.match.TickMatcher;
import dev.tandem.strategy.BarHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One instrument at the simulated exchange. */
final class SimMarket {
    final Instrument instrument;
    final Holding holding;
    final BarMatcher matcher;
    final List<MarketDataListener> listeners = new ArrayList<>();
    /** The bars of the replay up to now. */
    @Nullable
    BarHistory history;

    long intervalNanos;

    long lastTicks;

    /** The open of the bar in progress, then its close; followed where stops that the market has passed are rejected. */
    long nowTicks;

    /** The last close, where no history is kept. */
    long lastCloseNanos;

    /** The range of the bar in progress, for slippage that is told to stay inside it. */
    long lowTicks;

    long highTicks = Long.MAX_VALUE;

    /** What of the bar in progress may still be ours, in lots. */
    long barLots = Long.MAX_VALUE;

    /** Where ticks happen, and not bars. */
    @Nullable
    TickMatcher ticks;

    SimMarket(Instrument instrument, Holding holding, FillModel fills, MatchListener listener) {
        this.instrument = instrument;
        this.holding = holding;
        this.matcher = new BarMatcher(fills, listener);
    }

    /** Where orders wait. */
    OrderMatcher orders() {
        TickMatcher byTicks = ticks;
        return byTicks == null ? matcher : byTicks;
    }

    /** Whether nobody waits for a bar: no order rests, and nobody is to be told. */
    boolean isAtRest() {
        return matcher.isEmpty() && listeners.isEmpty();
    }

    /** Whether only a share of a bar's volume may be ours. */
    boolean isThin() {
        return barLots != Long.MAX_VALUE;
    }

    /** When the last price was known: at the last close; 0 if none was. */
    long lastTimeNanos() {
        BarHistory past = history;
        return past == null || past.size() == 0 ? lastCloseNanos : past.closeTimeNanos(past.size() - 1);
    }

    /** Bars that have closed, oldest first: none until someone has recorded them. */
    List<Bar> past(Duration length, Instant from, Instant to) {
        List<Bar> bars = new ArrayList<>();
        BarHistory past = history;
        if (past == null) {
            return bars;
        }
        if (length.toNanos() != intervalNanos) {
            throw new PluginException("the replay of " + instrument + " has bars of " + Duration.ofNanos(intervalNanos)
                    + ", not of " + length);
        }
        long start = Times.nanos(from);
        long end = Times.nanos(to);
        for (int i = 0; i < past.size(); i++) {
            Bar bar = past.bar(i);
            if (bar.openTimeNanos() >= start && bar.openTimeNanos() < end) {
                bars.add(bar.copy());
            }
        }
        return bars;
    }

    void publish(Bar bar) {
        for (int i = 0; i < listeners.size(); i++) {
            listeners.get(i).onBar(bar);
        }
    }
}
