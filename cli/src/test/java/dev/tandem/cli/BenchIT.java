package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** {@code tandem bench} as a process, on the jars of the distribution. */
class BenchIT {
    @Test
    void measuresAStrategyThatIsASourceFile() throws Exception {
        Launch run = Launch.tandem(
                        "bench",
                        "--quick",
                        "--strategy",
                        "examples/strategies/BuyTheDip.java",
                        "--data",
                        "sample:bitstamp-btcusd",
                        "--instrument",
                        "BTC/USD",
                        "--format",
                        "json")
                .in(Launch.root())
                .run();
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        JsonNode bench = new ObjectMapper().readTree(run.out());
        assertThat(bench.get("strategy").get("name").asText()).isEqualTo("buy-the-dip");
        assertThat(bench.get("events").asLong()).isEqualTo(9_399);
        assertThat(bench.get("orders").asLong()).isPositive();
        assertThat(bench.get("parts").get("orders").isNull())
                .as("its orders alone make the same trades")
                .isFalse();
    }
}
