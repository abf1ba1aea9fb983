package dev.tandem.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.management.GarbageCollectionNotificationInfo;
import dev.tandem.bench.FixedRate;
import dev.tandem.bench.LatencyRow;
import dev.tandem.bench.SimulatedOrders;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * Ten million orders through an engine set up as in a live session, from the signal to the callback, in a JVM with the flags of
 * {@code ./tandem live}: {@code Endurance [ORDERS]}. What is retained is looked at after each tenth; the longest pause of
 * the collector, and the longest that an order took, are named.
 */
public final class Endurance {
    private static final int STEPS = 10;
    private static final long PER_SECOND = 1_000_000;

    private Endurance() {}

    /**
     * What was found.
     *
     * @param orders in all
     * @param retained bytes after each tenth, when everything that can be collected is
     * @param longestPauseNanos in which the collector stopped the engine
     * @param longestOrderNanos from when it was due at a million per second, the worst of the steps after the first
     */
    record Result(long orders, List<Long> retained, long longestPauseNanos, long longestOrderNanos) {
        /** Bytes that stay behind per order, after the first tenth. */
        double growthPerOrder() {
            return (double) (retained.getLast() - retained.getFirst()) / (orders / STEPS * (STEPS - 1));
        }

        void write(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeNumberField("orders", orders);
            json.writeNumberField("bytesRetainedPerOrder", Math.round(growthPerOrder() * 100) / 100.0);
            json.writeNumberField("longestPauseNanos", longestPauseNanos);
            json.writeNumberField("longestOrderNanos", longestOrderNanos);
            json.writeEndObject();
        }
    }

    public static void main(String[] arguments) throws IOException {
        Result result = run(arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000);
        try (JsonGenerator json = new JsonFactory().createGenerator(System.out)) {
            result.write(json);
        }
    }

    static Result run(long orders) {
        AtomicLong longestPause = new AtomicLong();
        watchPauses(longestPause);
        SimulatedOrders all = new SimulatedOrders();
        List<Long> retained = new ArrayList<>();
        long worst = 0;
        long perStep = orders / STEPS & ~1L;
        for (int step = 0; step < STEPS; step++) {
            LatencyRow row = new FixedRate(PER_SECOND, perStep).run(all::order);
            worst = step == 0 ? 0 : Math.max(worst, row.worstNanos());
            retained.add(RetainedMemory.usedAfterCollection());
        }
        all.check();
        return new Result(perStep * STEPS, retained, longestPause.get(), worst);
    }

    private static void watchPauses(AtomicLong longest) {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            boolean concurrent = collector.getName().contains("Cycles");
            if (!concurrent && collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(
                        (notification, handback) -> {
                            GarbageCollectionNotificationInfo info =
                                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
                            if (!info.getGcCause().equals("System.gc()")) {
                                longest.accumulateAndGet(info.getGcInfo().getDuration() * 1_000_000, Math::max);
                            }
                        },
                        null,
                        null);
            }
        }
    }
}
