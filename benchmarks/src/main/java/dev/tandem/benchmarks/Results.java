package dev.tandem.benchmarks;

import dev.tandem.bench.Conditions;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the suite has measured.
 *
 * @param rows in the order of the table
 * @param scores by {@link Row#key}
 * @param memory retained bytes per bar; empty if not measured
 * @param more what other JVMs have measured, as JSON, by its name; empty if not measured
 * @param conditions of the machine
 * @param jvm what the measuring JVMs were started with
 * @param loadBefore the machine's load when it began
 * @param loadAfter and when it ended
 * @param rounds how often the rows were gone through
 * @param seconds how long it took
 */
record Results(
        List<Row> rows,
        Map<String, Score> scores,
        Map<String, Double> memory,
        Map<String, String> more,
        Conditions conditions,
        List<String> jvm,
        double loadBefore,
        double loadAfter,
        int rounds,
        long seconds) {

    Score score(Row row) {
        Score score = scores.get(row.key());
        if (score == null) {
            throw new IllegalStateException("nothing was measured for " + row.label());
        }
        return score;
    }

    /** How many times the floor's processor time a row takes. */
    double ratioToFloor(Row row) {
        Score floor = scores.get(row.floor());
        if (floor == null) {
            throw new IllegalStateException("nothing was measured for the floor of " + row.label());
        }
        return score(row).cpuNanos() / floor.cpuNanos();
    }

    /** The claim's ratio; null if one of its rows was not measured. */
    @Nullable
    Double ratio(Claim claim, ToDoubleFunction<Score> measure) {
        Score of = scores.get(claim.of());
        Score by = scores.get(claim.by());
        return of == null || by == null ? null : measure.applyAsDouble(of) / measure.applyAsDouble(by);
    }
}
