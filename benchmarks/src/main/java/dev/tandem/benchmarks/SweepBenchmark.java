package dev.tandem.benchmarks;

import dev.tandem.bench.GeneratedMarket;
import dev.tandem.examples.SmaCross;
import dev.tandem.model.Money;
import dev.tandem.result.RunResult;
import dev.tandem.sim.Backtest;
import dev.tandem.sweep.Dataset;
import dev.tandem.sweep.Objective;
import dev.tandem.sweep.ParameterRange;
import dev.tandem.sweep.SearchMethod;
import dev.tandem.sweep.SearchSpace;
import dev.tandem.sweep.Sweep;
import dev.tandem.sweep.SweepOptions;
import dev.tandem.sweep.SweepOutcome;
import dev.tandem.sweep.Trial;
import dev.tandem.sweep.TrialRunner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A search of 100 pairs of averages over 100,000 one-minute bars, per bar and pair. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SweepBenchmark.BARS * SweepBenchmark.PAIRS)
public class SweepBenchmark {
    static final int BARS = 100_000;
    static final int PAIRS = 100;
    private static final long CASH = 1_000_000 * Money.ONE;

    private final Dataset data = new Dataset("generated", "", GeneratedMarket.bars(BARS));
    private final FloorSweep floor = new FloorSweep(data.bars());
    private final SearchSpace space = new SearchSpace(
            List.of(ParameterRange.parse("fast", "5..23:2"), ParameterRange.parse("slow", "30..120:10")), List.of());

    private static final TrialRunner RUNNER = new TrialRunner() {
        @Override
        public Optional<String> refusal(Map<String, String> parameters) {
            return Optional.empty();
        }

        @Override
        public RunResult run(Dataset data, Map<String, String> parameters) {
            return Backtest.of(data.bars(), new SmaCross(value(parameters, "fast"), value(parameters, "slow")))
                    .cash(CASH)
                    .run();
        }
    };

    private static int value(Map<String, String> parameters, String name) {
        return Integer.parseInt(String.valueOf(parameters.get(name)));
    }

    /** Rows that do different work must not be compared. */
    @Setup
    public void sameTrades() {
        for (Trial trial : oneCore().trials()) {
            FloorSweep.Outcome expected =
                    floor.run(CASH, value(trial.parameters(), "fast"), value(trial.parameters(), "slow"));
            if (trial.isFailed()
                    || trial.runs().getFirst().trades() != expected.trades()
                    || trial.runs().getFirst().equity() != expected.equity()) {
                throw new IllegalStateException("trial " + trial.parameters() + " is not what the floor says");
            }
        }
    }

    private SweepOutcome sweep(int threads) {
        return new Sweep(
                        List.of(data),
                        space,
                        RUNNER,
                        new SweepOptions(SearchMethod.GRID, PAIRS, Objective.SHARPE, 42, threads))
                .run(trial -> {}, () -> false, List.of());
    }

    /** By hand, on arrays, keeping sums only, on one core. */
    @Benchmark
    public long floor() {
        long sum = 0;
        for (long point = 0; point < PAIRS; point++) {
            Map<String, String> pair = space.point(point);
            sum += floor.run(CASH, value(pair, "fast"), value(pair, "slow")).equity();
        }
        return sum;
    }

    /**
     * The floor on two cores, half of the pairs each and nothing shared but the bars: what two cores of this machine are to
     * one, at this time. Cores that are threads of one, or that others use, are less than two; a search cannot be more.
     */
    @Benchmark
    public long floorOnTwoCores() throws InterruptedException {
        long[] sums = new long[2];
        Thread other = Thread.ofPlatform().start(() -> sums[1] = half(1));
        sums[0] = half(0);
        other.join();
        return sums[0] + sums[1];
    }

    private long half(int first) {
        long sum = 0;
        for (long point = first; point < PAIRS; point += 2) {
            Map<String, String> pair = space.point(point);
            sum += floor.run(CASH, value(pair, "fast"), value(pair, "slow")).equity();
        }
        return sum;
    }

    /** Through the engine, with all key figures and the returns in blocks, on one core. */
    @Benchmark
    public SweepOutcome oneCore() {
        return sweep(1);
    }

    /** The same on two cores; to be compared with what {@link #floorOnTwoCores} is to {@link #floor}. */
    @Benchmark
    public SweepOutcome twoCores() {
        return sweep(2);
    }
}
