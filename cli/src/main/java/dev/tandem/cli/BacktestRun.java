package dev.tandem.cli;

import dev.tandem.confidence.panel.Panel;
import dev.tandem.confidence.panel.PanelReport;
import dev.tandem.confidence.signals.SignalFile;
import dev.tandem.engine.StrategyException;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.gate.Thresholds;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.Samples;
import dev.tandem.model.Instrument;
import dev.tandem.model.MoneyRangeException;
import dev.tandem.model.Rate;
import dev.tandem.model.ReceivedSignal;
import dev.tandem.model.Times;
import dev.tandem.result.FillBands;
import dev.tandem.result.RunResult;
import dev.tandem.sim.Backtest;
import dev.tandem.sim.FaultPlan;
import dev.tandem.sim.Latencies;
import dev.tandem.sim.MarketSet;
import dev.tandem.sim.SimConfig;
import dev.tandem.sim.TickSet;
import dev.tandem.sim.match.FillModel;
import dev.tandem.strategy.Strategy;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One backtest: reads the data, runs the strategy, and says of what the result is. */
final class BacktestRun {
    private final BacktestOptions options;
    private final LoadedStrategy loaded;
    private final Terminal terminal;

    /**
     * What came of it.
     *
     * @param bars what the strategy saw
     * @param panel what a panel of agents did; null if there was none
     */
    record Finished(
            RunResult result, BarColumns bars, @Nullable PanelReport panel) {}

    BacktestRun(BacktestOptions options, LoadedStrategy loaded, Terminal terminal) {
        this.options = options;
        this.loaded = loaded;
        this.terminal = terminal;
    }

    Finished run() {
        Strategy strategy = loaded.create(options.parameters());
        long started = System.nanoTime();
        List<MarketData> files = options.market().feeds().stream()
                .map(feed -> MarketDataReader.read(path(feed.source()), feed.reading()))
                .toList();
        Market market = options.market().replay() == MarketOptions.Replay.TICKS ? ticks(files) : bars(files);
        long loadNanos = System.nanoTime() - started;
        BarColumns bars = market.set().bars().getFirst();
        if (strategy instanceof Panel && market.set().bars().size() > 1) {
            throw UserError.usage("--strategy: panel trades one instrument, and there are "
                    + market.set().bars().size()
                    + "; signals of several are told to a strategy of your own (onSignal)");
        }
        market.set().bars().forEach(this::check);
        long events = files.stream().mapToLong(MarketData::events).sum();
        try (Progress progress = Progress.of(terminal, "backtest", events)) {
            return explained(bars, () -> {
                RunResult result = market.backtest(strategy, options.fills())
                        .progress(progress::at)
                        .run()
                        .withLoadNanos(loadNanos)
                        .withFindings(PriceJumps.in(market.set().bars()))
                        .withFindings(OddTicks.in(files));
                // The curve is worked out now, so that money which leaves its range is noticed here.
                result.equityCurve().equity(0);
                RunResult all = options.market().allFills() ? withBands(result, market) : result;
                return new Finished(all, bars, strategy instanceof Panel panel ? checked(panel.report()) : null);
            });
        }
    }

    /** What a run is made over, whatever happens in it. */
    private record Market(MarketSet set, BiFunction<Strategy, FillModel, Backtest> runs) {
        Backtest backtest(Strategy strategy, FillModel fills) {
            return runs.apply(strategy, fills);
        }
    }

    private Market bars(List<MarketData> files) {
        MarketSet set = markets(files);
        List<ReceivedSignal> arriving = arriving(set);
        return new Market(set, (strategy, fills) -> {
            Backtest backtest =
                    set(Backtest.of(set.bars().getFirst(), strategy), fills).signals(arriving);
            set.bars().stream().skip(1).forEach(backtest::with);
            set.frames().forEach(backtest::frame);
            return backtest.describe(set.describe(files, names()));
        });
    }

    private List<ReceivedSignal> arriving(MarketSet set) {
        String file = options.signals();
        if (file == null) {
            return List.of();
        }
        return signals(file, set.bars());
    }

