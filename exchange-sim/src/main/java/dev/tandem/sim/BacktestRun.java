package dev.tandem.sim;

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
import dev.tandem.gate.Gate;
import dev.tandem.ledger.Ledger;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Instrument;
import dev.tandem.model.ReceivedSignal;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import dev.tandem.strategy.BarHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of a {@link Backtest}: market, engine and exchange are put together, played to the end, and described. */
final class BacktestRun {
    /** A strategy that answers each refusal with the next order is not waited for forever. */
    private static final int MOST_ROUNDS = 1_000;

    private final Backtest setup;
    private final List<String> findings = new ArrayList<>();
    private @Nullable FaultyLane faulty;

    BacktestRun(Backtest setup) {
        this.setup = setup;
    }

    RunResult run() {
        TickSet recorded = setup.ticks;
        for (ReceivedSignal signal : setup.signals) {
            barsOf(signal.signal().instrument());
        }
        if (recorded != null) {
            return runTicks(recorded);
        }
        return setup.markets.size() == 1 && setup.faults == null ? runOne() : runSeveral();
    }

    private RunResult runTicks(TickSet recorded) {
        long started = System.nanoTime();
        ReplayClock clock = new ReplayClock(recorded.startNanos());
        SimExchange exchange = new SimExchange(
                setup.config, setup.markets.stream().map(BarColumns::instrument).toList(), setup.cash, clock);
        TickReplay replay = new TickReplay(recorded, setup.latencies, setup.faults == null, clock, exchange);
        Map<Instrument, BarHistory> histories = new LinkedHashMap<>();
        for (int i = 0; i < setup.markets.size(); i++) {
            histories.put(setup.markets.get(i).instrument(), replay.history(i));
        }
        Ledger ledger = new Ledger(setup.bars.instrument().quote(), setup.cash);
        Engine engine = engine(clock, exchange, ledger, histories, EquityRecording.EACH_MOMENT, replay);
        engine.process(new EngineEvent.Start());
        replay.run(engine, new SignalFeed(setup.signals), () -> step(engine), setup.progress);
        settle(replay);
        engine.process(new EngineEvent.Finish(setup.closeAtEnd));
        settle(replay);
        if (setup.closeAtEnd) {
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
                setup.markets.stream().mapToLong(m -> m.openTimeNanos(0)).min().orElseThrow());
        SimExchange exchange = new SimExchange(
                setup.config, setup.markets.stream().map(BarColumns::instrument).toList(), setup.cash, clock);
        MarketReplay replay = new MarketReplay(setup.markets, clock, exchange);
        Map<Instrument, BarHistory> histories = new LinkedHashMap<>();
        for (int i = 0; i < setup.markets.size(); i++) {
            histories.put(setup.markets.get(i).instrument(), replay.history(i));
        }
        Ledger ledger = new Ledger(setup.bars.instrument().quote(), setup.cash);
        Engine engine = engine(clock, exchange, ledger, histories, EquityRecording.EACH_MOMENT, null);
        engine.process(new EngineEvent.Start());
        replay.run(engine, new SignalFeed(setup.signals), () -> step(engine), setup.progress);
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
                setup.strategy,
                clock,
                new Gate(setup.confidence, setup.limits, setup.sizing),
                new EngineOptions(
                        "bt",
                        setup.stopLoss,
                        setup.takeProfit,
                        setup.trailingStop,
                        setup.signalExits,
                        setup.bracketStart),
                histories,
                List.of(new EngineAccount(
                        exchange.name(),
                        exchange.capabilities(),
                        ledger,
                        setup.config.takerFee(),
                        inbox -> lane(exchange, clock, inbox, replay))),
                recording);
        setup.frames.forEach(frame -> engine.addFrame(frame.instrument(), new ReplayFrame(frame)));
        FaultyLane lane = faulty;
        Consumer<ExecutionReport> reports = lane == null ? engine::reported : lane::report;
        ExecutionListener line = replay == null ? reports::accept : report -> replay.report(report, reports);
        Backtest.BooksWatcher somebody = setup.watcher;
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
        FaultPlan plan = setup.faults;
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
        engine.process(new EngineEvent.Finish(setup.closeAtEnd));
        settle(null);
        if (setup.closeAtEnd) {
            exchange.executeAtLastClose();
            settle(null);
            engine.correctLastEquity();
        }
        exchange.close();
        return result(engine, exchange, ledger, System.nanoTime() - started);
    }

    private RunResult runOne() {
        long started = System.nanoTime();
        Instrument instrument = setup.bars.instrument();
        ReplayBar bar = new ReplayBar(setup.bars);
        BarClock clock = new BarClock(bar);
        SimExchange exchange = new SimExchange(setup.config, List.of(instrument), setup.cash, clock);
        BarReplay replay = new BarReplay(setup.bars, bar, clock, exchange);
        Ledger ledger = new Ledger(instrument.quote(), setup.cash);
        Engine engine =
                engine(clock, exchange, ledger, Map.of(instrument, replay.history()), EquityRecording.AT_FILLS, null);
        engine.process(new EngineEvent.Start());
        replay.run(engine, new SignalFeed(setup.signals), setup.progress);
        return finished(engine, exchange, ledger, started);
    }

    private RunResult result(Engine engine, SimExchange exchange, Ledger ledger, long runNanos) {
        List<Trade> trades = withRows(engine.trades());
        return new RunResult(
                setup.strategyName,
                setup.parameters,
                setup.markets.stream().map(BarColumns::instrument).toList(),
                Objects.requireNonNullElseGet(setup.data, this::describeBars),
                setup.cash,
                ledger.equity(),
                ledger.fees(),
                engine.positions(),
                exchange.bothLegsTouched(),
                engine.bracketDelayMatters(),
                trades,
                engine.orderCounts(),
                ledger.tradedNotional(),
                engine.equityCurve(),
                Assumptions.of(setup),
                new RunResult.Timing(0, runNanos),
                new RunResult.Receipt(
                        version(), Integer.toString(Runtime.version().feature()), setup.strategySha256, setup.seed),
                List.copyOf(findings),
                null);
    }

    /** The engine counts bars, a trade names rows of the data: they differ where rows were skipped or a part was cut out. */
    private List<Trade> withRows(List<Trade> trades) {
        boolean same = setup.ticks == null
                && setup.markets.stream().allMatch(m -> m.index(0) == 0 && m.index(m.size() - 1) == m.size() - 1);
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
        for (BarColumns market : setup.markets) {
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
                setup.markets.stream().mapToLong(BarColumns::size).sum(),
                setup.markets.stream().mapToLong(BarColumns::size).sum(),
                setup.markets.stream().mapToLong(BarColumns::roundedValues).sum(),
                Map.of(),
                setup.markets.stream().mapToLong(m -> m.openTimeNanos(0)).min().orElseThrow(),
                setup.markets.stream()
                        .mapToLong(m -> m.closeTimeNanos(m.size() - 1))
                        .max()
                        .orElseThrow(),
                setup.bars.intervalNanos());
    }

    private static String version() {
        String version = BacktestRun.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
