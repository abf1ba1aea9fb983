package dev.tandem.sim;

import dev.tandem.engine.BracketStart;
import dev.tandem.engine.DirectLane;
import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineClock;
import dev.tandem.engine.EngineCommand;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.EngineOptions;
import dev.tandem.engine.EquityRecording;
import dev.tandem.engine.ExecutionLane;
import dev.tandem.engine.ReplayClock;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.ledger.Ledger;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.MarketData;
import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.model.ReceivedSignal;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import dev.tandem.sim.match.FillModel;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a strategy over recorded bars on the simulated exchange.
 *
 * <pre>{@code
 * RunResult result = Backtest.of(bars, new SmaCross(10, 30))
 *     .cash("1000000").stopLoss("0.02").takeProfit("0.04")
 *     .run();
 * }</pre>
 *
 * <p>What is not said is as on the command line: a margin account with 1,000,000, one unit per order, 0.1 % of fees,
 * realistic fills, a confidence of at least 0.6, no risk limits. The same input gives the same result, to the last unit.
 *
 * <p>A strategy object has a memory of its own, so each run needs a new one.
 */
public final class Backtest {
    /** A strategy that answers each refusal with the next order is not waited for forever. */
    private static final int MOST_ROUNDS = 1_000;

    private final BarColumns bars;
    private final List<BarColumns> markets = new ArrayList<>();
    private final List<BarColumns> frames = new ArrayList<>();
    private @Nullable TickSet ticks;
    private Latencies latencies = Latencies.NONE;
    private @Nullable FaultPlan faults;
    private @Nullable FaultyLane faulty;
    private final List<String> findings = new ArrayList<>();
    private final Strategy strategy;
    private SimConfig config = SimConfig.standard();
    private long cash = Money.parse("1000000");
    private Sizing sizing = Sizing.one();
    private ConfidencePolicy confidence = ConfidencePolicy.standard();
    private RiskLimits limits = RiskLimits.NONE;
    private @Nullable Exit stopLoss;
    private @Nullable Exit takeProfit;
    private @Nullable Rate trailingStop;
    private boolean signalExits = true;
    private BracketStart bracketStart = BracketStart.FILL;
    private boolean closeAtEnd;
    private String strategyName;
    private String strategySha256 = "";
    private Map<String, String> parameters = Map.of();
    private RunResult.@Nullable Data data;
    private long seed = 42;
    private List<ReceivedSignal> signals = List.of();
    private @Nullable LongConsumer progress;
    private @Nullable BooksWatcher watcher;

    /** Sees the books of both sides, and what happens at the exchange before the line does. */
    interface BooksWatcher {
        void begins(SimExchange exchange, Ledger ofEngine);

        void happened(ExecutionReport report);
    }

    private Backtest(BarColumns bars, Strategy strategy) {
        if (bars.size() == 0) {
            throw new IllegalArgumentException("there are no bars to run over");
        }
        this.bars = bars;
        this.markets.add(bars);
        this.strategy = strategy;
        this.strategyName = strategy.getClass().getSimpleName();
    }

    public static Backtest of(BarColumns bars, Strategy strategy) {
        return new Backtest(bars, strategy);
    }

    /** Over recorded ticks. */
    public static Backtest of(TickSet ticks, Strategy strategy) {
        Backtest backtest = of(ticks.markets().getFirst().bars(), strategy);
        ticks.markets().stream().skip(1).forEach(market -> backtest.with(market.bars()));
        ticks.markets().forEach(market -> market.frames().forEach(backtest::frame));
        backtest.ticks = ticks;
        return backtest;
    }

    /** Over what a reader has read; the result says from which file, and its hash. */
    public static Backtest of(MarketData data, Strategy strategy) {
        return of(data.bars(), strategy).describe(data, data.source());
    }

    /**
     * Another instrument in the same account, with the same equity curve.
     *
     * @throws IllegalArgumentException if it is traded here already, or in another asset
     */
    public Backtest with(BarColumns other) {
        if (other.size() == 0) {
            throw new IllegalArgumentException("there are no bars of " + other.instrument());
        }
        for (BarColumns known : markets) {
            if (known.instrument().equals(other.instrument())) {
                throw new IllegalArgumentException(other.instrument() + " is here already");
            }
        }
        if (!other.instrument().quote().equals(bars.instrument().quote())) {
            throw new IllegalArgumentException("one account is counted in one asset, and " + other.instrument()
                    + " is traded in another than " + bars.instrument());
        }
        markets.add(other);
        return this;
    }

