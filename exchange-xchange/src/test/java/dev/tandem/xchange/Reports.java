package dev.tandem.xchange;

import dev.tandem.model.ClientOrderId;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionReport;
import java.util.ArrayList;
import java.util.List;

/** What a listener was told, in words. */
final class Reports implements ExecutionListener {
    private final List<ExecutionReport> all = new ArrayList<>();

    @Override
    public synchronized void onReport(ExecutionReport report) {
        all.add(report);
    }

    synchronized List<ExecutionReport> all() {
        return List.copyOf(all);
    }

    synchronized List<ExecutionReport> of(ClientOrderId id) {
        return all.stream().filter(report -> report.clientOrderId().equals(id)).toList();
    }

    synchronized List<String> told() {
        return all.stream().map(Reports::text).toList();
    }

    private static String text(ExecutionReport report) {
        return switch (report) {
            case ExecutionReport.Accepted a -> a.clientOrderId() + " accepted";
            case ExecutionReport.Filled f ->
                f.clientOrderId() + " filled " + f.fill().quantity().toPlainString() + " at "
                        + f.fill().price().toPlainString() + ", leaves " + f.leavesLots();
            case ExecutionReport.Canceled c -> c.clientOrderId() + " canceled: " + c.reason();
            case ExecutionReport.Expired e -> e.clientOrderId() + " expired: " + e.reason();
            case ExecutionReport.Rejected r -> r.clientOrderId() + " rejected: " + r.code();
        };
    }
}
