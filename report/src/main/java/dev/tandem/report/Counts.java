package dev.tandem.report;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Named values in an order that is the same in every run. */
public final class Counts {
    private Counts() {}

    /** The largest first, equal ones by name. */
    public static List<Map.Entry<String, Long>> mostFirst(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    /** As the map has them, if it has an order; else by name ({@code Map.of} shuffles anew in each process). */
    public static List<Map.Entry<String, String>> inOrder(Map<String, String> entries) {
        return entries instanceof SequencedMap
                ? List.copyOf(entries.entrySet())
                : entries.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
    }
}
