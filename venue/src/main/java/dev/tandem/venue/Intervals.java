package dev.tandem.venue;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lengths that Binance's candles have. Months are not the same length, so there are none here. */
final class Intervals {
    private static final long SECOND = 1_000_000_000L;
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
            Map.entry("1w", 604_800 * SECOND));

    private Intervals() {}

    static long nanos(String text) {
        Long nanos = NANOS.get(text);
        if (nanos == null) {
            throw BinanceError.INVALID_INTERVAL.exception();
        }
        return nanos;
    }

    /** What a length is called; null if Binance has none such. */
    static @Nullable String name(long nanos) {
        return NANOS.entrySet().stream()
                .filter(entry -> entry.getValue() == nanos)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }
}
