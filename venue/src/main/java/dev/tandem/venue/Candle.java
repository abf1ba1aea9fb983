package dev.tandem.venue;

import java.math.BigDecimal;

/**
 * What was traded in a while.
 *
 * @param closeMillis the last millisecond that belongs to it
 * @param buyVolume what buyers took of the volume
 * @param firstId the first trade in it; 0 if there is none
 * @param lastId the last trade in it; 0 if there is none
 */
record Candle(
        long openMillis,
        long closeMillis,
        long open,
        long high,
        long low,
        long close,
        BigDecimal volume,
        BigDecimal quoteVolume,
        BigDecimal buyVolume,
        BigDecimal buyQuoteVolume,
        long firstId,
        long lastId) {
    /** How many trades. */
    long trades() {
        return firstId == 0 ? 0 : lastId - firstId + 1;
    }
}
