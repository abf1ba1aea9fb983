package dev.tandem.report.html;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.function.IntToLongFunction;

/**
 * Whole numbers in few characters: zigzag (small ones of either sign become small ones), seven bits to a byte with the
 * lowest first, Base64. {@code decode.js} reads it.
 *
 * <p>A script's numbers are exact up to 2^53 only, so none may be beyond {@link #LIMIT}.
 */
final class Packed {
    /** The largest magnitude that is allowed. */
    static final long LIMIT = 1L << 51;

    private Packed() {}

    /** The numbers themselves. */
    static String values(int size, IntToLongFunction value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size * 2);
        for (int i = 0; i < size; i++) {
            append(bytes, value.applyAsLong(i));
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** The first number and then what each is more than the one before it. */
    static String differences(int size, IntToLongFunction value) {
        long[] before = {0};
        return values(size, i -> {
            long now = value.applyAsLong(i);
            long difference = now - before[0];
            before[0] = now;
            return difference;
        });
    }

    private static void append(ByteArrayOutputStream bytes, long value) {
        if (value > LIMIT || value < -LIMIT) {
            throw new IllegalArgumentException(value + " is beyond ±" + LIMIT + ", which a script reads exactly");
        }
        long rest = value << 1 ^ value >> 63;
        while (rest >= 128) {
            bytes.write((int) (rest & 127 | 128));
            rest >>>= 7;
        }
        bytes.write((int) rest);
    }
}
