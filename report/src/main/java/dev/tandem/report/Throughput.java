package dev.tandem.report;

import dev.tandem.model.Times;
import dev.tandem.result.RunResult;

/** How many bars a second the run went through. */
final class Throughput {
    private Throughput() {}

    /** Whole events a second; 0 for a run that took no measurable time. */
    static long eventsPerSecond(RunResult run) {
        long nanos = run.timing().runNanos();
        return nanos > 0 ? Math.round(run.data().bars() * (double) Times.SECOND / nanos) : 0;
    }
}
