package dev.tandem.marketdata;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads plain rows, eight bytes at a time, and gives up on all others.
 *
 * <p>Plain is a row of as many fields as expected, without quotes, blanks, signs (but of a timestamp) and exponents,
 * whose numbers have at most 15 digits before and 15 behind the point and fit into 18 altogether. Whatever it accepts
 * means the same to {@link SlowRow}; what it gives up on may still be right.
 *
 * <p>Why eight at a time: numbers differ in length from row to row, and a loop over digits mispredicts its end for
 * nearly every field. Here the length comes out of a bit mask, and the digits out of three multiplications.
 */
final class FastRow {
    /** The answer of {@link #parse} for a row that is not plain. */
    static final int GIVE_UP = -1;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long ABOVE_NINE = 0x7676767676767676L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** With eight more digits still below 10^18. */
    private static final long TEN_DIGITS = 9_999_999_999L;

    private static final long SIXTEEN_OF_NINETEEN = Long.MAX_VALUE / 1000 - 1;

    private final Field.Type[] types;
    private final int[] slots;
    private final int last;
    private final Grid prices;
    private final boolean iso;
    private final Row row;

    // what number() found besides where it ends
    private long mantissa;
    private int decimals;

    FastRow(Layout layout, Grid prices, boolean iso, Row row) {
        this.types = layout.types();
        this.slots = layout.slots();
        this.last = types.length - 1;
        this.prices = prices;
        this.iso = iso;
        this.row = row;
    }

    /** Where the next row begins, with the values in the {@link Row}; or {@link #GIVE_UP}. */
    int parse(byte[] b, int from) {
        long[] value = row.value;
        row.rounded = 0;
        int p = from;
        for (int c = 0; c <= last; c++) {
            int q;
            switch (types[c]) {
                case PRICE -> {
                    q = number(b, p);
                    if (q < 0) {
                        return GIVE_UP;
                    }
                    long ticks = prices.steps(mantissa, decimals);
                    if (ticks <= 0) {
                        return GIVE_UP;
                    }
                    if (prices.rounded(mantissa, decimals)) {
                        row.rounded++;
                    }
                    value[slots[c]] = ticks;
                }
                case VOLUME -> {
                    q = number(b, p);
                    if (q < 0) {
                        return GIVE_UP;
                    }
                    double volume = Grid.nearest(mantissa, decimals);
                    if (!(volume >= 0)) {
                        return GIVE_UP;
                    }
                    row.volume = volume;
                }
                case TIME -> {
                    q = iso ? isoTime(b, p) : epoch(b, p);
                    if (q < 0) {
                        return GIVE_UP;
                    }
                    value[slots[c]] = mantissa;
                }
                case SIZE, OPTIONAL_SIZE -> {
                    if (types[c] == Field.Type.OPTIONAL_SIZE && b[p] <= ',' && b[p] != ' ' && b[p] != '"') {
                        q = p;
                        value[slots[c]] = Row.UNKNOWN_SIZE;
                    } else {
                        q = number(b, p);
                        if (q < 0) {
                            return GIVE_UP;
                        }
                        long size = Grid.SIZES.steps(mantissa, decimals);
                        if (size < 0) {
                            return GIVE_UP;
                        }
                        value[slots[c]] = size;
                    }
                }
                case ID -> {
                    q = number(b, p);
                    if (q < 0 || decimals != 0) {
                        return GIVE_UP;
                    }
                    value[slots[c]] = mantissa;
                }
                case SIDE -> {
                    q = side(b, p);
                    if (q < 0) {
                        return GIVE_UP;
                    }
                    value[slots[c]] = mantissa;
                }
                case SKIP -> {
                    q = p;
                    while (b[q] != ',' && b[q] != '\n' && b[q] != '\r' && b[q] != '"') {
                        q++;
                    }
                }
                default -> throw new AssertionError(types[c]);
            }
            byte end = b[q];
            if (c < last) {
                if (end != ',') {
                    return GIVE_UP;
                }
                p = q + 1;
            } else if (end == '\n') {
                return q + 1;
            } else if (end == '\r' && b[q + 1] == '\n') {
                return q + 2;
            }
        }
        return GIVE_UP;
    }

