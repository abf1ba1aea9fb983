package dev.tandem.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.engine.BracketStart;
import dev.tandem.engine.DirectLane;
import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineCommand;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.EngineOptions;
import dev.tandem.engine.EquityRecording;
import dev.tandem.engine.ReplayClock;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.gate.TradingState;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.Balance;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Position;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.RejectReason;
import dev.tandem.sim.SimConfig;
import dev.tandem.sim.SimExchange;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that stops a strategy, and what it may still do then. */
class SafetyTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");
    private static final SafetyLimits NONE = SafetyLimits.standard()
            .withOrdersPerMinute(SafetyLimits.OFF)
            .withDenialsInARow(SafetyLimits.OFF)
            .withRejectsInARow(SafetyLimits.OFF)
            .withStaleFeed(null)
            .withClockSkew(null);

    @TempDir
    Path directory;

    private final ReplayClock clock = new ReplayClock(0);
    private final SimExchange exchange =
            new SimExchange(SimConfig.standard(), List.of(BTC), Money.parse("1000000"), clock);
    private final Ledger ledger = new Ledger("USD", Money.parse("1000000"));
    private int bar;

    /** Submits so many orders at each close. */
    private Engine engine(int ordersPerBar, RiskLimits limits) {
        return engine(
                new Strategy() {
                    @Override
                    public void onBar(Bar closed, Trader trader) {
                        for (int i = 0; i < ordersPerBar; i++) {
                            trader.submit(
                                    OrderRequest.of(BTC, Side.BUY).lots(1000).build());
                        }
                    }
                },
                limits);
    }

    private Engine engine(Strategy strategy, RiskLimits limits) {
        Engine[] built = new Engine[1];
        BarHistory empty = new BarHistory() {
            @Override
            public int size() {
                return 0;
            }

            @Override
            public Bar bar(int index) {
                throw new IndexOutOfBoundsException(index);
            }

            @Override
            public long closeTicks(int index) {
                throw new IndexOutOfBoundsException(index);
            }
        };
        built[0] = new Engine(
                strategy,
                clock,
                new Gate(ConfidencePolicy.standard(), limits, Sizing.one()),
                new EngineOptions("t", null, null, null, true, BracketStart.FILL),
                Map.of(BTC, empty),
                List.of(new EngineAccount(
                        exchange.name(),
                        exchange.capabilities(),
                        ledger,
                        Rate.parse("0.001"),
                        inbox -> new DirectLane(exchange, inbox))),
                EquityRecording.EACH_CLOSE);
        built[0].haltOnFailure();
        exchange.init(report -> built[0].process(new EngineEvent.Reported(report)));
        return built[0];
    }

    private void bar(Engine engine, long price) {
        long open = bar++ * 60 * Times.SECOND;
        Bar next = new BarRecord(BTC, bar, open, open + 60 * Times.SECOND, price, price, price, price, 1);
        exchange.open(next);
        exchange.rest(next);
        clock.advanceTo(next.closeTimeNanos());
        engine.process(new EngineEvent.BarClosed(next));
    }

    private static void assertChange(@Nullable EngineCommand command, TradingState state, String cause) {
        assertThat(command).isInstanceOf(EngineCommand.ChangeState.class);
        if (command instanceof EngineCommand.ChangeState change) {
            assertThat(change.state()).isEqualTo(state);
            assertThat(change.cause()).contains(cause);
        }
    }

    private @Nullable EngineCommand after(SafetyLimits limits, RiskLimits risk, int ordersPerBar, long... prices) {
        Engine engine = engine(ordersPerBar, risk);
        Safety safety = new Safety(limits, risk.dailyLoss());
        safety.startAt(engine);
        EngineCommand command = null;
        for (long price : prices) {
            bar(engine, price);
            command = command == null ? safety.check(engine, clock.nanos()) : command;
        }
        return command;
    }

    @Test
    void nothingStopsAStrategyThatDoesNothingWrong() {
        assertThat(after(SafetyLimits.standard(), RiskLimits.NONE, 1, 1000, 1000, 1100))
                .isNull();
    }

    /** A person may let a strategy go on that is over the limit; what it sends in a minute does not pile up here. */
    @Test
    void aFloodIsRememberedOnlyAsFarAsItTakesToCallItOne() {
        Engine engine = engine(1, RiskLimits.NONE);
        Safety limited = new Safety(NONE.withOrdersPerMinute(60), RiskLimits.NONE.dailyLoss());
        Safety unlimited = new Safety(NONE, RiskLimits.NONE.dailyLoss());
        limited.startAt(engine);
        unlimited.startAt(engine);
        EngineCommand command = null;
        for (int i = 0; i < 500; i++) {
            bar(engine, 100_000);
            command = limited.check(engine, 1_000 + i);
            unlimited.check(engine, 1_000 + i);
        }
        assertThat(engine.orderCounts().submitted()).isEqualTo(500);
        assertChange(command, TradingState.HALTED, "61 orders in a minute (limit 60)");
        assertThat(limited.remembered()).isEqualTo(61);
        assertThat(unlimited.remembered()).isZero();
    }

    @Test
    void aDaysLossLetsItReduceOnly() {
        RiskLimits risk = RiskLimits.NONE.withDailyLoss(Money.parse("3"));
        assertChange(
                after(NONE, risk, 1, 100_000, 100_000, 99_500), TradingState.REDUCING, "has reached the limit of 3");
    }

    @Test
    void aLimitOfZeroIsTheStrictestAndNotNone() {
        Engine engine = engine(1, RiskLimits.NONE.withDailyLoss(0));
        bar(engine, 100_000);
        assertThat(engine.orderCounts().denials()).containsEntry("daily-loss", 1L);
        assertThat(engine.orderCounts().submitted()).isZero();
    }

    @Test
    void aDrawdownLetsItReduceOnly() {
        SafetyLimits limits = NONE.withDrawdown(Rate.parse("0.000005"));
        assertChange(
                after(limits, RiskLimits.NONE, 1, 100_000, 100_000, 120_000, 99_000),
                TradingState.REDUCING,
                "below its highest close");
    }

    @Test
    void aDrawdownOfZeroStopsAtTheFirstLoss() {
        SafetyLimits limits = NONE.withDrawdown(Rate.ZERO);
        assertChange(
                after(limits, RiskLimits.NONE, 1, 100_000, 100_000, 99_999), TradingState.REDUCING, "highest close");
    }

    @Test
    void whatIsNoNumberIsNoLimit() {
        assertThatThrownBy(() -> Rate.parse("NaN")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NONE.withRejectsInARow(-1)).hasMessageContaining("must not be negative, was -1");
        assertThatThrownBy(() -> NONE.withDrawdown(Rate.parse("1.5"))).hasMessageContaining("from 0 to 1");
    }

    @Test
    void tooManyOrdersAMinuteHaltIt() {
        assertChange(
                after(NONE.withOrdersPerMinute(9), RiskLimits.NONE, 10, 1000),
                TradingState.HALTED,
                "10 orders in a minute (limit 9)");
        assertThat(new Safety(NONE, RiskLimits.OFF)).isNotNull();
    }

    @Test
    void denialsInARowHaltIt() {
        RiskLimits risk = RiskLimits.NONE.withOrderNotional(0);
        assertChange(
                after(NONE.withDenialsInARow(3), risk, 1, 1000, 1000, 1000),
                TradingState.HALTED,
                "3 orders in a row were denied (limit 3)");
    }

    @Test
    void rejectsInARowHaltIt() {
        Engine engine = engine(0, RiskLimits.NONE);
        Safety safety = new Safety(NONE.withRejectsInARow(2), RiskLimits.OFF);
        safety.startAt(engine);
        EngineEvent rejected =
                new EngineEvent.Reported(new ExecutionReport.Rejected(new ClientOrderId("t", 1), "-2010", "no", 0));
        safety.saw(rejected);
        assertThat(safety.check(engine, 0)).isNull();
        safety.saw(rejected);
        assertChange(safety.check(engine, 0), TradingState.HALTED, "has refused 2 orders in a row (limit 2)");
        safety.resumed();
        assertThat(safety.check(engine, 0)).isNull();
    }

    @Test
    void exitsThatTheMarketHasPassedAreNoFaultOfTheVenue() {
        Engine engine = engine(0, RiskLimits.NONE);
        Safety safety = new Safety(NONE.withRejectsInARow(2), RiskLimits.OFF);
        safety.startAt(engine);
        for (int i = 0; i < 5; i++) {
            safety.saw(new EngineEvent.Reported(new ExecutionReport.Rejected(
                    new ClientOrderId("t", i), "-2010", "no", 0, RejectReason.STOP_PASSED)));
        }
        assertThat(safety.check(engine, 0)).isNull();
    }

    @Test
    void aSilentFeedLetsItReduceOnlyUntilItSpeaksAgain() {
        Engine engine = engine(0, RiskLimits.NONE);
        Safety safety = new Safety(NONE.withStaleFeed(Duration.ofSeconds(60)), RiskLimits.OFF);
        assertThat(safety.feed(engine, 59 * Times.SECOND)).isNull();
        EngineCommand stale = safety.feed(engine, 61 * Times.SECOND);
        assertChange(stale, TradingState.REDUCING, "due for 61 s (limit 60 s)");
        if (stale != null) {
            engine.process(new EngineEvent.Commanded(stale));
        }
        assertThat(engine.tradingState()).isEqualTo(TradingState.REDUCING);
        assertChange(safety.feed(engine, -Times.SECOND), TradingState.ACTIVE, "back");
    }

    @Test
    void aVenueWhoseClockIsOffHaltsIt() {
        Engine engine = engine(0, RiskLimits.NONE);
        Safety safety = new Safety(NONE.withClockSkew(Duration.ofSeconds(2)), RiskLimits.OFF);
        assertThat(safety.health(engine, new Health(Health.State.HEALTHY, "", Duration.ofMillis(1999))))
                .isNull();
        assertChange(
                safety.health(engine, new Health(Health.State.HEALTHY, "", Duration.ofMillis(-2000))),
                TradingState.HALTED,
                "-2000 ms from ours (limit 2000 ms)");
    }

    @Test
    void aKillFileHaltsIt() throws IOException {
        Path file = directory.resolve("kill");
        Engine engine = engine(0, RiskLimits.NONE);
        Safety safety = new Safety(NONE.withKillFile(file), RiskLimits.OFF);
        assertThat(safety.check(engine, 0)).isNull();
        Files.createFile(file);
        assertChange(safety.check(engine, 0), TradingState.HALTED, "kill file");
    }

    @Test
    void lessInTheAccountThanIsHeldIsADifference() {
        Position held = new Position(BTC, 1000, 0);
        AccountClaims alone = new AccountClaims();
        assertThat(alone.shortfall("a", held, List.of(new Balance("BTC", Money.parse("0.9"), Money.parse("0.1")))))
                .isNull();
        assertThat(alone.shortfall("a", held, List.of(new Balance("BTC", Money.parse("0.9"), 0))))
                .isEqualTo("the engine holds 1, the account has 0.9");
    }

    @Test
    void aHaltedStrategyIsDeniedInWordsAndAResumedOneTrades() {
        Engine engine = engine(1, RiskLimits.NONE);
        engine.process(new EngineEvent.Commanded(new EngineCommand.ChangeState(TradingState.HALTED, "kill file")));
        bar(engine, 1000);
        assertThat(engine.orderCounts().denials()).containsEntry("trading-state", 1L);
        assertThat(engine.orderCounts().denialExamples().get("trading-state"))
                .isEqualTo("trading is halted (kill file): nothing passes");
        engine.process(new EngineEvent.Commanded(new EngineCommand.ChangeState(TradingState.ACTIVE, "")));
        bar(engine, 1000);
        bar(engine, 1000);
        assertThat(engine.positions().getFirst().lots()).isEqualTo(1000);
    }

    @Test
    void flattenClosesWhatIsHeldAndCancelsWhatRests() {
        Engine engine = engine(
                new Strategy() {
                    @Override
                    public void onBar(Bar closed, Trader trader) {
                        if (closed.index() == 1) {
                            trader.submit(OrderRequest.of(BTC, Side.BUY)
                                    .lots(1000)
                                    .stopLoss(dev.tandem.model.Exit.percentFromFill("5"))
                                    .build());
                            trader.submit(OrderRequest.of(BTC, Side.BUY)
                                    .limitTicks(10)
                                    .lots(1000)
                                    .build());
                        }
                    }
                },
                RiskLimits.NONE);
        bar(engine, 1000);
        bar(engine, 1000);
        assertThat(engine.positions().getFirst().lots()).isEqualTo(1000);
        assertThat(engine.unprotected()).isEmpty();
        engine.process(new EngineEvent.Commanded(new EngineCommand.Flatten("test")));
        bar(engine, 1000);
        assertThat(engine.positions().getFirst().isFlat()).isTrue();
        assertThat(engine.openOrders()).isEmpty();
        assertThat(exchange.openOrders()).isEmpty();
    }

    /** What a person does who wants out, and to stay out. */
    @Test
    void haltAndThenFlattenClosesAndTheStrategyStaysOut() {
        Engine engine = engine(
                new Strategy() {
                    @Override
                    public void onBar(Bar closed, Trader trader) {
                        if (trader.position().isFlat()) {
                            trader.submit(OrderRequest.of(BTC, Side.BUY)
                                    .lots(1000)
                                    .stopLoss(dev.tandem.model.Exit.percentFromFill("5"))
                                    .build());
                        }
                    }
                },
                RiskLimits.NONE);
        bar(engine, 1000);
        bar(engine, 1000);
        assertThat(engine.positions().getFirst().lots()).isEqualTo(1000);
        engine.process(new EngineEvent.Commanded(new EngineCommand.ChangeState(TradingState.HALTED, "a person")));
        engine.process(new EngineEvent.Commanded(new EngineCommand.Flatten("a person")));
        bar(engine, 1000);
        bar(engine, 1000);
        assertThat(engine.positions().getFirst().isFlat()).isTrue();
        assertThat(engine.openOrders()).isEmpty();
        assertThat(exchange.openOrders()).isEmpty();
        assertThat(engine.orderCounts().denials()).containsKey("trading-state");
    }

    @Test
    void aStopThatTheVenueHasLostIsMissedAndPlacedAgain() {
        Engine engine = engine(
                new Strategy() {
                    @Override
                    public void onBar(Bar closed, Trader trader) {
                        if (closed.index() == 1) {
                            trader.submit(OrderRequest.of(BTC, Side.BUY)
                                    .lots(1000)
                                    .stopLoss(dev.tandem.model.Exit.percentFromFill("5"))
                                    .build());
                        }
                    }
                },
                RiskLimits.NONE);
        bar(engine, 1000);
        bar(engine, 1000);
        ClientOrderId stop = engine.openOrders().getFirst().id();
        engine.process(new EngineEvent.Reported(new ExecutionReport.Canceled(stop, "venue", 0)));
        assertThat(engine.unprotected())
                .singleElement()
                .satisfies(naked -> assertThat(naked.lots()).isEqualTo(1000));
        engine.process(new EngineEvent.Commanded(new EngineCommand.Rearm("test")));
        assertThat(engine.unprotected()).isEmpty();
        assertThat(engine.openOrders())
                .singleElement()
                .satisfies(order -> assertThat(order.id()).isNotEqualTo(stop));
    }

    @Test
    void aStrategyThatThrowsIsHaltedAndItsStopStays() {
        Engine engine = engine(
                new Strategy() {
                    @Override
                    public void onBar(Bar closed, Trader trader) {
                        if (closed.index() == 1) {
                            trader.submit(OrderRequest.of(BTC, Side.BUY)
                                    .lots(1000)
                                    .stopLoss(dev.tandem.model.Exit.percentFromFill("5"))
                                    .build());
                        } else {
                            throw new IllegalStateException("no idea");
                        }
                    }
                },
                RiskLimits.NONE);
        bar(engine, 1000);
        bar(engine, 1000);
        assertThat(engine.tradingState()).isEqualTo(TradingState.HALTED);
        assertThat(engine.tradingStateCause()).contains("no idea");
        engine.process(new EngineEvent.Commanded(new EngineCommand.ChangeState(TradingState.ACTIVE, "please")));
        assertThat(engine.tradingState()).isEqualTo(TradingState.HALTED);
        bar(engine, 900);
        assertThat(engine.positions().getFirst().isFlat())
                .as("its stop still works")
                .isTrue();
    }
}
