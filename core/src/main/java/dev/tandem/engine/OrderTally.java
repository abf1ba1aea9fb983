package dev.tandem.engine;

import dev.tandem.gate.Denial;
import dev.tandem.result.OrderCounts;
import java.util.Map;
import java.util.TreeMap;

/** Counts what became of orders. */
final class OrderTally {
    private static final int REASONS = 100;
    private static final String OTHER = "other reasons";

    private long submitted;
    private long filled;
    private long canceled;
    private long denied;
    private long rejected;
    private long expired;
    private final Map<String, Long> denials = new TreeMap<>();
    private final Map<String, String> denialExamples = new TreeMap<>();
    private final Map<String, Long> rejections = new TreeMap<>();
    private final Map<String, Long> expirations = new TreeMap<>();

    void submitted() {
        submitted++;
    }

    void filled() {
        filled++;
    }

    void canceled() {
        canceled++;
    }

    void denied(Denial denial) {
        denied++;
        denials.merge(denial.reason().text(), 1L, Long::sum);
        denialExamples.putIfAbsent(denial.reason().text(), denial.message());
    }

    void rejected(String reason) {
        rejected++;
        count(rejections, reason);
    }

    void expired(String reason) {
        expired++;
        count(expirations, reason);
    }

    /** Some venues write what is different each time into their reasons: there are only so many of them here. */
    private static void count(Map<String, Long> counts, String reason) {
        boolean known = counts.size() < REASONS || counts.containsKey(reason);
        counts.merge(known ? reason : OTHER, 1L, Long::sum);
    }

    OrderCounts counts() {
        return new OrderCounts(
                submitted,
                filled,
                canceled,
                denied,
                rejected,
                expired,
                Map.copyOf(denials),
                Map.copyOf(rejections),
                Map.copyOf(expirations),
                Map.copyOf(denialExamples));
    }
}