    /** Reads {@code digits[.digits]} into mantissa and decimals; where it ends, or {@link #GIVE_UP}. */
    private int number(byte[] b, int p) {
        long word = (long) LONGS.get(b, p) ^ ZEROS;
        int n = digits(word);
        if (n == 0) {
            return GIVE_UP;
        }
        long m = eight(word << (64 - 8 * n));
        int q = p + n;
        if (n == 8) {
            word = (long) LONGS.get(b, q) ^ ZEROS;
            n = digits(word);
            if (n == 8) {
                return GIVE_UP;
            }
            if (n != 0) {
                m = m * Grid.POW10[n] + eight(word << (64 - 8 * n));
                q += n;
            }
        }
        int d = 0;
        if (b[q] == '.') {
            word = (long) LONGS.get(b, q + 1) ^ ZEROS;
            d = digits(word);
            if (d == 0 || m > TEN_DIGITS) {
                return GIVE_UP;
            }
            m = m * Grid.POW10[d] + eight(word << (64 - 8 * d));
            q += 1 + d;
            if (d == 8) {
                word = (long) LONGS.get(b, q) ^ ZEROS;
                n = digits(word);
                if (n == 8 || m >= Grid.POW10[18 - n]) {
                    return GIVE_UP;
                }
                if (n != 0) {
                    m = m * Grid.POW10[n] + eight(word << (64 - 8 * n));
                    q += n;
                    d += n;
                }
            }
        }
        mantissa = m;
        decimals = d;
        return q;
    }

    private int epoch(byte[] b, int p) {
        boolean negative = b[p] == '-';
        int q = negative ? p + 1 : p;
        long word = (long) LONGS.get(b, q) ^ ZEROS;
        int n = digits(word);
        if (n == 0) {
            return GIVE_UP;
        }
        long m = eight(word << (64 - 8 * n));
        q += n;
        if (n == 8) {
            word = (long) LONGS.get(b, q) ^ ZEROS;
            n = digits(word);
            if (n != 0) {
                m = m * Grid.POW10[n] + eight(word << (64 - 8 * n));
                q += n;
            }
            if (n == 8) {
                word = (long) LONGS.get(b, q) ^ ZEROS;
                n = digits(word);
                if (n > 3 || m > SIXTEEN_OF_NINETEEN) {
                    return GIVE_UP;
                }
                if (n != 0) {
                    m = m * Grid.POW10[n] + eight(word << (64 - 8 * n));
                    q += n;
                }
            }
        }
        mantissa = negative ? -m : m;
        return q;
    }

    private int isoTime(byte[] b, int p) {
        int q = p;
        while (b[q] != ',' && b[q] != '\n' && b[q] != '\r') {
            q++;
        }
        mantissa = IsoTime.parse(b, p, q);
        return mantissa == IsoTime.INVALID ? GIVE_UP : q;
    }

    private int side(byte[] b, int p) {
        if (b[p] == 'b') {
            mantissa = 1;
            if (b[p + 1] == 'u' && b[p + 2] == 'y') {
                return p + 3;
            }
            if (b[p + 1] == 'i' && b[p + 2] == 'd') {
                return p + 3;
            }
        } else {
            mantissa = -1;
            if (b[p] == 's' && b[p + 1] == 'e' && b[p + 2] == 'l' && b[p + 3] == 'l') {
                return p + 4;
            }
            if (b[p] == 'a' && b[p + 1] == 's' && b[p + 2] == 'k') {
                return p + 3;
            }
        }
        return GIVE_UP;
    }

    /** How many of eight bytes, from the first, are digits (after {@code ^ ZEROS}). */
    private static int digits(long word) {
        return Long.numberOfTrailingZeros(((word + ABOVE_NINE) | word) & HIGH_BITS) >>> 3;
    }

    /** The number that eight digits make, the first being the most significant. */
    private static long eight(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        return (((pairs & 0x000000FF000000FFL) * 0x000F424000000064L)
                        + (((pairs >>> 16) & 0x000000FF000000FFL) * 0x0000271000000001L))
                >>> 32;
    }
}
