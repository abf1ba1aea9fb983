package dev.tandem.runtime.journal;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes that are being put together; used again and again. */
final class ByteSink {
    private byte[] bytes = new byte[512];
    private int length;

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    byte[] array() {
        return bytes;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    void u8(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    void flag(boolean value) {
        u8(value ? 1 : 0);
    }

    /** Eight bytes, the highest first. */
    void fixed(long value) {
        room(8);
        ByteBuffer.wrap(bytes).putLong(length, value);
        length += 8;
    }

    /** A whole number in as few bytes as it needs: small ones of either sign take one (zigzag, base 128). */
    void number(long value) {
        long rest = (value << 1) ^ (value >> 63);
        room(10);
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    void real(double value) {
        fixed(Double.doubleToRawLongBits(value));
    }

    void text(String value) {
        // A lone surrogate has no UTF-8; it is kept as its UTF-16 then, because what is read must be what was written.
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        if (new String(utf8, StandardCharsets.UTF_8).equals(value)) {
            number(utf8.length);
            raw(utf8);
        } else {
            byte[] utf16 = value.getBytes(StandardCharsets.UTF_16BE);
            number(-1L - value.length());
            for (int i = 0; i < value.length(); i++) {
                utf16[2 * i] = (byte) (value.charAt(i) >> 8);
                utf16[2 * i + 1] = (byte) value.charAt(i);
            }
            raw(utf16);
        }
    }

    void textOrNull(@Nullable String value) {
        flag(value != null);
        if (value != null) {
            text(value);
        }
    }

    void decimal(BigDecimal value) {
        byte[] unscaled = value.unscaledValue().toByteArray();
        number(value.scale());
        number(unscaled.length);
        raw(unscaled);
    }

    private void raw(byte[] some) {
        room(some.length);
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
    }
}
