package dev.tandem.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Nothing grows in a session that runs for long. The short forms are so long that eight bytes an order or bar, from the
 * third tenth on, come to twice what is allowed, and what is filled up first is full after the second.
 */
@Timeout(1800)
class EnduranceTest {
    /** It says to the byte what is in use: without the ratio it lets what is dead lie at the bottom, three times of four. */
    private static final List<String> EXACT =
            List.of("-XX:+UseSerialGC", "-XX:MarkSweepDeadRatio=0", "-Xms256m", "-Xmx256m");

    private static final long ORDERS = 200_000;
    private static final long BARS = 400_000;

    /** Of an order or bar; what the JVM itself needs more after its first seconds is less than that of all of them. */
    private static final long BYTES = 4;

    /** ZGC counts pages of 2 MB. */
    private static final long SEVERAL_PAGES = 16_000_000;

    private static long allowed(long events) {
        return BYTES * events / Endurance.STEPS * (Endurance.STEPS - 2);
    }

    private JsonNode run(List<String> flags, Class<?> main, String what, long events) throws IOException {
        return new ObjectMapper().readTree(LiveJvm.run(flags, main, what, Long.toString(events)));
    }

    @Test
    void growthIsCountedAfterTheSecondTenth() {
        Endurance.Result result = new Endurance.Result(
                1_000, List.of(100L, 600L, 700L, 800L, 900L, 9_000L, 1_100L, 1_200L, 1_300L, 1_400L), 0, 0, "tmpfs");
        assertThat(result.growth()).isEqualTo(800);
        assertThat(result.growthPerEvent()).isEqualTo(1.0);
    }

    @Test
    void ordersLeaveNothingBehind() throws IOException {
        JsonNode result = run(EXACT, Endurance.class, "orders", ORDERS);
        assertThat(result.get("orders").asLong()).isEqualTo(ORDERS);
        assertThat(result.get("longestOrderNanos").asLong()).isPositive();
        assertThat(result.get("bytesGrown").asLong()).as(result.toString()).isLessThan(allowed(ORDERS));
    }

    @Test
    void eightBytesAnOrderAreCaught() throws IOException {
        JsonNode result = run(EXACT, SabotagedEndurance.class, "orders", ORDERS);
        assertThat(result.get("bytesGrown").asLong()).as(result.toString()).isGreaterThan(allowed(ORDERS));
    }

    @Test
    void barsLeaveNothingBehind() throws IOException {
        JsonNode result = run(EXACT, Endurance.class, "bars", BARS);
        assertThat(result.get("bytesGrown").asLong()).as(result.toString()).isLessThan(allowed(BARS));
    }

    @Test
    void eightBytesABarAreCaught() throws IOException {
        JsonNode result = run(EXACT, SabotagedEndurance.class, "bars", BARS);
        assertThat(result.get("bytesGrown").asLong()).as(result.toString()).isGreaterThan(allowed(BARS));
    }

    /** With the flags of a live session. */
    @Test
    @Tag("long")
    @Timeout(7200)
    void tenMillionOrdersLeaveNothingBehind() throws IOException {
        JsonNode result = run(LiveJvm.FLAGS, Endurance.class, "orders", 10_000_000);
        assertThat(result.get("orders").asLong()).isEqualTo(10_000_000);
        assertThat(result.get("bytesGrown").asLong()).as(result.toString()).isLessThan(SEVERAL_PAGES);
    }

    @Test
    @Tag("long")
    @Timeout(7200)
    void tenMillionBarsLeaveNothingBehind() throws IOException {
        JsonNode result = run(LiveJvm.FLAGS, Endurance.class, "bars", 10_000_000);
        assertThat(result.get("bytesGrown").asLong()).as(result.toString()).isLessThan(SEVERAL_PAGES);
    }
}
