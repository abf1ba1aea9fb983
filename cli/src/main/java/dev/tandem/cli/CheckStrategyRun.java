package dev.tandem.cli;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.BarCsvWriter;
import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.QuoteColumns;
import dev.tandem.marketdata.TradeColumns;
import dev.tandem.sim.Backtest;
import dev.tandem.strategy.Strategy;
import dev.tandem.sweep.check.CheckResult;
import dev.tandem.sweep.check.DataDoor;
import dev.tandem.sweep.check.DataFile;
import dev.tandem.sweep.check.DoorWeaver;
import dev.tandem.sweep.check.StrategyCheck;
import dev.tandem.sweep.check.Subject;
import dev.tandem.sweep.check.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** One check: reads the data, and shows the strategy other worlds. */
final class CheckStrategyRun {
    private static final long THOUSANDTHS = 1000;

    private final BacktestOptions options;
    private final @Nullable String columns;
    private final LoadedStrategy loaded;
    private final Terminal terminal;
    private final BacktestRun runs;

    CheckStrategyRun(BacktestOptions options, @Nullable String columns, LoadedStrategy loaded, Terminal terminal) {
        this.options = options;
        this.columns = columns;
        this.loaded = loaded;
        this.terminal = terminal;
        this.runs = new BacktestRun(options, loaded, terminal);
    }

    CheckResult run() {
        loaded.create(options.parameters());
        MarketData data = MarketDataReader.read(runs.source(), options.reading());
        BarColumns bars = data.bars();
        if (bars.size() < 3) {
            throw UserError.usage(options.data() + ": " + bars.size() + " bars are too few to check anything on");
        }
        runs.check(bars);
        Path copy = null;
        try {
            boolean sample = options.data().startsWith("sample:");
            if (sample) {
                copy = Files.createTempFile("tandem-sample", ".csv");
                BarCsvWriter.write(bars, copy);
            }
            Path file = copy == null ? terminal.resolve(options.data()) : copy;
            DataFile whole =
                    DataFile.of(file, sample ? null : columns, sample ? row -> bars.index(row) : barOfRow(data));
            try (DataDoor door = DataDoor.open(whole, options.data());
                    Progress progress = Progress.of(terminal, "check-strategy", THOUSANDTHS)) {
                return runs.explained(bars, () -> new StrategyCheck(new Doored(door), bars).run(progress::at));
            }
        } catch (IOException e) {
            throw UserError.usage(options.data() + ": a changed copy cannot be made: " + Complaint.line(e));
        } finally {
            if (copy != null) {
                copy.toFile().delete();
            }
        }
    }

    /** Bars have rows of their own; what becomes bars belongs to the one that it happened in. */
    private static IntUnaryOperator barOfRow(MarketData data) {
        BarColumns bars = data.bars();
        return switch (data.kind()) {
            case BARS, BOOK -> row -> row;
            case TRADES -> {
                TradeColumns trades = data.trades();
                yield row -> row < trades.size() ? barAt(bars, trades.timeNanos(row)) : bars.size();
            }
            case QUOTES -> {
                QuoteColumns quotes = data.quotes();
                yield row -> row < quotes.size() ? barAt(bars, quotes.timeNanos(row)) : bars.size();
            }
        };
    }

    private static int barAt(BarColumns bars, long timeNanos) {
        int next = bars.firstAtOrAfter(timeNanos);
        boolean opensNow = next < bars.size() && bars.openTimeNanos(next) == timeNanos;
        return bars.index(Math.max(opensNow ? next : next - 1, 0));
    }

    /** The strategy behind the door. */
    private final class Doored implements Subject {
        private final DataDoor door;
        private LoadedStrategy last = loaded;

        Doored(DataDoor door) {
            this.door = door;
        }

        @Override
        public Strategy fresh(World world) {
            last = loaded.loadedAgain(DoorWeaver::weave);
            return again(world);
        }

        @Override
        public Strategy again(World world) {
            door.turnTo(world);
            Map<String, String> parameters = new LinkedHashMap<>(options.parameters());
            parameters.replaceAll((name, value) -> value.isEmpty() ? value : parameter(value));
            return last.create(parameters);
        }

        /** The name of the data file, given to a strategy whose classes cannot be changed. */
        private String parameter(String value) {
            return loaded.anew() == null ? DataDoor.text(value) : value;
        }

        @Override
        public Backtest backtest(BarColumns bars, Strategy strategy) {
            return runs.backtest(bars, strategy);
        }

        @Override
        public List<String> reads() {
            return door.reads();
        }
    }
}
