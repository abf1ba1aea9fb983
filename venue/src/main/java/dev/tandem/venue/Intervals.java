package dev.tandem.venue;

import java.util.Map;

/** The lengths that Binance's candles have. Months are not the same length, so there are none here. */
final class Intervals {
    private static final long SECOND = 1_000_000_000L;
    private static final long WEEK = 604_800 * SECOND;
    /** 1970 began on a Thursday. */
    private static final long MONDAY = 4 * 86_400 * SECOND;

    private static final Map<String, Long> NANOS = Map.ofEntries(
            Map.entry("1s", SECOND),
            Map.entry("1m", 60 * SECOND),
            Map.entry("3m", 180 * SECOND),
            Map.entry("5m", 300 * SECOND),
            Map.entry("15m", 900 * SECOND),
            Map.entry("30m", 1_800 * SECOND),
            Map.entry("1h", 3_600 * SECOND),
            Map.entry("2h", 7_200 * SECOND),
            Map.entry("4h", 14_400 * SECOND),
            Map.entry("6h", 21_600 * SECOND),
            Map.entry("8h", 28_800 * SECOND),
            Map.entry("12h", 43_200 * SECOND),
            Map.entry("1d", 86_400 * SECOND),
            Map.entry("3d", 259_200 * SECOND),
            Map.entry("1w", WEEK));

    private Intervals() {}

    static long nanos(String text) {
        Long nanos = NANOS.get(text);
        if (nanos == null) {
            throw BinanceError.INVALID_INTERVAL.exception();
        }
        return nanos;
    }

    /** When the candle began that a time is in; those of a week begin on Mondays. */
    static long start(long timeNanos, long nanos) {
        long offset = nanos == WEEK ? MONDAY : 0;
        return Math.floorDiv(timeNanos - offset, nanos) * nanos + offset;
    }

    /** All of them, by name. */
    static Map<String, Long> all() {
        return NANOS;
    }
}
