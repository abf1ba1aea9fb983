package dev.tandem.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.engine.BracketStart;
import dev.tandem.examples.RsiLimit;
import dev.tandem.examples.SmaCross;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import dev.tandem.result.ExitReason;
import dev.tandem.sim.SimConfig;
import dev.tandem.sim.book.EarlyTrigger;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CrashAnywhereTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");
    private static final long MINUTE = 60 * Times.SECOND;

    private static BarColumns bars(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        BarColumns.Builder columns = new BarColumns.Builder(BTC, MINUTE);
        long close = 1_000_000;
        long time = 1_700_000_040L * Times.SECOND;
        for (int i = 0; i < count; i++, time += MINUTE) {
            long open = close + random.nextLong(-3_000, 3_001);
            close = Math.max(100_000, open + random.nextLong(-15_000, 15_001));
            long high = Math.max(open, close) + random.nextLong(8_000);
            long low = Math.min(open, close) - random.nextLong(8_000);
            columns.add(new BarRecord(BTC, i, time, time + MINUTE, open, high, low, close, 1.0));
        }
        return columns.build();
    }

    private static CrashAnywhere brackets() {
        return CrashAnywhere.of(bars(1, 650), () -> new SmaCross(2, 5))
                .stopLoss("0.01")
                .takeProfit("0.015");
    }

    @TestFactory
    Stream<DynamicTest> aStrategyWithBracketsSurvives() {
        CrashAnywhere crash = brackets();
        assertThat(crash.orders()).isGreaterThanOrEqualTo(200);
        return crash.tests(15, 1);
    }

    @TestFactory
    @Tag("long")
    Stream<DynamicTest> aStrategyWithBracketsSurvivesAtEveryMoment() {
        return brackets().tests(Integer.MAX_VALUE, 1);
    }

    @TestFactory
    Stream<DynamicTest> aStrategyWithATrailingStopSurvives() {
        return CrashAnywhere.of(bars(2, 200), () -> new SmaCross(3, 8))
                .trailingStop("0.01")
                .tests(8, 2);
    }

    /** Half of the stops have been passed when they are placed: the venue refuses them, and they are carried out. */
    private static CrashAnywhere passedStops(int bars) {
        return CrashAnywhere.of(bars(5, bars), () -> new SmaCross(2, 4))
                .stopLoss("0.004")
                .takeProfit("0.004")
                .bracketFrom(BracketStart.NEXT_BAR)
                .exchange(SimConfig.standard().withPassedStops(EarlyTrigger.REJECT));
    }

    @TestFactory
    Stream<DynamicTest> aPositionWhoseStopTheMarketHasPassedIsClosedOnceWhateverHappens() {
        CrashAnywhere crash = passedStops(60);
        assertThat(crash.rejections("stop-passed")).isGreaterThan(3);
        assertThat(crash.rejections("target-passed")).isGreaterThan(3);
        return crash.tests(25, 5);
    }

    /** The strategy sells at the close at which the exits are sent: they are to be canceled before they have arrived. */
    @Test
    void aCloseDoesNotWaitForExitsThatNeverArrived() {
        passedStops(120).killedAt(521);
    }

    @TestFactory
    @Tag("long")
    Stream<DynamicTest> andAtEveryMoment() {
        return passedStops(120).tests(Integer.MAX_VALUE, 5);
    }

    /** Where the process itself holds stops and targets, they are gone with it. */
    private static CrashAnywhere heldStops(int bars) {
        return CrashAnywhere.of(bars(6, bars), () -> new SmaCross(2, 5))
                .stopLoss("0.01")
                .takeProfit("0.015")
                .stopsHeldHere();
    }

    @TestFactory
    Stream<DynamicTest> aPositionWhoseStopIsHeldHereIsProtectedByTheNextProcess() {
        CrashAnywhere crash = heldStops(60);
        assertThat(crash.exits()).contains(ExitReason.STOP_LOSS, ExitReason.TAKE_PROFIT, ExitReason.SIGNAL);
        return crash.tests(40, 6);
    }

    /** The session has heard that the stop was filled, and not yet that its target is over: nobody has that at the venue. */
    @Test
    void theOtherLegOfAPairThatWasFilledIsNotHeldAgain() {
        heldStops(150).killedAt(347);
    }

    @Test
    void aPositionWhoseStopIsHeldHereSurvivesProcessesThatDoNotLiveLong() {
        heldStops(40).killedAllAlong();
    }

    @TestFactory
    @Tag("long")
    Stream<DynamicTest> stopsThatAreHeldHereProtectAtEveryMoment() {
        return Stream.concat(
                heldStops(150).tests(Integer.MAX_VALUE, 6),
                CrashAnywhere.of(bars(7, 80), () -> new SmaCross(3, 8))
                        .trailingStop("0.01")
                        .stopsHeldHere()
                        .tests(Integer.MAX_VALUE, 7));
    }

    @TestFactory
    Stream<DynamicTest> aTrailingStopThatIsHeldHereFollowsInTheNextProcess() {
        return CrashAnywhere.of(bars(7, 80), () -> new SmaCross(3, 8))
                .trailingStop("0.01")
                .stopsHeldHere()
                .tests(20, 7);
    }

    @TestFactory
    Stream<DynamicTest> aStrategyWithLimitsThatRunOutSurvives() {
        return CrashAnywhere.of(bars(3, 300), () -> new RsiLimit(5, 40, 60, new BigDecimal("0.004"), 3, 10))
                .tests(8, 3);
    }

    @Test
    void aStrategySurvivesWhenEveryProcessIsKilledSoonAfterItsStart() {
        CrashAnywhere.of(bars(1, 60), () -> new SmaCross(2, 5))
                .stopLoss("0.01")
                .takeProfit("0.015")
                .killedAllAlong();
    }

    @Test
    @Tag("long")
    void andInALongRun() {
        brackets().killedAllAlong();
        CrashAnywhere.of(bars(3, 300), () -> new RsiLimit(5, 40, 60, new BigDecimal("0.004"), 3, 10))
                .killedAllAlong();
    }

    /** A test that cannot fail proves nothing. */
    @Test
    void aStrategyThatRemembersWhatNobodyKnowsIsFoundOut() {
        AtomicInteger lives = new AtomicInteger();
        CrashAnywhere crash = CrashAnywhere.of(bars(4, 60), () -> {
            int life = lives.incrementAndGet();
            return new Strategy() {
                @Override
                public void onBar(Bar bar, Trader trader) {
                    if (bar.index() % 7 == life % 3) {
                        trader.submit(OrderRequest.of(BTC, Side.BUY).lots(1000).build());
                    }
                }
            };
        });
        long moments = crash.moments();
        assertThatThrownBy(() -> crash.killedAt(moments / 2)).isInstanceOf(AssertionError.class);
    }
}
