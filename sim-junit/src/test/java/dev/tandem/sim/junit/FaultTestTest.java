package dev.tandem.sim.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Times;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import dev.tandem.sim.Backtest;
import dev.tandem.sim.Fault;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.EventType;
import org.junit.platform.testkit.engine.Events;

/** What is written above a test, and what is said when it fails. */
class FaultTestTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");

    /** A strategy that reads what it is told: one unit at most, whatever happens. */
    @FaultTest(rate = 0.3, runs = 40)
    void whoLooksAtThePositionNeverHoldsTwoUnits(Faults faults) {
        BarColumns bars = bars(200, faults.seed());
        MostHeld careful = new MostHeld(true);
        RunResult result = Backtest.of(bars, careful).faults(faults.plan()).run();

        assertThat(careful.most).isEqualTo(1_000);
        assertThat(result.equity() - Money.parse("1000000"))
                .isEqualTo(result.trades().stream().mapToLong(Trade::pnl).sum());
    }

    @FaultTest(script = {"1 reject", "1 lose-answer\n2 duplicate"})
    void scriptsSayWhatHappensToWhichOrder(Faults faults) {
        List<Fault> wanted = faults.seed() == 1 ? List.of(Fault.REJECT) : List.of(Fault.LOSE_ANSWER, Fault.DUPLICATE);
        var plan = faults.plan();
        Backtest.of(bars(50, 1), new MostHeld(true)).faults(plan).run();

        assertThat(plan.met().keySet()).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @FaultTest(rate = 1, runs = 3, kinds = Fault.REJECT)
    void onlyTheFaultsThatAreNamed(Faults faults) {
        var plan = faults.plan();
        RunResult result =
                Backtest.of(bars(50, 1), new MostHeld(true)).faults(plan).run();

        assertThat(plan.met()).containsOnlyKeys(Fault.REJECT);
        assertThat(result.trades()).isEmpty();
    }

    @Test
    void aFailureSaysTheSeedWhatHappenedTheFewestFaultsAndHowToRepeat() {
        Event failed = only("forgetsThatAnOrderMayBeRefused", failures("forgetsThatAnOrderMayBeRefused"));
        String message = message(failed);

        assertThat(message)
                .containsPattern("under faults, seed \\d+:")
                .containsPattern("what orders met: [0-9]+ [a-z-]+.* \\(of \\d+ orders\\)")
                .containsPattern("it fails with no more than: \\d+ reject\n")
                .containsPattern("to repeat: -Dtandem.faults.seed=\\d+, or @FaultTest\\(script = \"")
                .contains("to hold at most one unit");
        assertThat(failed.getPayload(org.junit.platform.engine.TestExecutionResult.class)
                        .orElseThrow()
                        .getThrowable()
                        .orElseThrow())
                .hasCauseInstanceOf(AssertionError.class);
    }

    @Test
    void theSeedThatFailedFailsAloneAndSoDoesTheScript() {
        String message = message(only("x", failures("forgetsThatAnOrderMayBeRefused")));
        String seed = message.replaceAll("(?s).*faults.seed=(\\d+).*", "$1");
        System.setProperty(FaultExtension.ONLY_SEED, seed);
        try {
            Events tests = run("forgetsThatAnOrderMayBeRefused").testEvents();
            assertThat(tests.started().count()).isEqualTo(1);
            assertThat(message(tests.failed().list().getFirst())).isEqualTo(message);
        } finally {
            System.clearProperty(FaultExtension.ONLY_SEED);
        }
        assertThat(message(only("x", failures("failsWithTheScript"))))
                .contains(
                        "under faults, script 3 duplicate, 26 reject:",
                        "it fails with no more than: 26 reject",
                        "to repeat: @FaultTest(script = \"26 reject\")",
                        "it holds 2000");
    }

    @Test
    void whatFailsWithoutFaultsTooIsSaid() {
        assertThat(message(failures("isWrongAnyway").getFirst())).contains("it fails without any fault too");
    }

    @Test
    void aTestInWhichNothingCanGoWrongFails() {
        assertThat(message(only("x", failures("takesNoFaults")))).contains("a parameter of type Faults");
        assertThat(message(only("x", failures("givesThePlanToNobody")))).contains("no order left the strategy");
        assertThat(message(only("x", failures("isOverBeforeTheScript"))))
                .contains("not all of the script happened: 5 orders left")
                .contains("900 reject");
        assertThat(failures("hasAlmostNeverAFault").stream().map(FaultTestTest::message))
                .singleElement()
                .asString()
                .contains("in 2 runs of", "no order met a fault");
    }

    @Test
    void whatIsWrongWithTheAnnotationIsSaidBeforeTheTestRuns() {
        assertThat(message(only("x", failures("hasAScriptThatCannotBeRead")))).contains("1 explode");
        assertThat(message(only("x", failures("hasNoRuns")))).contains("at least 1 is needed");
        assertThat(message(only("x", failures("hasARateThatCannotBe")))).contains("from 0 to 1");
    }

    @Test
    void anAssumptionThatDoesNotHoldIsNoFailure() {
        assertThat(run("isSkipped").testEvents().aborted().count()).isEqualTo(1);
    }

    // What is run to see what is said

    static final class Inside {
        @FaultTest(rate = 0.3, runs = 3, seed = 11)
        void forgetsThatAnOrderMayBeRefused(Faults faults) {
            MostHeld careless = new MostHeld(false);
            Backtest.of(bars(200, 1), careless).faults(faults.plan()).run();
            Assumptions.assumeTrue(faults.seed() == 11 || careless.most == 1_000, "one failure is enough");
            assertThat(careless.most).as("to hold at most one unit").isEqualTo(1_000);
        }

        @FaultTest(script = "3 duplicate\n26 reject")
        void failsWithTheScript(Faults faults) {
            MostHeld careless = new MostHeld(false);
            Backtest.of(bars(200, 1), careless).faults(faults.plan()).run();
            if (careless.most > 1_000) {
                throw new IllegalStateException("it holds " + careless.most);
            }
        }

        @FaultTest(runs = 1, rate = 0.5)
        void isWrongAnyway(Faults faults) {
            Backtest.of(bars(200, 1), new MostHeld(true)).faults(faults.plan()).run();
            assertThat(1).isEqualTo(2);
        }

        @FaultTest(runs = 1)
        void takesNoFaults() {
            assertThat(bars(2, 1).size()).isEqualTo(2);
        }

        @FaultTest(runs = 1)
        void givesThePlanToNobody(Faults faults) {
            assertThat(faults.plan().met()).isEmpty();
        }

        @FaultTest(script = "900 reject")
        void isOverBeforeTheScript(Faults faults) {
            Backtest.of(bars(8, 1), new MostHeld(true)).faults(faults.plan()).run();
        }

        @FaultTest(runs = 2, rate = 0.000001)
        void hasAlmostNeverAFault(Faults faults) {
            Backtest.of(bars(50, 1), new MostHeld(true)).faults(faults.plan()).run();
        }

        @FaultTest(script = "1 explode")
        void hasAScriptThatCannotBeRead(Faults faults) {
            faults.plan();
        }

        @FaultTest(runs = 0)
        void hasNoRuns(Faults faults) {
            faults.plan();
        }

        @FaultTest(rate = 2)
        void hasARateThatCannotBe(Faults faults) {
            faults.plan();
        }

        @FaultTest(runs = 1)
        void isSkipped(Faults faults) {
            Assumptions.abort("not today, seed " + faults.seed());
        }
    }

    private static org.junit.platform.testkit.engine.EngineExecutionResults run(String method) {
        boolean plain = method.equals("takesNoFaults");
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(Inside.class, method, plain ? "" : Faults.class.getName()))
                .execute();
    }

    private static List<Event> failures(String method) {
        return run(method).allEvents().list().stream()
                .filter(event -> event.getType() == EventType.FINISHED)
                .filter(event -> event.getPayload(org.junit.platform.engine.TestExecutionResult.class)
                        .map(result ->
                                result.getStatus() == org.junit.platform.engine.TestExecutionResult.Status.FAILED)
                        .orElse(false))
                .toList();
    }

    private static Event only(String what, List<Event> events) {
        assertThat(events).as(what).hasSize(1);
        return events.getFirst();
    }

    private static String message(Event failed) {
        return String.valueOf(failed.getPayload(org.junit.platform.engine.TestExecutionResult.class)
                .orElseThrow()
                .getThrowable()
                .orElseThrow()
                .getMessage());
    }

    /** Buys one unit when it has none, sells it four bars later, and remembers the most it ever held. */
    private static final class MostHeld implements Strategy {
        private final boolean careful;
        private boolean bought;
        private boolean waiting;
        private long most;

        /** @param careful whether it waits for what has become of an order */
        MostHeld(boolean careful) {
            this.careful = careful;
        }

        @Override
        public void onBar(Bar bar, Trader trader) {
            boolean flat = careful ? trader.position().isFlat() && !waiting : !bought;
            if (flat && bar.index() % 3 == 0) {
                Order order = trader.submit(OrderRequest.buy(BTC).quantity("1").build());
                waiting = !order.status().isTerminal();
            } else if (!trader.position().isFlat() && bar.index() % 3 == 2) {
                trader.close();
                bought = false;
            }
        }

        @Override
        public void onOrder(Order order, Trader trader) {
            if (order.status() == OrderStatus.UNCONFIRMED) {
                bought = false;
            }
            waiting &= !order.status().isTerminal();
        }

        @Override
        public void onFill(Fill fill, Trader trader) {
            bought = !trader.position().isFlat();
            waiting = false;
            most = Math.max(most, Math.abs(trader.position().lots()));
        }
    }

    private static BarColumns bars(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BarColumns.Builder bars = new BarColumns.Builder(BTC, 60 * Times.SECOND);
        long price = 10_000;
        for (int i = 0; i < count; i++) {
            long close = Math.max(1_000, price + random.nextInt(-90, 91));
            bars.add(i * 60 * Times.SECOND, price, Math.max(price, close), Math.min(price, close), close, 1);
            price = close;
        }
        return bars.build();
    }
}