    /**
     * Bars of a longer time frame of an instrument that is traded here: {@link Strategy#onFrame}.
     *
     * @throws IllegalArgumentException if the instrument is not traded here, or its bars are not longer than those it has
     */
    public Backtest frame(BarColumns longer) {
        BarColumns base = markets.stream()
                .filter(known -> known.instrument().equals(longer.instrument()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(longer.instrument() + " is not traded here"));
        if (longer.intervalNanos() <= base.intervalNanos()) {
            throw new IllegalArgumentException("bars of a longer time frame than "
                    + Duration.ofNanos(base.intervalNanos()) + " are needed, these have "
                    + Duration.ofNanos(longer.intervalNanos()));
        }
        frames.add(longer);
        return this;
    }

    /** What the account starts with, in the quote asset. */
    public Backtest cash(String amount) {
        return cash(Money.parse(amount));
    }

    /** What the account starts with, in units of {@link Money}. */
    public Backtest cash(long amount) {
        if (amount <= 0) {
            throw new IllegalArgumentException("cash must be positive, was " + Money.toText(amount));
        }
        cash = amount;
        return this;
    }

    /** How big orders are that do not say so. */
    public Backtest sizing(Sizing how) {
        sizing = how;
        return this;
    }

    /** How hard the market is, what the account allows, and what trading costs. */
    public Backtest exchange(SimConfig how) {
        config = how;
        return this;
    }

    /** What a price must do to fill an order. */
    public Backtest fills(FillModel model) {
        config = config.withFills(model);
        return this;
    }

    /** One fee rate for makers and takers, as a fraction: {@code 0.001}. */
    public Backtest fee(String rate) {
        config = config.withFees(Rate.parse(rate), Rate.parse(rate));
        return this;
    }

    /**
     * How long market data, orders and answers are on their way.
     *
     * @throws IllegalStateException on bars, which have no time inside them
     */
    public Backtest latency(Latencies of) {
        if (ticks == null && of.any()) {
            throw new IllegalStateException("bars have no time inside them: latency needs ticks");
        }
        latencies = of;
        return this;
    }

    /** What goes wrong between the strategy and the exchange. A plan keeps count: each run needs a new one. */
    public Backtest faults(FaultPlan plan) {
        faults = plan;
        return this;
    }

    public Backtest confidence(ConfidencePolicy policy) {
        confidence = policy;
        return this;
    }

    public Backtest limits(RiskLimits risk) {
        limits = risk;
        return this;
    }

    /** A stop-loss for every entry that brings no exits, as a fraction of its fill: {@code 0.02}. */
    public Backtest stopLoss(String fraction) {
        stopLoss = Exit.fractionFromFill(Rate.parse(fraction));
        return this;
    }

    /** A take-profit for every entry that brings no exits, as a fraction of its fill: {@code 0.04}. */
    public Backtest takeProfit(String fraction) {
        takeProfit = Exit.fractionFromFill(Rate.parse(fraction));
        return this;
    }

    /** A trailing stop for every entry that brings no exits, as a fraction of the best close: {@code 0.03}. */
    public Backtest trailingStop(String fraction) {
        trailingStop = Rate.parse(fraction);
        return this;
    }

    /** Exits for every entry that brings none, each as a fraction; null for none. */
    public Backtest exits(@Nullable Rate stop, @Nullable Rate target, @Nullable Rate trailing) {
        stopLoss = stop == null ? null : Exit.fractionFromFill(stop);
        takeProfit = target == null ? null : Exit.fractionFromFill(target);
        trailingStop = trailing;
        return this;
    }

    /** The strategy's own exits are not carried out; only brackets close what it opens. */
    public Backtest noSignalExit() {
        signalExits = false;
        return this;
    }

    public Backtest bracketStart(BracketStart when) {
        bracketStart = when;
        return this;
    }

    /** What is open after the last bar is closed at its close, with a fee. */
    public Backtest closeAtEnd() {
        closeAtEnd = true;
        return this;
    }

    /** What the result is to say of the strategy. */
    public Backtest describe(String name, Map<String, String> params, String sha256) {
        strategyName = name;
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        strategySha256 = sha256;
        return this;
    }

    /**
     * What the result is to say of the data.
     *
     * @param source how the user named them
     */
    public Backtest describe(MarketData from, String source) {
        data = new RunResult.Data(
                source,
                from.sha256(),
                lower(from.kind()),
                from.events(),
                bars.size(),
                from.roundedValues(),
                from.skipped(),
                bars.openTimeNanos(0),
                bars.closeTimeNanos(bars.size() - 1),
                bars.intervalNanos());
        return this;
    }

    /** What the result is to say of the data, where they are more than one file of bars. */
    public Backtest describe(RunResult.Data of) {
        data = of;
        return this;
    }

    /** The seed of whatever is random, written into the receipt. */
    public Backtest seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Agents' signals that arrive meanwhile, each at its own time, of instruments that are traded here. On bars, one that
     * arrives within a bar is told after what the market did in that bar and before its close; orders that follow work from
     * the next bar on. On ticks, it is told after the ticks of its moment. What arrives after the last close is not told.
     */
    public Backtest signals(List<ReceivedSignal> arriving) {
        signals = arriving.stream()
                .sorted(Comparator.comparingLong(ReceivedSignal::receivedNanos))
                .toList();
        return this;
    }

    /** Somebody looks into the books during the run. */
    Backtest watched(BooksWatcher by) {
        watcher = by;
        return this;
    }

    /** Told now and then how many bars are done. */
    public Backtest progress(LongConsumer listener) {
        progress = listener;
        return this;
    }

    /**
     * Runs the strategy over all bars.
     *
     * @throws IllegalArgumentException if a signal is of an instrument that is not traded here
     * @throws dev.tandem.engine.StrategyException if the strategy throws
     */
    public RunResult run() {
        TickSet recorded = ticks;
        for (ReceivedSignal signal : signals) {
            barsOf(signal.signal().instrument());
        }
        if (recorded != null) {
            return runTicks(recorded);
        }
        return markets.size() == 1 && faults == null ? runOne() : runSeveral();
    }

    private RunResult runTicks(TickSet recorded) {
        long started = System.nanoTime();
        ReplayClock clock = new ReplayClock(recorded.startNanos());
        SimExchange exchange = new SimExchange(
                config, markets.stream().map(BarColumns::instrument).toList(), cash, clock);
        TickReplay replay = new TickReplay(recorded, latencies, faults == null, clock, exchange);
        Map<Instrument, BarHistory> histories = new LinkedHashMap<>();
        for (int i = 0; i < markets.size(); i++) {
            histories.put(markets.get(i).instrument(), replay.history(i));
        }
        Ledger ledger = new Ledger(bars.instrument().quote(), cash);
        Engine engine = engine(clock, exchange, ledger, histories, EquityRecording.EACH_MOMENT, replay);
        engine.process(new EngineEvent.Start());
        replay.run(engine, new SignalFeed(signals), () -> step(engine), progress);
        settle(replay);
        engine.process(new EngineEvent.Finish(closeAtEnd));
        settle(replay);
        if (closeAtEnd) {
            exchange.executeAtLastClose();
            settle(replay);
        }
        engine.correctLastEquity();
        exchange.close();
        findings.addAll(replay.findings().sentences());
        return result(engine, exchange, ledger, System.nanoTime() - started);
    }

    private RunResult runSeveral() {
        long started = System.nanoTime();
        ReplayClock clock = new ReplayClock(
                markets.stream().mapToLong(m -> m.openTimeNanos(0)).min().orElseThrow());
        SimExchange exchange = new SimExchange(
                config, markets.stream().map(BarColumns::instrument).toList(), cash, clock);
        MarketReplay replay = new MarketReplay(markets, clock, exchange);
        Map<Instrument, BarHistory> histories = new LinkedHashMap<>();
        for (int i = 0; i < markets.size(); i++) {
            histories.put(markets.get(i).instrument(), replay.history(i));
        }
        Ledger ledger = new Ledger(bars.instrument().quote(), cash);
        Engine engine = engine(clock, exchange, ledger, histories, EquityRecording.EACH_MOMENT, null);
        engine.process(new EngineEvent.Start());
        replay.run(engine, new SignalFeed(signals), () -> step(engine), progress);
        settle(null);
        return finished(engine, exchange, ledger, started);
    }

    private Engine engine(
            EngineClock clock,
            SimExchange exchange,
            Ledger ledger,
            Map<Instrument, BarHistory> histories,
            EquityRecording recording,
            @Nullable TickReplay replay) {
        Engine engine = new Engine(
                strategy,
                clock,
                new Gate(confidence, limits, sizing),
                new EngineOptions("bt", stopLoss, takeProfit, trailingStop, signalExits, bracketStart),
                histories,
                List.of(new EngineAccount(
                        exchange.name(),
                        exchange.capabilities(),
                        ledger,
                        config.takerFee(),
                        inbox -> lane(exchange, clock, inbox, replay))),
                recording);
        frames.forEach(frame -> engine.addFrame(frame.instrument(), new ReplayFrame(frame)));
        FaultyLane lane = faulty;
        Consumer<ExecutionReport> reports = lane == null ? engine::reported : lane::report;
        ExecutionListener line = replay == null ? reports::accept : report -> replay.report(report, reports);
        BooksWatcher somebody = watcher;
        if (somebody != null) {
            somebody.begins(exchange, ledger);
            exchange.init(report -> {
                somebody.happened(report);
                line.onReport(report);
            });
        } else {
            exchange.init(line);
        }
        return engine;
    }

    private ExecutionLane lane(
            SimExchange exchange, EngineClock clock, Consumer<EngineEvent> inbox, @Nullable TickReplay replay) {
        FaultPlan plan = faults;
        if (plan == null) {
            return replay == null ? new DirectLane(exchange, inbox) : replay.lane(inbox);
        }
        FaultyLane lane = new FaultyLane(
                plan,
                clock,
                inbox,
                answers -> replay == null ? FaultyLane.Line.direct(exchange, answers) : replay.lane(answers));
        faulty = lane;
        return lane;
    }

    /** Time goes on, on a line with faults. As in a live session, a stop that was refused or lost on the way is placed again. */
    private void step(Engine engine) {
        FaultyLane lane = faulty;
        if (lane == null) {
            return;
        }
        lane.step();
        if (!engine.unprotected().isEmpty()) {
            engine.process(new EngineEvent.Commanded(new EngineCommand.Rearm("a position without its stop")));
        }
    }

    /** The market is over: what is on its way arrives, what was lost is found out, and so on until nothing is left. */
    private void settle(@Nullable TickReplay replay) {
        FaultyLane lane = faulty;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (replay != null) {
                replay.arriveAll();
            }
            if (lane != null) {
                lane.end();
            }
            if ((replay == null || !replay.hasArrivals()) && (lane == null || lane.isIdle())) {
                return;
            }
        }
    }

