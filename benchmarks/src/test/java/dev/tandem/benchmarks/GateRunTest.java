package dev.tandem.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.bench.Conditions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The gate itself, in every build: what rows cost is what {@code limits.csv} says, and bad changes would be caught. */
@Timeout(900)
class GateRunTest {
    private static final String ORDER = "OrderPathBenchmark.order";

    private final ForkedMeter meter = new ForkedMeter();
    private final Limits limits = Limits.read();
    private final Gate gate = new Gate(meter, Conditions.now().cpu().equals(limits.cpu()));

    @Test
    void noRowCostsMoreThanItsLimit() {
        List<Gate.Finding> findings = gate.check(limits.all());
        assertThat(findings)
                .filteredOn(Gate.Finding::fails)
                .extracting(Gate.Finding::text)
                .isEmpty();
        assertThat(findings).hasSizeGreaterThan(20);
    }

    private static Row sabotaged(String method) {
        return new Row("sabotage", method, "SabotagedOrders." + method, null, "OrderPathBenchmark.floor");
    }

    @Test
    void sixteenBytesMorePerOrderAreCaughtToTheByte() {
        List<Double> bytes = meter.bytes(List.of(ORDER, "SabotagedOrders.sixteenBytesMore"));
        assertThat(Math.round(100 * (bytes.get(1) - bytes.get(0)))).isEqualTo(1600);
        Limit exact = new Limit(ORDER, null, 0, bytes.get(0));
        assertThat(gate.checkBytes(exact, bytes.get(0)).fails()).isFalse();
        assertThat(gate.checkBytes(exact, bytes.get(1)).fails()).isTrue();
    }

    /**
     * The limit is taken here and now, as it was in the file: on another make of processor too. Both are measured in turns, so
     * that an hour in which the machine is slow is one for both.
     */
    @Test
    void thirtyPercentMoreTimePerOrderAreCaught() {
        Row order = Row.named(ORDER);
        Row slower = sabotaged("slower");
        List<Double> ratios = new ArrayList<>();
        List<Double> slow = new ArrayList<>();
        for (int i = 0; i < Gate.TRIES; i++) {
            ratios.add(meter.ratio(order));
            slow.add(meter.ratio(slower));
        }
        Limit limit = new Limit(ORDER, ratios.stream().min(Double::compare).orElseThrow(), margin(), 0);
        Iterator<Double> measured = slow.iterator();
        Gate here = new Gate(
                new Gate.Meter() {
                    @Override
                    public double ratio(Row row) {
                        return measured.next();
                    }

                    @Override
                    public List<Double> bytes(List<String> rows) {
                        throw new AssertionError("nobody asks for " + rows);
                    }
                },
                true);
        assertThat(here.checkRatio(limit, slower))
                .satisfies(finding -> assertThat(finding.fails())
                        .as("%s, %s and %s", finding.text(), ratios, slow)
                        .isTrue());
    }

    private int margin() {
        return limits.all().stream()
                .filter(limit -> limit.row().equals(ORDER))
                .findFirst()
                .orElseThrow()
                .marginPercent();
    }

    /** Ten threads want to run all the time: two runs of the gate say the same, and both catch the slow one. */
    @Test
    @Tag("long")
    void onAMachineWithALoadOfTenTheVerdictIsTheSameTwice() throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        List<Thread> load = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            load.add(Thread.ofPlatform().daemon().start(() -> {
                long[] memory = new long[1 << 18];
                for (int at = 0; !enough.get(); at = (at + 4099) & (memory.length - 1)) {
                    memory[at]++;
                }
            }));
        }
        try {
            for (int run = 0; run < 2; run++) {
                noRowCostsMoreThanItsLimit();
                thirtyPercentMoreTimePerOrderAreCaught();
            }
        } finally {
            enough.set(true);
            for (Thread thread : load) {
                thread.join();
            }
        }
    }
}
