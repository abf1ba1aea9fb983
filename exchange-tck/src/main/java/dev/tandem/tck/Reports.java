package dev.tandem.tck;

import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionReport;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Takes reports from whatever thread they come by, and holds their delivery against the contract of the listener. */
final class Reports implements ExecutionListener {
    private final Queue<ExecutionReport> reports;
    private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean closed;

    Reports() {
        this(new ConcurrentLinkedQueue<>());
    }

    /** @param reports where they are kept, safe for any thread */
    Reports(Queue<ExecutionReport> reports) {
        this.reports = reports;
    }

    @Override
    public void onReport(ExecutionReport report) {
        if (!busy.compareAndSet(false, true)) {
            violations.add("the listener was called by two threads at once");
            return;
        }
        try {
            if (closed) {
                violations.add("a report came after close had returned: " + report);
                return;
            }
            reports.add(report);
        } finally {
            busy.set(false);
        }
    }

    /** The plugin's close has returned. */
    void close() {
        closed = true;
    }

    @Nullable
    ExecutionReport poll() {
        return reports.poll();
    }

    @Nullable
    String pollViolation() {
        return violations.poll();
    }
}
