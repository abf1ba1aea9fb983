package dev.tandem.cli;

import dev.tandem.bench.BenchHistory;
import dev.tandem.bench.BenchReport;
import dev.tandem.bench.Conditions;
import dev.tandem.bench.Effort;
import dev.tandem.bench.FixedRate;
import dev.tandem.bench.GeneratedMarket;
import dev.tandem.bench.LatencyRow;
import dev.tandem.bench.SimulatedOrders;
import dev.tandem.bench.Speed;
import dev.tandem.bench.StrategyBench;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.strategy.Strategy;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Gets bars, has the strategy measured on them, and says of what the result is. */
final class BenchRun {
    private static final int GENERATED_BARS = 1_000_000;
    private static final int FEW_GENERATED_BARS = 200_000;

    private static final List<Long> LATENCY_RATES = List.of(125_000L, 250_000L, 500_000L, 1_000_000L);

    private final BacktestOptions options;
    private final LoadedStrategy loaded;
    private final Terminal terminal;
    private final BacktestRun runs;

    BenchRun(BacktestOptions options, LoadedStrategy loaded, Terminal terminal) {
        this.options = options;
        this.loaded = loaded;
        this.terminal = terminal;
        this.runs = new BacktestRun(options, loaded, terminal);
    }

    BenchReport run(boolean quick) {
        double loadBefore = Conditions.load();
        Effort effort = quick ? Effort.QUICK : Effort.FULL;
        // what is wrong with the parameters is said before anything is read
        Strategy first = loaded.create(options.parameters());
        MarketData read = options.data().equals(BacktestArguments.GENERATED) ? null : read();
        BarColumns bars =
                read == null ? GeneratedMarket.bars(quick ? FEW_GENERATED_BARS : GENERATED_BARS) : read.bars();
        if (bars.size() == 0) {
            throw UserError.usage(options.data() + ": there is no bar between --from and --to");
        }
        runs.check(bars);
        Speed speed;
        try (Progress progress = Progress.of(terminal, "bench", effort.millis())) {
            speed = runs.explained(bars, () -> measure(first, bars, read, effort, progress::at));
        }
        BenchReport report = new BenchReport(
                loaded.name(),
                loaded.resolved(options.parameters()),
                bars.instrument(),
                read == null
                        ? BenchReport.Data.of(bars, "generated, seed " + GeneratedMarket.SEED, null)
                        : BenchReport.Data.of(bars, options.data(), read.sha256()),
                speed,
                Conditions.now(),
                loadBefore,
                Conditions.load(),
                latencies(quick),
                null);
        BenchHistory history = new BenchHistory(StateFolder.of(terminal).resolve("bench"));
        BenchReport compared = report.beside(history.last(report));
        try {
            history.keep(report, Instant.now());
        } catch (IOException e) {
            terminal.err().println("tandem: warning: this run cannot be kept for the next one: " + e.getMessage());
        }
        return compared;
    }

    /** Of orders in this JVM, whatever the strategy: what the machine can do. */
    private static List<LatencyRow> latencies(boolean quick) {
        double seconds = quick ? 0.2 : 2;
        SimulatedOrders warm = new SimulatedOrders();
        new FixedRate(LATENCY_RATES.getLast(), 200_000).run(warm::order);
        return LATENCY_RATES.stream()
                .map(rate -> new FixedRate(rate, (long) (rate * seconds) & ~1L).run(new SimulatedOrders()::order))
                .toList();
    }

    private Speed measure(
            Strategy first, BarColumns bars, @Nullable MarketData read, Effort effort, LongConsumer progress) {
        // a strategy that fails does so here, in the user's words, and not in the middle of measuring
        runs.backtest(bars, first).run();
        StrategyBench bench = new StrategyBench(
                        () -> loaded.create(options.parameters()),
                        strategy -> runs.backtest(bars, strategy).run(),
                        effort)
                .progress(progress);
        return read == null ? bench.measure() : bench.reading(this::read).measure();
    }

    private MarketData read() {
        return MarketDataReader.read(runs.source(), options.reading());
    }
}
