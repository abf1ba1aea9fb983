package dev.tandem.model;

import java.time.Instant;

/** How long an order stays (FIX tag 59). */
public sealed interface TimeInForce {
    TimeInForce GOOD_TILL_CANCELED = new GoodTillCanceled();
    TimeInForce IMMEDIATE_OR_CANCEL = new ImmediateOrCancel();
    TimeInForce FILL_OR_KILL = new FillOrKill();
    TimeInForce DAY = new Day();

    /** Until it is filled or canceled. */
    record GoodTillCanceled() implements TimeInForce {}

    /** What can be had at once; the rest is canceled. On bars: the open of the next bar. */
    record ImmediateOrCancel() implements TimeInForce {}

    /** All at once or nothing. On bars: the open of the next bar. */
    record FillOrKill() implements TimeInForce {}

    /** Until the end of the UTC day on which it first works. */
    record Day() implements TimeInForce {}

    /**
     * Until a moment (FIX tag 126). On bars: it works in bars that open before it.
     *
     * @param expiryNanos the moment, in nanoseconds since 1970
     */
    record GoodTillDate(long expiryNanos) implements TimeInForce {}

    /**
     * For so many bars after the one at whose close it was sent; the engine cancels it at the close of the last.
     *
     * @param bars at least 1
     */
    record GoodForBars(int bars) implements TimeInForce {
        public GoodForBars {
            if (bars < 1) {
                throw new IllegalArgumentException("good for bars needs at least 1 bar, was " + bars);
            }
        }
    }

    static TimeInForce goodTillDate(Instant expiry) {
        return new GoodTillDate(Times.nanos(expiry));
    }

    static TimeInForce goodForBars(int bars) {
        return new GoodForBars(bars);
    }
}
