package dev.tandem.confidence.csv;

import dev.tandem.model.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * The times of one file: epoch seconds, milliseconds, microseconds or nanoseconds, told apart by the largest of them, or
 * ISO-8601 (UTC where it does not say). One form and one unit per file.
 */
public final class Timestamps {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");
    private static final long[] UNIT_NANOS = {Times.SECOND, 1_000_000L, 1_000L, 1L};
    private static final String[] UNIT_NAMES = {"seconds", "milliseconds", "microseconds", "nanoseconds"};
    private static final long TOO_SMALL_TO_TELL = 100_000_000L;

    private boolean any;
    private boolean iso;
    private long last;
    private long largest;

    /**
     * Reads one.
     *
     * @return what {@link #nanos} turns into a time once all are read
     * @throws IllegalArgumentException if it is none, or of another kind than those before
     */
    public long read(String cell) {
        String text = cell.strip();
        boolean number = WHOLE.matcher(text).matches();
        if (any && number == iso) {
            throw new IllegalArgumentException("timestamp '" + cell + "' is "
                    + (number ? "a number, those before are ISO-8601" : "ISO-8601, those before are numbers")
                    + "; one form per file");
        }
        long value = number ? whole(text, cell) : iso(text, cell);
        if (number) {
            long magnitude = Math.abs(value);
            long small = Math.min(magnitude, Math.abs(last));
            if (any
                    && small >= TOO_SMALL_TO_TELL
                    && Math.max(magnitude, Math.abs(last)) / small >= 200
                    && unit(magnitude) != unit(last)) {
                throw new IllegalArgumentException("timestamp '" + cell + "' looks like " + UNIT_NAMES[unit(value)]
                        + ", the one before like " + UNIT_NAMES[unit(last)] + "; one unit per file");
            }
            largest = Math.max(largest, magnitude);
        }
        any = true;
        iso = !number;
        last = value;
        return value;
    }

    /** Nanoseconds since 1970 of what was read, now that the unit is known. */
    public long nanos(long read) {
        return iso ? read : Math.multiplyExact(read, UNIT_NANOS[unit(largest)]);
    }

    private static int unit(long number) {
        int unit = 0;
        while (unit < 3 && Math.abs(number) > Long.MAX_VALUE / UNIT_NANOS[unit]) {
            unit++;
        }
        return unit;
    }

    private static long whole(String text, String cell) {
        try {
            long value = Long.parseLong(text);
            if (value == Long.MIN_VALUE) {
                throw new NumberFormatException(text);
            }
            return value;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("timestamp '" + cell + "' is beyond 64 bits", e);
        }
    }

    /** Nanoseconds since 1970 of a moment in ISO-8601. */
    public static long iso(String text, String shown) {
        try {
            String t = text.length() > 10 && text.charAt(10) == ' '
                    ? text.substring(0, 10) + 'T' + text.substring(11)
                    : text;
            if (t.length() == 10) {
                return Times.nanos(
                        LocalDate.parse(t).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            Instant instant = t.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")
                    ? OffsetDateTime.parse(t).toInstant()
                    : LocalDateTime.parse(t).toInstant(ZoneOffset.UTC);
            return Times.nanos(instant);
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "timestamp '" + shown + "' is neither a whole number since 1970 nor ISO-8601, such as"
                            + " 2024-01-31T12:00:00Z",
                    e);
        }
    }
}
