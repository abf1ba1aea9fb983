package dev.tandem.xchange;

import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Bars that are made of trades as they come: the same as the venue's, if nothing was missed. */
final class TradeBars {
    private static final long MILLI = 1_000_000L;

    private final Instrument instrument;
    private final long lengthMillis;
    private long lastId = Long.MIN_VALUE;
    private long open = Long.MIN_VALUE;
    private boolean whole;
    private long first;
    private long high;
    private long low;
    private long last;
    private BigDecimal volume = BigDecimal.ZERO;

    TradeBars(Instrument instrument, long lengthMillis) {
        this.instrument = instrument;
        this.lengthMillis = lengthMillis;
    }

    /** Whether the bar in progress was heard of from its beginning. */
    boolean isWhole() {
        return whole;
    }

    /**
     * Adds a trade; one that was added before, or comes after a later one, is left out.
     *
     * @param id grows with each trade
     * @return the bar in progress; null if the trade was left out
     */
    @Nullable
    BarRecord add(long id, long timeMillis, BigDecimal price, BigDecimal quantity) {
        long opened = Math.floorDiv(timeMillis, lengthMillis) * lengthMillis;
        if (id <= lastId || opened < open) {
            return null;
        }
        lastId = id;
        long ticks = instrument.roundedTicks(price, RoundingMode.HALF_EVEN);
        if (opened > open) {
            // Of the first bar nobody knows what was before the first trade that was heard.
            whole = open != Long.MIN_VALUE;
            open = opened;
            first = ticks;
            high = ticks;
            low = ticks;
            volume = BigDecimal.ZERO;
        }
        high = Math.max(high, ticks);
        low = Math.min(low, ticks);
        last = ticks;
        volume = volume.add(quantity);
        return new BarRecord(
                instrument,
                -1,
                open * MILLI,
                (open + lengthMillis) * MILLI,
                first,
                high,
                low,
                last,
                volume.doubleValue());
    }
}