    private Market ticks(List<MarketData> files) {
        MarketOptions market = options.market();
        BarInterval bar = options.reading().bar();
        TickSet ticks =
                said(() -> TickSet.of(files, bar == null ? BarInterval.MINUTE : bar, market.frames(), market.book()));
        MarketSet set = said(() -> MarketSet.of(ticks));
        List<ReceivedSignal> arriving = arriving(set);
        return new Market(
                set,
                (strategy, fills) -> set(Backtest.of(ticks, strategy).latency(freshLatencies()), fills)
                        .signals(arriving)
                        .describe(set.describe(files, names())));
    }

    /** Each run draws the same latencies: they are made anew, from the seed. */
    private Latencies freshLatencies() {
        return options.market().latencies().get();
    }

    private RunResult withBands(RunResult realistic, Market market) {
        List<FillBands.Band> bands = new ArrayList<>();
        for (FillModel fills : List.of(FillModel.PESSIMISTIC, FillModel.REALISTIC, FillModel.OPTIMISTIC)) {
            RunResult run = fills == FillModel.REALISTIC
                    ? realistic
                    : market.backtest(loaded.create(options.parameters()), fills)
                            .run();
            bands.add(FillBands.Band.of(fills.name().toLowerCase(Locale.ROOT), run));
        }
        return realistic.withFillBands(new FillBands(realistic.cash(), bands));
    }

    private MarketSet markets(List<MarketData> files) {
        MarketSet markets = said(() -> MarketSet.of(files, options.market().frames()));
        for (BarColumns bars : markets.bars()) {
            if (options.market().participation().units() > 0 && !hasVolume(bars)) {
                throw UserError.usage("--participation: is a share of the volume, and the bars of " + bars.instrument()
                        + " have none");
            }
        }
        return markets;
    }