    private RunResult finished(Engine engine, SimExchange exchange, Ledger ledger, long started) {
        engine.process(new EngineEvent.Finish(closeAtEnd));
        settle(null);
        if (closeAtEnd) {
            exchange.executeAtLastClose();
            settle(null);
            engine.correctLastEquity();
        }
        exchange.close();
        return result(engine, exchange, ledger, System.nanoTime() - started);
    }

    private RunResult runOne() {
        long started = System.nanoTime();
        Instrument instrument = bars.instrument();
        ReplayBar bar = new ReplayBar(bars);
        BarClock clock = new BarClock(bar);
        SimExchange exchange = new SimExchange(config, List.of(instrument), cash, clock);
        BarReplay replay = new BarReplay(bars, bar, clock, exchange);
        Ledger ledger = new Ledger(instrument.quote(), cash);
        Engine engine =
                engine(clock, exchange, ledger, Map.of(instrument, replay.history()), EquityRecording.AT_FILLS, null);
        engine.process(new EngineEvent.Start());
        replay.run(engine, new SignalFeed(signals), progress);
        return finished(engine, exchange, ledger, started);
    }

    private RunResult result(Engine engine, SimExchange exchange, Ledger ledger, long runNanos) {
        List<Trade> trades = withRows(engine.trades());
        return new RunResult(
                strategyName,
                parameters,
                markets.stream().map(BarColumns::instrument).toList(),
                Objects.requireNonNullElseGet(data, this::describeBars),
                cash,
                ledger.equity(),
                ledger.fees(),
                engine.positions(),
                exchange.bothLegsTouched(),
                engine.bracketDelayMatters(),
                trades,
                engine.orderCounts(),
                ledger.tradedNotional(),
                engine.equityCurve(),
                assumptions(),
                new RunResult.Timing(0, runNanos),
                new RunResult.Receipt(
                        version(), Integer.toString(Runtime.version().feature()), strategySha256, seed),
                List.copyOf(findings),
                null);
    }

