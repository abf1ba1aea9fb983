package dev.tandem.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Time as nanoseconds since 1970-01-01T00:00Z in a {@code long}: from 1677 to 2262, negative before 1970. */
public final class Times {
    public static final long SECOND = 1_000_000_000L;
    public static final long DAY = 86_400L * SECOND;

    private static final DateTimeFormatter MILLISECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    public static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND));
    }

    /** @throws ArithmeticException before 1677 and after 2262 */
    public static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano());
    }

    public static long nanos(Duration duration) {
        return duration.toNanos();
    }

    /** The first nanosecond of the UTC day. */
    public static long startOfDay(long nanos) {
        return Math.floorDiv(nanos, DAY) * DAY;
    }

    /** ISO-8601 in UTC with milliseconds: {@code 2016-05-24T12:00:00.000Z}. */
    public static String text(long nanos) {
        return MILLISECONDS.format(instant(nanos));
    }
}
