package dev.tandem.webhook;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts and levels, in the text form of Prometheus. No label is ever made from what a sender wrote. */
final class Metrics {
    private final Map<String, LongAdder> counters = new ConcurrentSkipListMap<>();
    private final Map<String, LongSupplier> levels = new TreeMap<>();

    void count(String name) {
        counters.computeIfAbsent(name, key -> new LongAdder()).increment();
    }

    void count(String name, String label, String value) {
        count(name + "{" + label + "=\"" + value + "\"}");
    }

    void level(String name, LongSupplier value) {
        levels.put(name, value);
    }

    long value(String name) {
        LongAdder counter = counters.get(name);
        return counter == null ? 0 : counter.sum();
    }

    String text() {
        StringBuilder text = new StringBuilder();
        String family = "";
        for (Map.Entry<String, LongAdder> counter : counters.entrySet()) {
            String name = counter.getKey();
            int brace = name.indexOf('{');
            String base = brace < 0 ? name : name.substring(0, brace);
            if (!base.equals(family)) {
                text.append("# TYPE ").append(base).append(" counter\n");
                family = base;
            }
            text.append(name).append(' ').append(counter.getValue().sum()).append('\n');
        }
        levels.forEach((name, value) -> text.append("# TYPE ")
                .append(name)
                .append(" gauge\n")
                .append(name)
                .append(' ')
                .append(value.getAsLong())
                .append('\n'));
        return text.toString();
    }
}
