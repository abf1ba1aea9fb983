package dev.tandem.sim;

import dev.tandem.engine.BracketStart;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.ledger.Ledger;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.MarketData;
import dev.tandem.model.Exit;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.model.ReceivedSignal;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.result.RunResult;
import dev.tandem.sim.match.FillModel;
import dev.tandem.strategy.Strategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    final BarColumns bars;
    final List<BarColumns> markets = new ArrayList<>();
    final List<BarColumns> frames = new ArrayList<>();

    @Nullable
    TickSet ticks;

    Latencies latencies = Latencies.NONE;

    @Nullable
    FaultPlan faults;

    final Strategy strategy;
    SimConfig config = SimConfig.standard();
    long cash = Money.parse("1000000");
    Sizing sizing = Sizing.one();
    ConfidencePolicy confidence = ConfidencePolicy.standard();
    RiskLimits limits = RiskLimits.NONE;

    @Nullable
    Exit stopLoss;

    @Nullable
    Exit takeProfit;

    @Nullable
    Rate trailingStop;

    boolean signalExits = true;
    BracketStart bracketStart = BracketStart.FILL;
    boolean closeAtEnd;
    String strategyName;
    String strategySha256 = "";
    Map<String, String> parameters = Map.of();
    RunResult.@Nullable Data data;
    long seed = 42;
    List<ReceivedSignal> signals = List.of();

    @Nullable
    LongConsumer progress;

    @Nullable
    BooksWatcher watcher;

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
                Assumptions.word(from.kind()),
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
        return new BacktestRun(this).run();
    }
}
