package dev.tandem.marketdata;

import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one line, by the book: separated by commas, optionally in double quotes (in which a double quote is
 * written twice), blanks around them ignored.
 */
final class Fields {
    private final List<String> texts = new ArrayList<>();
    private final List<Integer> starts = new ArrayList<>();

    private Fields() {}

    /** Splits the line in {@code [from, to)}. */
    static Fields split(byte[] b, int from, int to) throws RowProblem {
        Fields fields = new Fields();
        int p = from;
        while (true) {
            while (p < to && isBlank(b[p])) {
                p++;
            }
            p = p < to && b[p] == '"' ? fields.quoted(b, p, to) : fields.plain(b, p, to);
            if (p == to) {
                return fields;
            }
            p++;
        }
    }

    private int plain(byte[] b, int from, int to) {
        int end = from;
        while (end < to && b[end] != ',') {
            end++;
        }
        int stop = end;
        while (stop > from && isBlank(b[stop - 1])) {
            stop--;
        }
        add(Texts.decode(b, from, stop), from);
        return end;
    }

    private int quoted(byte[] b, int from, int to) throws RowProblem {
        int p = from + 1;
        while (p < to && (b[p] != '"' || (p + 1 < to && b[p + 1] == '"'))) {
            p += b[p] == '"' ? 2 : 1;
        }
        if (p >= to) {
            throw new RowProblem(
                    Reasons.QUOTES,
                    from,
                    "a quoted field begins here and does not end in this line; close it with a double quote");
        }
        add(Texts.decode(b, from + 1, p).replace("\"\"", "\""), from);
        int end = p + 1;
        while (end < to && isBlank(b[end])) {
            end++;
        }
        if (end < to && b[end] != ',') {
            throw new RowProblem(
                    Reasons.QUOTES,
                    end,
                    "a comma must follow a quoted field, there is "
                            + Texts.quote(Texts.decode(b, end, Math.min(to, end + 8))));
        }
        return end;
    }

    private void add(String text, int start) {
        texts.add(text);
        starts.add(start);
    }

    private static boolean isBlank(byte c) {
        return c == ' ' || c == '\t';
    }

    int size() {
        return texts.size();
    }

    String text(int i) {
        return texts.get(i);
    }

    /** Where in the buffer it begins, blanks aside. */
    int start(int i) {
        return starts.get(i);
    }

    List<String> texts() {
        return texts;
    }
}
