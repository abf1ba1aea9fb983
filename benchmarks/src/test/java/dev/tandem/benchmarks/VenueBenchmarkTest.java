package dev.tandem.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class VenueBenchmarkTest {
    @Test
    void whatIsMeasuredIsAnOrderThatWasFilledAndASignatureThatWasRight() throws IOException {
        VenueBenchmark benchmark = new VenueBenchmark();
        benchmark.start();
        VenueBenchmark.Client orders = new VenueBenchmark.Client();
        VenueBenchmark.Client signatures = new VenueBenchmark.Client();
        try {
            for (int i = 0; i < 3; i++) {
                benchmark.order(orders);
                assertThat(orders.answer()).contains("\"status\":\"FILLED\"").contains("\"price\":\"100.0");
                benchmark.floor(signatures);
                assertThat(signatures.answer()).endsWith("{}");
            }
        } finally {
            orders.close();
            signatures.close();
            benchmark.stop();
        }
    }
}
