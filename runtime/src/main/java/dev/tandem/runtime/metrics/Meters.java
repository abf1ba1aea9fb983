package dev.tandem.runtime.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;

/**
 * Counts, levels and times, in the text form of Prometheus. Labels are {@code name, value, name, value, …}; none may ever be
 * made from what a stranger wrote. May be used by any thread.
 *
 * <pre>{@code
 * Meters meters = new Meters();
 * meters.count("tandem_alerts", "status", "accepted");
 * meters.text();   // tandem_alerts_total{status="accepted"} 1.0
 * }</pre>
 */
public final class Meters {
    /** What {@link #text} is, for the header {@code Content-Type}. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    /** From ten microseconds, which an event takes, to a minute, which a venue in trouble takes. */
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(10_000),
        Duration.ofNanos(25_000),
        Duration.ofNanos(50_000),
        Duration.ofNanos(100_000),
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofNanos(2_500_000),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60)
    };

    /** The registry itself would let go of what it asks. */
    private final List<DoubleSupplier> asked = new CopyOnWriteArrayList<>();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /** One more of something. */
    public void count(String name, String... labels) {
        Counter.builder(name).tags(labels).register(registry).increment();
    }

    /** How many there were so far; 0 if none was counted. */
    public long counted(String name, String... labels) {
        Counter counter = registry.find(name).tags(Tags.of(labels)).counter();
        return counter == null ? 0 : (long) counter.count();
    }

    /** What somebody else counts: it is asked when the text is made, and must only grow. */
    public void counter(String name, String help, DoubleSupplier value, String... labels) {
        asked.add(value);
        FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
                .description(help)
                .tags(labels)
                .register(registry);
    }

    /** What goes up and down: it is asked when the text is made. */
    public void level(String name, String help, DoubleSupplier value, String... labels) {
        Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .strongReference(true)
                .description(help)
                .tags(labels)
                .register(registry);
    }

    /** How long something takes, as a histogram. */
    Timer timer(String name, String help, String... labels) {
        return Timer.builder(name)
                .description(help)
                .serviceLevelObjectives(BUCKETS)
                .tags(labels)
                .register(registry);
    }

    /** All of it, as Prometheus reads it. */
    public String text() {
        return registry.scrape();
    }
}
