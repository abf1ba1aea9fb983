package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class FixedRateTest {
    private static void stall(long number) {
        if (number == 100) {
            long until = System.nanoTime() + 200_000_000;
            while (System.nanoTime() < until) {
                LockSupport.parkNanos(until - System.nanoTime());
            }
        }
    }

    /** Of the 200 orders that are due in the 200 ms in which the first of them stalls, 180 wait at least 20 ms. */
    private static void countsThoseWhoWaited(LatencyRow row) {
        Histogram histogram = row.histogram();
        assertThat(histogram.getTotalCount()).isEqualTo(1_000);
        assertThat(histogram.getTotalCount() - histogram.getCountBetweenValues(0, 19_000_000))
                .isGreaterThanOrEqualTo(175);
        assertThat(row.worstNanos()).isGreaterThanOrEqualTo(199_000_000);
    }

    @Test
    void aStallIsCountedForAllThatWereDueInIt() {
        countsThoseWhoWaited(new FixedRate(1_000, 1_000).run(FixedRateTest::stall));
    }

    @Test
    void aStallOnTheOnlyConnectionIsCountedForAllThatWereDueInIt() {
        countsThoseWhoWaited(new FixedRate(1_000, 1_000).run(List.of(FixedRateTest::stall)));
    }

    @Test
    void everyOperationIsDoneOnceWhoeverDoesIt() {
        AtomicInteger done = new AtomicInteger();
        AtomicLong sum = new AtomicLong();
        FixedRate.Operation worker = number -> {
            done.incrementAndGet();
            sum.addAndGet(number);
        };
        LatencyRow row = new FixedRate(20_000, 2_000).run(List.of(worker, worker, worker));
        assertThat(done.get()).isEqualTo(2_000);
        assertThat(sum.get()).isEqualTo(1_999 * 1_000);
        assertThat(row.histogram().getTotalCount()).isEqualTo(2_000);
    }

    @Test
    void aRateThatIsTooHighIsSaidNotToBeReached() {
        LatencyRow row = new FixedRate(1_000_000, 50).run(number -> LockSupport.parkNanos(1_000_000));
        assertThat(row.keptUp()).isFalse();
        assertThat(LatencyTable.markdown(List.of(row))).contains("|1M (not reached)|");
    }

    @Test
    void aFailureOnAConnectionEndsTheRun() {
        assertThatThrownBy(() -> new FixedRate(10_000, 100).run(List.of(number -> {
                    throw new IllegalStateException("refused");
                })))
                .hasMessage("at 10000 per second: refused");
        assertThatThrownBy(() -> new FixedRate(0, 1)).hasMessageContaining("was 0 and 1");
    }

    @Test
    void theTableHasThePublishedForm() {
        Histogram histogram = new Histogram(60_000_000_000L, 3);
        histogram.recordValueWithCount(500, 9_000);
        histogram.recordValueWithCount(4_000, 990);
        histogram.recordValueWithCount(31_000, 10);
        LatencyRow row = new LatencyRow(125_000, 125_000, histogram);
        assertThat(LatencyTable.markdown(List.of(row))).isEqualTo("""
                        |rate|50.0%|90.0%|95.0%|99.0%|99.9%|99.99%|worst|
                        |----|-----|-----|-----|-----|-----|------|-----|
                        |125K|0.5µs|0.5µs|4.0µs|4.0µs|4.0µs|31µs|31µs|
                        """);
        assertThat(List.of(LatencyTable.rate(1_000_000), LatencyTable.rate(2_000), LatencyTable.rate(1_500_000)))
                .containsExactly("1M", "2000", "1500K");
        assertThat(List.of(
                        LatencyTable.time(1_340_000), LatencyTable.time(21_000_000), LatencyTable.time(2_000_000_000)))
                .containsExactly("1.3ms", "21ms", "2.0s");
        assertThat(LatencyTable.name(99.9)).isEqualTo("p99.9");
    }
}
