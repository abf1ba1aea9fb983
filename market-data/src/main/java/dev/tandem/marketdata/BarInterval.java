package dev.tandem.marketdata;

import dev.tandem.model.Times;

/**
 * How long a bar lasts: {@code 1s}, {@code 5m}, {@code 4h}, {@code 1d}, {@code 1w}.
 *
 * <p>Bars that are made here start at whole multiples of their interval since 1970-01-01T00:00Z, so {@code 4h} bars
 * open at 00:00, 04:00, 08:00 UTC and so on, and {@code 1w} bars on Thursdays (as 1970-01-01 was one).
 *
 * @param nanos nanoseconds, positive
 */
public record BarInterval(long nanos) {
    /** One minute: what trades and quotes become when nobody says otherwise. */
    public static final BarInterval MINUTE = new BarInterval(60 * Times.SECOND);

    private static final int MAX_DAYS = 366;

    public BarInterval {
        if (nanos <= 0) {
            throw new IllegalArgumentException("an interval must be positive, was " + nanos + " ns");
        }
    }

    /**
     * Reads a whole number and a unit: s, m, h, d or w.
     *
     * @throws IllegalArgumentException naming the text and the form that is expected
     */
    public static BarInterval parse(String text) {
        int digits = text.length() - 1;
        if (digits < 1 || digits > 9 || !text.chars().limit(digits).allMatch(c -> c >= '0' && c <= '9')) {
            throw problem(text, "is not an interval");
        }
        long unit = switch (text.charAt(digits)) {
            case 's' -> Times.SECOND;
            case 'm' -> 60 * Times.SECOND;
            case 'h' -> 3600 * Times.SECOND;
            case 'd' -> Times.DAY;
            case 'w' -> 7 * Times.DAY;
            case 'M' -> throw problem(text, "is a month, which has no fixed length (minutes are a small m)");
            default -> throw problem(text, "is not an interval");
        };
        long count = Long.parseLong(text, 0, digits, 10);
        if (count == 0 || count > MAX_DAYS * Times.DAY / unit) {
            throw problem(text, "is out of range (from 1s to " + MAX_DAYS + "d)");
        }
        return new BarInterval(count * unit);
    }

    private static IllegalArgumentException problem(String text, String what) {
        return new IllegalArgumentException(
                Texts.quote(text) + " " + what + "; write a whole number and s, m, h, d or w, such as 1m, 4h or 1d");
    }

    /** The start of the interval that a time lies in. */
    public long startOf(long timeNanos) {
        return timeNanos - Math.floorMod(timeNanos, nanos);
    }

    /** The shortest text that {@link #parse} reads back: {@code 4h}; nanoseconds where there is none. */
    @Override
    public String toString() {
        if (nanos % (7 * Times.DAY) == 0) {
            return nanos / (7 * Times.DAY) + "w";
        }
        if (nanos % Times.DAY == 0) {
            return nanos / Times.DAY + "d";
        }
        if (nanos % (3600 * Times.SECOND) == 0) {
            return nanos / (3600 * Times.SECOND) + "h";
        }
        if (nanos % (60 * Times.SECOND) == 0) {
            return nanos / (60 * Times.SECOND) + "m";
        }
        return nanos % Times.SECOND == 0 ? nanos / Times.SECOND + "s" : nanos + "ns";
    }
}
