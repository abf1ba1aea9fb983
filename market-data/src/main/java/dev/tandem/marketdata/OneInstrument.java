package dev.tandem.marketdata;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a file which says in each row of what it is, says the same in all of them: prices of two instruments in one
 * file would be one instrument that jumps.
 */
final class OneInstrument {
    private static final List<String> NAMES =
            List.of("symbol", "instrument", "ticker", "pair", "market", "product", "product_id");

    private final int column;
    private byte @Nullable [] first;

    private OneInstrument(int column) {
        this.column = column;
    }

    /** For a file with this header; null if it does not say of what its rows are. */
    static @Nullable OneInstrument of(Fields header) {
        for (int i = 0; i < header.size(); i++) {
            if (NAMES.contains(header.text(i).strip().toLowerCase(Locale.ROOT))) {
                return new OneInstrument(i);
            }
        }
        return null;
    }

    /**
     * @param line its number
     * @param from where in the buffer the row begins; it ends with a line feed
     * @throws DataException if the row is of another instrument than the first one was
     */
    void check(String source, long line, byte[] b, int from) {
        int start = from;
        boolean quoted = false;
        int passed = 0;
        while (passed < column) {
            byte c = b[start++];
            if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                passed++;
            }
        }
        int end = start;
        while ((b[end] != ',' || quoted) && b[end] != '\n' && b[end] != '\r') {
            if (b[end] == '"') {
                quoted = !quoted;
            }
            end++;
        }
        if (end - start > 1 && b[start] == '"' && b[end - 1] == '"') {
            start++;
            end--;
        }
        byte[] known = first;
        if (known == null) {
            first = Arrays.copyOfRange(b, start, end);
        } else if (!Arrays.equals(b, start, end, known, 0, known.length)) {
            throw new DataException(
                    source,
                    line,
                    Texts.column(b, from, start),
                    Texts.quote(text(b, start, end)) + " follows rows of " + Texts.quote(text(known, 0, known.length))
                            + ": two instruments in one file; split it, and give each with its own --data and"
                            + " --instrument");
        }
    }

    private static String text(byte[] b, int from, int to) {
        return new String(b, from, to - from, StandardCharsets.UTF_8);
    }
}
