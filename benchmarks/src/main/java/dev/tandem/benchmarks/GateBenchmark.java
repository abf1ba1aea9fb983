package dev.tandem.benchmarks;

import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Denial;
import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What the gate asks before it lets an order open a position: is its sender sure enough? All requests pass, with many
 * different confidences, so that nothing can be known beforehand; per order. They are few enough to stay in the cache, and what
 * passed is counted, so that the gate is measured and not memory or what takes the results.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(GateBenchmark.ORDERS)
public class GateBenchmark {
    static final int ORDERS = 256;

    private static final Instrument BTC = Instrument.of("BTC/USD");

    private final OrderRequest[] requests = requests();
    private final ConfidencePolicy threshold = ConfidencePolicy.standard();
    private final ConfidencePolicy rules = ConfidencePolicy.thresholds(0.6)
            .instrument("ETH/USD", 0.7)
            .side(Side.SELL, 0.65)
            .agent("owl", 0.8)
            .forStrategy("panel");
    private double minimum = 0.6;

    private static OrderRequest[] requests() {
        OrderRequest[] requests = new OrderRequest[ORDERS];
        for (int i = 0; i < ORDERS; i++) {
            requests[i] = OrderRequest.buy(BTC)
                    .confidence(0.6 + 0.4 * i / ORDERS)
                    .takeProfit(Exit.fractionFromFill(Rate.parse("0.02")))
                    .agents(List.of("lark"))
                    .build();
        }
        return requests;
    }

    /** By hand: one comparison. */
    @Benchmark
    public int floor() {
        int passed = 0;
        for (OrderRequest request : requests) {
            passed += request.confidence().value() >= minimum ? 1 : 0;
        }
        return passed;
    }

    @Benchmark
    public int threshold() {
        int passed = 0;
        for (OrderRequest request : requests) {
            passed += passes(threshold.decide(request, 100)) ? 1 : 0;
        }
        return passed;
    }

    /** With other minima for an instrument, a side and an agent. */
    @Benchmark
    public int rules() {
        int passed = 0;
        for (OrderRequest request : requests) {
            passed += passes(rules.decide(request, 100)) ? 1 : 0;
        }
        return passed;
    }

    private static boolean passes(@Nullable Denial denial) {
        return denial == null;
    }
}
