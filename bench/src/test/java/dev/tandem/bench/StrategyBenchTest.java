package dev.tandem.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.examples.RsiLimit;
import dev.tandem.examples.SmaCross;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.result.RunResult;
import dev.tandem.sim.Backtest;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StrategyBenchTest {
    private static final BarColumns BARS = GeneratedMarket.bars(5_000);
    private static final Effort LITTLE = new Effort(300, 300, 3, 9);

    private static RunResult run(Strategy strategy) {
        return Backtest.of(BARS, strategy).run();
    }

    private static Speed measure(Supplier<Strategy> strategy) {
        return new StrategyBench(strategy, StrategyBenchTest::run, LITTLE).measure();
    }

    /** Keeps the processor busy at each close, and allocates. */
    private static final class Busy implements Strategy {
        private double sum;
        private byte[] garbage = new byte[0];

        @Override
        public void onBar(Bar bar, Trader trader) {
            for (int i = 0; i < 2_000; i++) {
                sum += Math.sqrt(sum + i);
            }
            garbage = new byte[1_000];
            if (sum < 0 || garbage.length == 0) {
                trader.buy();
            }
        }
    }

    /** Sends an order at every close. */
    private static final class InAndOut implements Strategy {
        @Override
        public void onBar(Bar bar, Trader trader) {
            if (trader.position().isFlat()) {
                trader.buy();
            } else {
                trader.close();
            }
        }
    }

    /** Bids far below, and takes the bid back at the next close. */
    private static final class Hesitant implements Strategy {
        private @Nullable Order bid;

        @Override
        public void onBar(Bar bar, Trader trader) {
            if (bid != null && trader.cancel(bid)) {
                bid = null;
            } else {
                bid = trader.submit(OrderRequest.buy(bar.instrument())
                        .limit(bar.close().multiply(new BigDecimal("0.5")).stripTrailingZeros())
                        .build());
            }
        }
    }

    @Test
    void aStrategyThatThinksHardIsMostOfItsOwnTime() {
        Speed speed = measure(Busy::new);
        assertThat(speed.strategy()).isGreaterThan(3 * speed.engine());
        assertThat(speed.bytes()).isBetween(1_000.0, 2_000.0);
        assertThat(speed.orders()).isZero();
    }

    @Test
    void aStrategyThatTradesAtEveryCloseSpendsItOnOrders() {
        Speed speed = measure(InAndOut::new);
        assertThat(speed.orders()).isEqualTo(5_000);
        assertThat(speed.orderPath()).isNotNull().isGreaterThan(speed.strategy());
    }

    @Test
    void thePartsAddUpAndTheFastestRoundIsNotSlowerThanTheMedian() {
        Speed speed = measure(() -> new SmaCross(10, 30));
        assertThat(speed.events()).isEqualTo(5_000);
        assertThat(speed.leastNanos()).isPositive().isLessThanOrEqualTo(speed.medianNanos());
        assertThat(speed.eventsPerSecond() * speed.medianNanos()).isCloseTo(1e9, within(1));
        double orders = Objects.requireNonNull(speed.orderPath());
        assertThat(speed.sum()).isCloseTo(speed.engine() + orders + speed.strategy(), within(1e-9));
        assertThat(speed.data()).isNull();
        assertThat(speed.rounds()).isBetween(3, 9);
    }

    private static Offset<Double> within(double distance) {
        return Offset.offset(distance);
    }

    @Test
    void readingTheDataIsAPartWhereThereIsSomethingToRead() {
        AtomicInteger reads = new AtomicInteger();
        Speed speed = new StrategyBench(InAndOut::new, StrategyBenchTest::run, LITTLE)
                .reading(() -> {
                    reads.incrementAndGet();
                    return GeneratedMarket.bars(50_000);
                })
                .measure();
        assertThat(speed.data()).isNotNull().isGreaterThan(speed.engine());
        assertThat(reads.get()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void replayedOrdersMakeTheSameTradesAndTheSameEquity() {
        replaysAs(new SmaCross(10, 30));
        replaysAs(new RsiLimit(14, 30, 70, new BigDecimal("0.0005"), 3, 200));
        replaysAs(new Hesitant());
    }

    private static void replaysAs(Strategy strategy) {
        Recorder recorder = new Recorder(strategy);
        RunResult recorded = run(recorder);
        assertThat(recorder.script().isComplete()).isTrue();
        RunResult played = run(new Player(recorder.script()));
        assertThat(played.orders()).isEqualTo(recorded.orders());
        assertThat(recorded.orders().submitted()).isPositive();
        assertThat(played.resultSha256()).isEqualTo(recorded.resultSha256());
    }

    /** Cancels an order that it has not submitted in this run, which no script can tell. */
    private static final class Confused implements Strategy {
        private static @Nullable Order ofAnEarlierRun;

        @Override
        public void onBar(Bar bar, Trader trader) {
            if (ofAnEarlierRun == null) {
                ofAnEarlierRun = trader.buy();
            } else if (trader.cancel(ofAnEarlierRun)) {
                trader.buy();
            }
        }
    }

    @Test
    void whatCannotBeReplayedIsNotTakenApart() {
        Speed speed = measure(Confused::new);
        assertThat(speed.orderPath()).isNull();
        assertThat(speed.strategy()).isNotNegative();
        assertThat(speed.sum()).isEqualTo(speed.engine() + speed.strategy());
    }

    @Test
    void theGeneratedMarketIsTheSameForEverybodyAndTradesLikeMinutesDo() {
        BarColumns many = GeneratedMarket.bars(100_000);
        for (int i = 0; i < BARS.size(); i++) {
            assertThat(many.closeTicks(i)).isEqualTo(BARS.closeTicks(i));
        }
        RunResult result = Backtest.of(many, new SmaCross(10, 30)).run();
        assertThat(result.orders().submitted() / 100_000.0).isBetween(0.035, 0.045);
        assertThat(result.orders().denied()).isZero();
    }
}
