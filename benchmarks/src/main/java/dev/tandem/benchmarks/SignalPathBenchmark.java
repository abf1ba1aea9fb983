package dev.tandem.benchmarks;

import dev.tandem.bench.OrderTrip;
import dev.tandem.bench.SimulatedOrders;
import dev.tandem.engine.ReplayClock;
import dev.tandem.gate.BoundlessAccount;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.GateDecision;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Capabilities;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Side;
import dev.tandem.sim.SimConfig;
import dev.tandem.sim.SimExchange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * An order from the signal to the strategy's callback, step by step: each row does what the one before it does, and one
 * thing more, so that the difference is what the step costs. Limits are set, as live; a little is bought, the next order sells it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SignalPathBenchmark.ORDERS)
public class SignalPathBenchmark {
    static final int ORDERS = 100_000;
    private static final long PRICE = 6_000_000;
    private static final long LOTS = OrderTrip.LOTS;
    private static final Side[] SIDES = {Side.BUY, Side.SELL};

    private final double[] confidences = new double[1024];
    private final ReplayClock clock = OrderTrip.clock();
    private final SimExchange exchange =
            new SimExchange(SimConfig.standard(), List.of(OrderTrip.INSTRUMENT), OrderTrip.CASH, clock);
    private final Bar moment =
            new BarRecord(OrderTrip.INSTRUMENT, -1, clock.nanos(), clock.nanos(), PRICE, PRICE, PRICE, PRICE, 0);
    private final Gate gate = new Gate(
            ConfidencePolicy.minimum(0.6),
            new RiskLimits(
                    10_000_000 * Money.ONE,
                    10_000_000 * Money.ONE,
                    100,
                    RiskLimits.OFF,
                    Duration.ofMinutes(1),
                    500_000_000 * Money.ONE),
            Sizing.one());
    private final Account account = new Account();
    private long number;
    private long sent;
    private long filled;

    public SignalPathBenchmark() {
        for (int i = 0; i < confidences.length; i++) {
            confidences[i] = 0.6 + 0.4 * i / confidences.length;
        }
        exchange.init(report -> filled++);
    }

    /** An account that is flat before each purchase and holds it before each sale. */
    private static final class Account extends BoundlessAccount {
        private long lots;

        Account() {
            super(Capabilities.all(), PRICE);
        }

        @Override
        public long positionLots(Instrument instrument) {
            return lots;
        }
    }

    /** By hand: confidence, notional, position and day's loss compared, filled, fee, cash, position, a count. */
    @Benchmark
    public long floor() {
        long cash = OrderTrip.CASH;
        long position = 0;
        long limit = 10_000_000 * Money.ONE;
        long loss = 500_000_000 * Money.ONE;
        long count = 0;
        for (int i = 0; i < ORDERS; i++) {
            long sign = 1L - 2 * (i & 1);
            long price = PRICE + (i * 37L) % 100;
            long notional = price * LOTS * 10;
            boolean reduces = sign < 0 && position > 0;
            boolean passes = confidences[i & 1023] >= 0.6
                    && notional <= limit
                    && Math.abs(position + sign) * notional <= limit
                    && OrderTrip.CASH - cash <= loss;
            if (reduces || passes) {
                cash -= sign * notional + FloorLoop.thousandth(notional);
                position += sign;
                count++;
            }
        }
        return cash + count;
    }

    /** What the strategy says: a request that is built. */
    @Benchmark
    public void request(Blackhole hole) {
        for (int i = 0; i < ORDERS; i++) {
            hole.consume(requested(i));
        }
    }

    private OrderRequest requested(int i) {
        return OrderRequest.of(OrderTrip.INSTRUMENT, SIDES[i & 1])
                .lots(LOTS)
                .confidence(confidences[i & 1023])
                .build();
    }

    /** And what the gate makes of it. */
    @Benchmark
    public void gate(Blackhole hole) {
        for (int i = 0; i < ORDERS; i++) {
            hole.consume(decided(i));
        }
    }

    private GateDecision decided(int i) {
        account.lots = (i & 1) * LOTS;
        return gate.decide(requested(i), new ClientOrderId("b", number++), account);
    }

    /** And what the simulated exchange does with it, until it is filled and reported. */
    @Benchmark
    public long exchange() {
        for (int i = 0; i < ORDERS; i++) {
            if (decided(i) instanceof GateDecision.Approved approved) {
                exchange.executeOrder(approved.order());
                exchange.open(moment);
                exchange.rest(moment);
            }
        }
        sent += ORDERS;
        if (filled != sent) {
            throw new IllegalStateException("of " + sent + " orders " + filled + " were filled");
        }
        return filled;
    }

    /** And a new engine around it, which keeps its trades: the signal comes in, the order is routed and booked, the strategy hears of its fill. */
    @Benchmark
    public long whole() {
        SimulatedOrders orders = new SimulatedOrders();
        for (int i = 0; i < ORDERS; i++) {
            orders.order(i);
        }
        return orders.fills();
    }
}