    /** The engine counts bars, a trade names rows of the data: they differ where rows were skipped or a part was cut out. */
    private List<Trade> withRows(List<Trade> trades) {
        boolean same = ticks == null
                && markets.stream().allMatch(m -> m.index(0) == 0 && m.index(m.size() - 1) == m.size() - 1);
        if (same) {
            return trades;
        }
        return trades.stream()
                .map(trade -> {
                    BarColumns of = barsOf(trade.instrument());
                    return trade.withRows(
                            row(of, trade.entryIndex()), trade.isOpen() ? -1 : row(of, trade.exitIndex()));
                })
                .toList();
    }

    /** Ticks go on after the last bar: what happens there is counted to it. */
    private static long row(BarColumns of, long bar) {
        return of.index((int) Math.min(bar, of.size() - 1L));
    }

    private BarColumns barsOf(Instrument instrument) {
        for (BarColumns market : markets) {
            if (market.instrument().equals(instrument)) {
                return market;
            }
        }
        throw new IllegalArgumentException(instrument + " is not traded here");
    }

    private RunResult.Data describeBars() {
        return new RunResult.Data(
                "bars",
                "",
                "bars",
                markets.stream().mapToLong(BarColumns::size).sum(),
                markets.stream().mapToLong(BarColumns::size).sum(),
                markets.stream().mapToLong(BarColumns::roundedValues).sum(),
                Map.of(),
                markets.stream().mapToLong(m -> m.openTimeNanos(0)).min().orElseThrow(),
                markets.stream()
                        .mapToLong(m -> m.closeTimeNanos(m.size() - 1))
                        .max()
                        .orElseThrow(),
                bars.intervalNanos());
    }

