package dev.tandem.sim;

import dev.tandem.marketdata.DataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found wrong with the data on the way, and went on because the user said how: counted, the first of each located. */
final class Findings {
    private final Map<String, Found> all = new LinkedHashMap<>();

    private static final class Found {
        final String source;
        final long line;
        final String example;
        final String handled;
        long count;

        Found(String source, long line, String example, String handled) {
            this.source = source;
            this.line = line;
            this.example = example;
            this.handled = handled;
        }
    }

    /**
     * Something is wrong.
     *
     * @param what in a word or two, the same for all of a kind
     * @param example this one, in a sentence
     * @param handled what is done about it
     */
    void add(String what, String source, long line, String example, String handled) {
        all.computeIfAbsent(what, w -> new Found(source, line, example, handled)).count++;
    }

    static DataException stop(String source, long line, String what, String remedy) {
        return new DataException(source, line, 1, what + "; " + remedy);
    }

    /** One sentence for each kind. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        all.forEach((what, found) -> sentences.add(found.count + " × " + what + ", the first at " + found.source + ":"
                + found.line + " (" + found.example + "): " + found.handled + "."));
        return sentences;
    }

    /** How many there are, of all kinds. */
    long total() {
        return all.values().stream().mapToLong(found -> found.count).sum();
    }

    long count(String what) {
        Found found = all.get(what);
        return found == null ? 0 : found.count;
    }
}
