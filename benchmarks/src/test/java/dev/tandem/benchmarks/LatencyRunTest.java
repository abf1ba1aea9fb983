package dev.tandem.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.bench.LatencyRow;
import dev.tandem.bench.SimulatedOrders;
import dev.tandem.venue.Venue;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatencyRunTest {
    @Test
    void ordersAreFilledAtEveryRateInProcess() {
        List<LatencyRow> rows = LatencyRun.inProcess(0.02);
        assertThat(rows).hasSizeGreaterThanOrEqualTo(4);
        assertThat(rows.stream().limit(4))
                .extracting(LatencyRow::wanted)
                .containsExactly(125_000L, 250_000L, 500_000L, 1_000_000L);
        assertThat(rows.getFirst().histogram().getTotalCount()).isEqualTo(2_500);
    }

    @Test
    void ordersAreFilledAtEveryRateOverTheWire() {
        try (Venue venue = VenueProcess.start()) {
            List<LatencyRow> rows = LatencyRun.wire(venue.uri(), 0.1);
            assertThat(rows).extracting(LatencyRow::wanted).containsExactly(100L, 200L, 500L, 1_000L, 2_000L);
            assertThat(rows.getLast().histogram().getTotalCount()).isEqualTo(200);
        }
    }

    @Test
    void bothLedgersAgreeThatOrdersCost() {
        SimulatedOrders orders = new SimulatedOrders();
        for (int i = 0; i < 1_000; i++) {
            orders.order(i);
        }
        orders.check();
        assertThat(orders.fills()).isEqualTo(1_000);
    }
}
