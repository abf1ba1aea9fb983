package dev.tandem.engine;

import dev.tandem.model.Bar;
import dev.tandem.strategy.BarHistory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Bars of a longer time frame of an instrument. The engine asks for them, so that none can come too early. */
public interface FrameFeed {
    /** How long a bar is. */
    Duration length();

    /** The bars that {@link #next} has given so far. */
    BarHistory history();

    /**
     * The next bar, if it is complete by then; null if not, or if there is none. A view until the next call.
     *
     * @param nowNanos the close of the bar that is being handled
     */
    @Nullable
    Bar next(long nowNanos);
}