    /** In the words of the command line; what makes no difference to this run is left out. */
    private Map<String, String> assumptions() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("account", lower(config.account()));
        all.put("fills", lower(config.fills()));
        if (config.makerFee().equals(config.takerFee())) {
            all.put("fee", config.takerFee().toString());
        } else {
            all.put("maker-fee", config.makerFee().toString());
            all.put("taker-fee", config.takerFee().toString());
        }
        all.put("slippage", config.slippage().toString());
        putDistance(all, "stop-loss", stopLoss);
        putDistance(all, "take-profit", takeProfit);
        if (trailingStop != null) {
            all.put("trailing-stop", trailingStop.toString());
        }
        if (stopLoss != null || takeProfit != null || trailingStop != null) {
            all.put("bracket-from", bracketStart == BracketStart.FILL ? "fill" : "next-bar");
            all.put("signal-exits", signalExits ? "yes" : "no");
        }
        if (config.participation().units() > 0) {
            all.put("participation", config.participation().toString());
        }
        if (ticks != null) {
            all.put("replay", "ticks");
            all.put("queue", config.queueModel().toString());
            all.put("book-gap", lower(ticks.policy().gap()));
            all.put("book-crossed", lower(ticks.policy().crossed()));
        }
        FaultPlan plan = faults;
        if (plan != null) {
            all.put(
                    "faults",
                    plan + ", met "
                            + plan.met().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum());
        }
        all.put("latency", latencies.toString());
        all.put("market impact", "none");
        return all;
    }

    private static void putDistance(Map<String, String> all, String name, @Nullable Exit exit) {
        if (exit instanceof Exit.FromFill(Rate distance)) {
            all.put(name, distance.toString());
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String version() {
        String version = Backtest.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