    /** What does not go together is the user's to mend. */
    private static <T> T said(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            UserError error = UserError.usage(String.valueOf(e.getMessage()));
            error.initCause(e);
            throw error;
        }
    }

    private static boolean hasVolume(BarColumns bars) {
        for (int i = 0; i < bars.size(); i++) {
            if (bars.volume(i) > 0) {
                return true;
            }
        }
        return false;
    }

    private List<String> names() {
        return options.market().feeds().stream().map(MarketOptions.Feed::source).toList();
    }

    /** Says at once what would be wrong with every order, and warns of what is probably wrong. */
    void check(BarColumns bars) {
        checkQuantity(bars);
        warnOfOtherInstrument();
    }

    /** A run of the strategy as it was asked for. */
    Backtest backtest(BarColumns bars, Strategy strategy) {
        return set(Backtest.of(bars, strategy), options.fills());
    }

    private Backtest set(Backtest backtest, FillModel fills) {
        backtest.cash(options.cash())
                .exchange(new SimConfig(
                        options.account(),
                        options.makerFee(),
                        options.takerFee(),
                        options.slippage(),
                        options.slippageWithinBar(),
                        fills,
                        options.market().participation(),
                        options.market().queue()))
                .seed(options.market().seed())
                .sizing(options.sizing())
                .confidence(confidence())
                .limits(limits())
                .exits(options.stopLoss(), options.takeProfit(), options.trailingStop())
                .bracketStart(options.bracketFrom())
                .describe(loaded.name(), loaded.resolved(options.parameters()), loaded.sha256());
        Supplier<FaultPlan> faults = options.market().faults();
        if (faults != null) {
            backtest.faults(faults.get());
        }
        if (!options.signalExit()) {
            backtest.noSignalExit();
        }
        if (options.closeAtEnd()) {
            backtest.closeAtEnd();
        }
        return backtest;
    }

    private ConfidencePolicy confidence() {
        ConfidencePolicy policy = ConfidencePolicy.minimum(options.minConfidence());
        if (!options.minimaFor().isEmpty()) {
            Thresholds thresholds = ConfidencePolicy.thresholds(options.minConfidence());
            for (Thresholds.Rule rule : options.minimaFor()) {
                thresholds = thresholds.with(rule);
            }
            policy = thresholds.forStrategy(loaded.name());
        }
        return options.minEdge() == null
                ? policy
                : policy.and(ConfidencePolicy.expectedValue(roundTrip(), options.minEdge()));
    }

    private Rate roundTrip() {
        return new Rate(2 * Math.max(0, options.takerFee().units()));
    }

    private List<ReceivedSignal> signals(String name, List<BarColumns> all) {
        Path path = terminal.resolve(name);
        if (Files.isDirectory(path)) {
            throw UserError.at(name, "is a folder, not a file");
        }
        List<Instrument> instruments = all.stream().map(BarColumns::instrument).toList();
        long end = all.stream()
                .mapToLong(bars -> bars.closeTimeNanos(bars.size() - 1))
                .max()
                .orElseThrow();
        try (Reader reader = TextReader.open(path)) {
            SignalFile file = SignalFile.read(reader, name, instruments, roundTrip());
            long after =
                    file.signals().stream().filter(s -> s.receivedNanos() > end).count();
            if (file.elsewhere() > 0) {
                terminal.err()
                        .println("tandem: " + file.elsewhere() + " signals are of other instruments than "
                                + instruments.stream().map(Instrument::symbol).collect(Collectors.joining(", ")));
            }
            if (after > 0) {
                terminal.err().println("tandem: " + after + " signals arrived after the last bar");
            }
            return file.signals();
        } catch (NoSuchFileException e) {
            throw UserError.at(name, "there is no such file");
        } catch (CharacterCodingException e) {
            throw UserError.at(name, "is not UTF-8 text");
        } catch (IOException e) {
            throw UserError.at(name, "cannot be read: " + Complaint.line(e));
        }
    }

    /** What is shown adds up, or is not shown. */
    private static PanelReport checked(PanelReport report) {
        if (!report.counts().mismatch().isEmpty()) {
            throw new IllegalStateException("the counts of " + report.counts().mismatch() + " do not add up");
        }
        return report;
    }

    /** Does something with runs over these bars, and puts what goes wrong into the user's words. */
    <T> T explained(BarColumns bars, Supplier<T> work) {
        try {
            return work.get();
        } catch (StrategyException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof MoneyRangeException beyond) {
                throw beyondMoney(bars, beyond);
            }
            throw loaded.failed(cause, where(bars, e.barIndex()));
        } catch (ArithmeticException e) {
            throw beyondMoney(bars, e);
        }
    }

    private static UserError beyondMoney(BarColumns bars, ArithmeticException e) {
        UserError error = UserError.usage("this run leaves the range in which money is exact (92 billion "
                + bars.instrument().quote() + "): " + e.getMessage() + "; use a smaller --cash or --quantity");
        error.initCause(e);
        return error;
    }

    /** A quantity that is off the lot would have every order denied: better said at once. */
    private void checkQuantity(BarColumns bars) {
        if (options.sizing() instanceof Sizing.Fixed(BigDecimal quantity)) {
            try {
                bars.instrument().lots(quantity);
            } catch (IllegalArgumentException e) {
                throw UserError.usage("--quantity: " + e.getMessage());
            }
        }
    }

    private void warnOfOtherInstrument() {
        for (Samples.Sample sample : Samples.list()) {
            if (options.data().equals(Samples.PREFIX + sample.name())
                    && !sample.instrument().equals(options.instrument().symbol())) {
                terminal.err()
                        .println("tandem: warning: " + options.data() + " holds prices of " + sample.instrument()
                                + ", not of " + options.instrument());
            }
        }
    }

    /** Where the data are read from. */
    String source() {
        return path(options.data());
    }

    private String path(String named) {
        return named.startsWith("sample:") ? named : terminal.resolve(named).toString();
    }

    private RiskLimits limits() {
        RiskLimits limits = RiskLimits.NONE;
        limits = limits.withOrderNotional(orOff(options.maxOrderNotional()));
        limits = limits.withPositionNotional(orOff(options.maxPositionNotional()));
        limits = limits.withDailyLoss(orOff(options.maxDailyLoss()));
        return options.maxOpenOrders() == null ? limits : limits.withOpenOrders(options.maxOpenOrders());
    }

    private static long orOff(@Nullable Long limit) {
        return limit == null ? RiskLimits.OFF : limit;
    }

    private static String where(BarColumns bars, long row) {
        if (row < 0) {
            return "before the first bar";
        }
        for (int i = 0; i < bars.size(); i++) {
            if (bars.index(i) == row) {
                return "bar " + row + ", " + Times.text(bars.openTimeNanos(i));
            }
        }
        return "bar " + row;
    }
}
