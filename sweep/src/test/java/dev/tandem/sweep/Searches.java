package dev.tandem.sweep;

import dev.tandem.examples.SmaCross;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Instrument;
import dev.tandem.result.RunResult;
import dev.tandem.sim.Backtest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Searches for tests. */
public final class Searches {
    private Searches() {}

    /** A random walk of four-hour bars without a drift. */
    public static Dataset noise(int bars, long seed) {
        return market(bars, seed, 0);
    }

    /** A random walk on a wave of sixty bars. */
    public static Dataset wave(int bars, long seed) {
        return market(bars, seed, 0.004);
    }

    private static Dataset market(int bars, long seed, double wave) {
        SplittableRandom random = new SplittableRandom(seed);
        double price = 10_000_000;
        BarColumns.Builder builder = new BarColumns.Builder(
                Instrument.of("BTC/USD", new BigDecimal("0.01"), new BigDecimal("0.001"), 0), 4 * 3_600_000_000_000L);
        for (int i = 0; i < bars; i++) {
            long open = Math.round(price);
            price *= Math.exp(0.02 * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5)
                    + wave * Math.sin(2 * Math.PI * i / 60));
            long close = Math.round(price);
            builder.add(
                    1_500_000_000_000_000_000L + i * 4 * 3_600_000_000_000L,
                    open,
                    Math.max(open, close) + random.nextInt(10_000),
                    Math.min(open, close) - random.nextInt(10_000),
                    close,
                    1 + random.nextDouble());
        }
        return new Dataset("noise", Long.toHexString(seed), builder.build());
    }

    public static SearchSpace space(String... ranges) {
        List<ParameterRange> all = new ArrayList<>();
        for (String range : ranges) {
            all.add(ParameterRange.parse(
                    range.substring(0, range.indexOf('=')), range.substring(range.indexOf('=') + 1)));
        }
        return new SearchSpace(all, List.of());
    }

    static SweepOptions options(SearchMethod method, long trials, int threads) {
        return new SweepOptions(method, trials, Objective.SHARPE, 42, threads);
    }

    /** The exact cross of two averages, without fees. */
    public static class SmaRunner implements TrialRunner {
        @Override
        public Optional<String> refusal(Map<String, String> parameters) {
            return value(parameters, "fast") < value(parameters, "slow")
                    ? Optional.empty()
                    : Optional.of("fast must be less than slow");
        }

        @Override
        public RunResult run(Dataset data, Map<String, String> parameters) {
            return Backtest.of(data.bars(), new SmaCross(value(parameters, "fast"), value(parameters, "slow")))
                    .fee("0")
                    .run();
        }

        static int value(Map<String, String> parameters, String name) {
            return Integer.parseInt(String.valueOf(parameters.get(name)));
        }
    }
}
