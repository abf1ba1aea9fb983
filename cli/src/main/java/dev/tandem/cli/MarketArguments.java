package dev.tandem.cli;

import dev.tandem.marketdata.BarInterval;
import dev.tandem.model.Rate;
import dev.tandem.sim.BookPolicy;
import dev.tandem.sim.FaultPlan;
import dev.tandem.sim.Latencies;
import dev.tandem.sim.Latency;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From what was written to {@link MarketOptions}. */
final class MarketArguments {
    private static final List<String> OF_TICKS = List.of(
            "--queue",
            "--book-gap",
            "--book-crossed",
            "--latency",
            "--data-latency",
            "--order-latency",
            "--answer-latency");

    private final Values values;
    private final Terminal terminal;

    MarketArguments(Values values, Terminal terminal) {
        this.values = values;
        this.terminal = terminal;
    }

    /** @throws UserError naming the option, the bad value and what would be right */
    MarketOptions read(List<MarketOptions.Feed> feeds, boolean allFills) {
        MarketOptions.Replay replay = values.choice("--replay", MarketOptions.Replay.class, MarketOptions.Replay.BARS);
        checkReplay(replay);
        long seed = seed();
        Supplier<Latencies> latencies = () -> latencies(seed);
        // What is wrong with them is said now, and not in the middle of a run.
        Objects.requireNonNull(latencies.get());
        return new MarketOptions(
                feeds,
                frames(),
                participation(),
                replay,
                values.text("--queue") == null
                        ? null
                        : values.choice("--queue", MarketOptions.Queue.class, MarketOptions.Queue.PROPORTIONAL).model,
                new BookPolicy(
                        values.choice("--book-gap", BookPolicy.Gap.class, BookPolicy.Gap.STOP),
                        values.choice("--book-crossed", BookPolicy.Crossed.class, BookPolicy.Crossed.STOP)),
                latencies,
                faults(seed),
                allFills,
                seed);
    }

    private @Nullable Supplier<FaultPlan> faults(long seed) {
        if (values.text("--faults") == null) {
            return null;
        }
        Supplier<FaultPlan> faults = () -> plan(seed);
        Objects.requireNonNull(faults.get());
        return faults;
    }

    private FaultPlan plan(long seed) {
        return Objects.requireNonNull(
                values.parsed("--faults", text -> FaultPlan.parse(text, seed, terminal.resolve("."))));
    }

    private void checkReplay(MarketOptions.Replay replay) {
        if (replay == MarketOptions.Replay.TICKS) {
            if (values.text("--participation") != null) {
                throw UserError.usage(
                        "--participation: is a share of a bar's volume; with --replay ticks orders meet the"
                                + " sizes that were recorded (--queue)");
            }
            if (values.isSet("--slippage-within-bar")) {
                throw UserError.usage(
                        "--slippage-within-bar: is about bars; with --replay ticks slippage has no high and low to stop at");
            }
            return;
        }
        for (String option : OF_TICKS) {
            if (values.text(option) == null) {
                continue;
            }
            throw UserError.usage(
                    option.endsWith("latency")
                            ? option
                                    + ": bars have no time inside them, so an order on its way cannot meet a later price"
                                    + " of the same bar; use --replay ticks with trades, quotes or book updates"
                            : option + ": is about --replay ticks, and orders meet bars here");
        }
    }

    private long seed() {
        String text = values.text("--seed");
        if (text == null) {
            return MarketOptions.SEED;
        }
        if (!text.matches("-?[0-9]{1,18}")) {
            throw values.bad("--seed", "a whole number");
        }
        return Long.parseLong(text);
    }

    private List<BarInterval> frames() {
        List<BarInterval> frames = new ArrayList<>();
        for (String frame : values.list("--frame")) {
            try {
                frames.add(BarInterval.parse(frame));
            } catch (IllegalArgumentException e) {
                throw UserError.usage("--frame: " + e.getMessage());
            }
        }
        return List.copyOf(frames);
    }

    private Rate participation() {
        BigDecimal participation = values.decimal(
                "--participation",
                v -> v.signum() > 0 && v.compareTo(BigDecimal.ONE) <= 0 && v.scale() <= 8,
                "a fraction of the volume above 0 and at most 1, such as 0.1 for 10 %");
        return participation == null ? Rate.ZERO : Rate.of(participation);
    }

    /** {@code --latency} is for all three that have none of their own. Each draws for itself. */
    private Latencies latencies(long seed) {
        return new Latencies(
                latency("--data-latency", seed + 1),
                latency("--order-latency", seed + 2),
                latency("--answer-latency", seed + 3));
    }

    private Latency latency(String own, long seed) {
        String option = values.text(own) == null ? "--latency" : own;
        Latency read = values.parsed(option, text -> Latencies.parse(text, seed, terminal.resolve(".")));
        return read == null ? Latency.NONE : read;
    }
}
