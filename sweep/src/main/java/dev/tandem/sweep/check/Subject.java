package dev.tandem.sweep.check;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.sim.Backtest;
import dev.tandem.strategy.Strategy;
import java.util.List;

/** A strategy that is looked at, and how it is run. */
public interface Subject {
    /**
     * A new strategy whose static state is new as well, and who finds in the data file what the world says.
     *
     * @throws RuntimeException if it cannot be made
     */
    Strategy fresh(World world);

    /** Another strategy with the static state of the last one. */
    Strategy again(World world);

    /** A run under the conditions that were asked for. */
    Backtest backtest(BarColumns bars, Strategy strategy);

    /** Where the strategy opened the data file itself, {@code Mine.java:12}; empty if it did not. */
    List<String> reads();
}
