package dev.tandem.benchmarks;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * How much is measured, and where the numbers go.
 *
 * @param effort how long
 * @param text rows with this in their name; all if it is empty
 * @param json the file for the results
 * @param docs the root of the sources, whose documentation is written anew; null if it is left alone
 */
record Arguments(
        Effort effort, String text, Path json, @Nullable Path docs) {
    /** How long is measured: to see that every row runs, for a look, for the documentation, for a verdict. */
    enum Effort {
        SMOKE(1, 1, 2, 150, 300, 0.2),
        QUICK(1, 2, 3, 400, 1_000, 0.5),
        MEDIUM(1, 3, 4, 600, 1_300, 2),
        FULL(2, 5, 5, 800, 1_600, 5);

        private final int rounds;
        private final int warmUps;
        private final int iterations;
        private final int millis;
        private final int warmUpMillis;
        private final double latencySeconds;

        Effort(int rounds, int warmUps, int iterations, int millis, int warmUpMillis, double latencySeconds) {
            this.rounds = rounds;
            this.warmUps = warmUps;
            this.iterations = iterations;
            this.millis = millis;
            this.warmUpMillis = warmUpMillis;
            this.latencySeconds = latencySeconds;
        }
    }

    static Arguments parse(List<String> words) {
        Effort effort = Effort.FULL;
        Path docs = null;
        String text = "";
        Path json = Path.of("benchmarks.json");
        Deque<String> rest = new ArrayDeque<>(words);
        while (!rest.isEmpty()) {
            String word = rest.remove();
            switch (word) {
                case "--quick" -> effort = Effort.QUICK;
                case "--smoke" -> effort = Effort.SMOKE;
                case "--medium" -> effort = Effort.MEDIUM;
                case "--docs" -> docs = Path.of(value(word, rest));
                case "--rows" -> text = value(word, rest);
                case "--json" -> json = Path.of(value(word, rest));
                default ->
                    throw new IllegalArgumentException("unknown option '" + word
                            + "': there are --smoke, --quick, --medium, --rows TEXT, --json FILE and" + " --docs ROOT");
            }
        }
        if (docs != null && !text.isEmpty()) {
            throw new IllegalArgumentException("--docs: the page is about all rows, and --rows leaves some out");
        }
        Arguments arguments =
                new Arguments(effort, text, docs == null ? json : docs.resolve(PerformanceDoc.RESULTS), docs);
        if (arguments.chosen().isEmpty()) {
            throw new IllegalArgumentException("--rows: no row has '" + text + "' in its name");
        }
        return arguments;
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + ": needs a value");
        }
        return rest.remove();
    }

    boolean all() {
        return text.isEmpty();
    }

    /** The rows that were asked for, and their floors. */
    List<Row> chosen() {
        List<Row> named =
                Row.ALL.stream().filter(row -> row.label().contains(text)).toList();
        return Row.ALL.stream()
                .filter(row -> named.contains(row)
                        || named.stream().anyMatch(one -> one.floor().equals(row.benchmark())))
                .toList();
    }

    int rounds() {
        return effort.rounds;
    }

    int warmups() {
        return effort.warmUps;
    }

    int iterations() {
        return effort.iterations;
    }

    TimeValue time() {
        return TimeValue.milliseconds(effort.millis);
    }

    /** Long enough for the compiler: the engine's loop needs some dozens of runs until it is as fast as it gets. */
    TimeValue warmupTime() {
        return TimeValue.milliseconds(effort.warmUpMillis);
    }

    /** For each rate. */
    double latencySeconds() {
        return effort.latencySeconds;
    }
}
