package dev.tandem.runtime.journal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bytes that are being read. What cannot be there is a {@link MalformedEntryException}. */
final class ByteSource {
    private final ByteBuffer bytes;

    ByteSource(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    int left() {
        return bytes.remaining();
    }

    int u8() {
        need(1);
        return bytes.get() & 0xff;
    }

    boolean flag() {
        int value = u8();
        if (value > 1) {
            throw new MalformedEntryException("a flag is 0 or 1, was " + value);
        }
        return value == 1;
    }

    long fixed() {
        need(8);
        return bytes.getLong();
    }

    long number() {
        long rest = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            if (shift == 63 && next > 1) {
                break;
            }
            rest |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return (rest >>> 1) ^ -(rest & 1);
            }
        }
        throw new MalformedEntryException("a number has more than 64 bits");
    }

    int smallNumber() {
        long value = number();
        if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
            throw new MalformedEntryException("a number has more than 32 bits: " + value);
        }
        return (int) value;
    }

    double real() {
        return Double.longBitsToDouble(fixed());
    }

    String text() {
        int length = smallNumber();
        if (length >= 0) {
            return new String(raw(length), StandardCharsets.UTF_8);
        }
        int chars = -1 - length;
        need(2L * chars);
        StringBuilder text = new StringBuilder(chars);
        for (int i = 0; i < chars; i++) {
            text.append(bytes.getChar());
        }
        return text.toString();
    }

    @Nullable
    String textOrNull() {
        return flag() ? text() : null;
    }

    BigDecimal decimal() {
        int scale = smallNumber();
        byte[] unscaled = raw(smallNumber());
        if (unscaled.length == 0) {
            throw new MalformedEntryException("a decimal has no digits");
        }
        return new BigDecimal(new BigInteger(unscaled), scale);
    }

    private byte[] raw(int length) {
        if (length < 0) {
            throw new MalformedEntryException("a length is negative: " + length);
        }
        need(length);
        byte[] some = new byte[length];
        bytes.get(some);
        return some;
    }

    private void need(long count) {
        if (bytes.remaining() < count) {
            throw new MalformedEntryException(
                    "it ends too early: " + count + " bytes are needed, " + bytes.remaining() + " are left");
        }
    }
}
