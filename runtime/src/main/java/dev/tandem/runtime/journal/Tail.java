package dev.tandem.runtime.journal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Tells a record that was not written fully from one that was damaged later. A torn one may be cut off: it was never
 * confirmed. A damaged one was: an order may have left because of it.
 */
final class Tail {
    /** Longer records are not tried bit by bit. */
    private static final int MAX_TRIED = 16 * 1024;

    private Tail() {}

    /**
     * Why what stands at the end cannot be a torn record; null if it can.
     *
     * @param rest everything from the first byte of the bad record to the end of the last file
     * @param record its number
     */
    static @Nullable String damage(ByteBuffer rest, long record) {
        for (int at = 1; at <= rest.limit() - JournalFormat.PREFIX - JournalFormat.MIN_LENGTH; at++) {
            if (JournalFormat.isWhole(rest, at) && JournalFormat.durableBefore(rest, at) >= record) {
                return "has a wrong checksum, and it had been written fully: a later record, " + at
                        + " bytes behind it, says so";
            }
        }
        if (isOneBitFromWhole(rest)) {
            return "has a wrong checksum, and it had been written fully: all of it is there, and one bit has changed";
        }
        return null;
    }

    private static boolean isOneBitFromWhole(ByteBuffer rest) {
        if (rest.limit() < JournalFormat.PREFIX + JournalFormat.MIN_LENGTH) {
            return false;
        }
        int length = rest.getInt(0);
        int bits = 8 * JournalFormat.PREFIX;
        if (length >= JournalFormat.MIN_LENGTH && length <= Math.min(MAX_TRIED, rest.limit() - JournalFormat.PREFIX)) {
            bits += 8 * length;
        }
        ByteBuffer copy = ByteBuffer.allocate(rest.limit());
        copy.put(0, rest, 0, rest.limit());
        for (int bit = 0; bit < bits; bit++) {
            byte as = copy.get(bit >> 3);
            copy.put(bit >> 3, (byte) (as ^ 1 << (bit & 7)));
            if (JournalFormat.isWhole(copy, 0)) {
                return true;
            }
            copy.put(bit >> 3, as);
        }
        return false;
    }
}
