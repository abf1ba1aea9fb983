package dev.tandem.bench;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Instrument;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say about a measured strategy.
 *
 * @param strategy its name
 * @param parameters what it was run with, defaults included
 * @param instrument what was traded
 * @param data where the bars come from
 * @param speed what was measured
 * @param conditions of the machine and this JVM
 * @param loadBefore the machine's load when it began; negative where the system does not say
 * @param loadAfter and when it ended
 * @param latencies of orders in this JVM at fixed rates, from the signal to the callback; empty if not measured
 * @param last how it was last time; null if there was no such run on this machine
 */
public record BenchReport(
        String strategy,
        Map<String, String> parameters,
        Instrument instrument,
        Data data,
        Speed speed,
        Conditions conditions,
        double loadBefore,
        double loadAfter,
        List<LatencyRow> latencies,
        @Nullable BenchComparison last) {
    /** The same, beside the last run. */
    public BenchReport beside(BenchHistory.@Nullable Earlier earlier) {
        return new BenchReport(
                strategy,
                parameters,
                instrument,
                data,
                speed,
                conditions,
                loadBefore,
                loadAfter,
                latencies,
                earlier == null ? null : BenchComparison.of(this, earlier));
    }

    /** How the time was told apart, in words. */
    static final List<String> METHOD = List.of(
            "Speed: whole runs on one thread, the clock read around them, after warm-up.",
            "Parts: processor time of that thread, differences between the leanest runs of a strategy that does",
            "nothing (engine), one that only submits the same orders in the same callbacks (orders), and yours",
            "(strategy), in turn. The garbage collector's own threads are in the speed, not in the parts.");

    /**
     * Where the bars come from.
     *
     * @param source a file, a sample, or {@code generated}
     * @param sha256 of the source's bytes; null if it has none
     * @param bars how many there are
     * @param fromNanos the open of the first
     * @param toNanos the close of the last
     * @param intervalNanos the length of one
     */
    public record Data(
            String source, @Nullable String sha256, long bars, long fromNanos, long toNanos, long intervalNanos) {
        /** Of these bars. */
        public static Data of(BarColumns bars, String source, @Nullable String sha256) {
            return new Data(
                    source,
                    sha256,
                    bars.size(),
                    bars.openTimeNanos(0),
                    bars.closeTimeNanos(bars.size() - 1),
                    bars.intervalNanos());
        }
    }

    /** Whether somebody else was using the machine when it began, so that times are longer than they need be. */
    boolean isDisturbed() {
        return conditions.isBusyAt(loadBefore);
    }
}
