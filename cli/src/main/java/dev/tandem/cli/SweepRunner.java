package dev.tandem.cli;

import dev.tandem.result.RunResult;
import dev.tandem.strategy.InvalidParameterException;
import dev.tandem.sweep.Dataset;
import dev.tandem.sweep.TrialRunner;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The runs of {@code tandem backtest}, for a search: here, and wherever its trials are made. */
final class SweepRunner implements TrialRunner {
    private final List<BacktestOptions> runs;
    private final LoadedStrategy loaded;
    private final Terminal terminal;

    /** @param runs how a run is made, once for each set of data, which it names */
    SweepRunner(List<BacktestOptions> runs, LoadedStrategy loaded, Terminal terminal) {
        this.runs = List.copyOf(runs);
        this.loaded = loaded;
        this.terminal = terminal;
    }

    @Override
    public boolean accepts(Map<String, String> parameters) {
        try {
            loaded.definition().create(parameters);
            return true;
        } catch (InvalidParameterException e) {
            return false;
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            // that is a trial which fails, and not a combination that is not meant
            return true;
        }
    }

    @Override
    public RunResult run(Dataset data, Map<String, String> parameters) {
        return run(data, parameters, result -> {
            // The curve is worked out now, so that money which leaves its range is noticed here.
            result.equityCurve().equity(0);
            return result;
        });
    }

    @Override
    public <T> T run(Dataset data, Map<String, String> parameters, Function<RunResult, T> look) {
        BacktestOptions options = runs.getFirst();
        for (BacktestOptions candidate : runs) {
            if (candidate.data().equals(data.name())) {
                options = candidate;
            }
        }
        BacktestRun run = new BacktestRun(options.withParameters(parameters), loaded, terminal);
        return run.explained(
                data.bars(),
                () -> look.apply(
                        run.backtest(data.bars(), loaded.create(parameters)).run()));
    }
}
