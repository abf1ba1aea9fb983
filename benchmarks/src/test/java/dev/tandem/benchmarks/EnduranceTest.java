package dev.tandem.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EnduranceTest {
    /** Of two orders a closed trade is kept for the result: an object of some 120 bytes, and its place in a list. */
    private static final double A_TRADE_PER_TWO_ORDERS = 80;

    @Test
    void growthIsCountedAfterTheFirstTenth() {
        Endurance.Result result = new Endurance.Result(
                1_000, List.of(500L, 600L, 700L, 800L, 900L, 1_000L, 1_100L, 1_200L, 1_300L, 1_400L), 0, 0);
        assertThat(result.growthPerOrder()).isEqualTo(1.0);
    }

    @Test
    void someOrdersGoThroughAndAreCounted() {
        Endurance.Result result = Endurance.run(20_000);
        assertThat(result.orders()).isEqualTo(20_000);
        assertThat(result.retained()).hasSize(10);
        assertThat(result.longestOrderNanos()).isPositive();
    }

    /** Nothing stays behind but the trades, with the flags of a live session. */
    @Test
    @Tag("long")
    @Timeout(900)
    void tenMillionOrdersLeaveNothingBehindButTheirTrades() throws IOException {
        JsonNode result = new ObjectMapper().readTree(LiveJvm.run(Endurance.class));
        assertThat(result.get("orders").asLong()).isEqualTo(10_000_000);
        assertThat(result.get("bytesRetainedPerOrder").asDouble()).isLessThan(A_TRADE_PER_TWO_ORDERS);
    }
}
