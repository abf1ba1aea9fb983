package dev.tandem.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One bar of an instrument: open, high, low, close and volume over an interval of time.
 *
 * <p>A bar that is handed to a strategy is a <em>view</em> that moves on to the next bar after the callback; keep it
 * with {@link #copy()}. Prices come in three forms: {@code closeTicks()} is exact and free, {@code close()} is the
 * exact decimal, {@code closeAsDouble()} is for indicators.
 *
 * <p>Times are nanoseconds since 1970-01-01T00:00Z (negative before), or {@link Instant}s.
 */
public interface Bar {
    Instrument instrument();

    /** The row in the data, from 0; {@code -1} where there are no rows (live). */
    long index();

    long openTimeNanos();

    /** When the bar was complete; a decision about it is never earlier. */
    long closeTimeNanos();

    long openTicks();

    long highTicks();

    long lowTicks();

    long closeTicks();

    /** What was traded, in units of the base asset; 0 where the source does not say. */
    double volume();

    /** This bar as it is now, as a value that does not move on. */
    default Bar copy() {
        return numbered(index());
    }

    /** The same bar as a value of its own, in another row of the data. */
    default Bar numbered(long row) {
        return new BarRecord(
                instrument(),
                row,
                openTimeNanos(),
                closeTimeNanos(),
                openTicks(),
                highTicks(),
                lowTicks(),
                closeTicks(),
                volume());
    }

    default Instant openTime() {
        return Times.instant(openTimeNanos());
    }

    default Instant closeTime() {
        return Times.instant(closeTimeNanos());
    }

    default BigDecimal open() {
        return instrument().price(openTicks());
    }

    default BigDecimal high() {
        return instrument().price(highTicks());
    }

    default BigDecimal low() {
        return instrument().price(lowTicks());
    }

    default BigDecimal close() {
        return instrument().price(closeTicks());
    }

    default double openAsDouble() {
        return instrument().priceAsDouble(openTicks());
    }

    default double highAsDouble() {
        return instrument().priceAsDouble(highTicks());
    }

    default double lowAsDouble() {
        return instrument().priceAsDouble(lowTicks());
    }

    default double closeAsDouble() {
        return instrument().priceAsDouble(closeTicks());
    }
}
