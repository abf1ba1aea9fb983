package dev.tandem.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tandem.indicator.Sma;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import dev.tandem.model.Times;
import dev.tandem.result.RunResult;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Replay, matcher, ledgers and engine allocate nothing while nothing is traded: the bytes that the thread has allocated
 * are counted by the virtual machine, between the close of bar 100,000 and that of bar 200,000.
 */
class NoGarbagePerBarTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.00001");
    private static final int FROM = 100_000;
    private static final int TO = 200_000;
    /**
     * Some 200 bytes come up now and then in all of the bars together, when the virtual machine swaps the code that runs
     * for better code. The smallest object there is, allocated at every bar, would come to 1,600,000.
     */
    private static final long VIRTUAL_MACHINES_OWN = 2_048;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @BeforeAll
    static void theCounterCounts() {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        byte[] kilobyte = new byte[1024];
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isGreaterThanOrEqualTo(kilobyte.length);
    }

    @Test
    void nothingToDo() {
        assertNoGarbage(() -> new Strategy() {}, 0);
    }

    @Test
    void aPositionWithAStopAndATargetFarAway() {
        assertNoGarbage(
                () -> new Strategy() {
                    @Override
                    public void onBar(Bar bar, Trader trader) {
                        if (bar.index() == 0) {
                            trader.submit(OrderRequest.buy(BTC)
                                    .stopLoss(Exit.percentFromFill("90"))
                                    .takeProfit(Exit.percentFromFill("90"))
                                    .build());
                        }
                    }
                },
                BTC.lots(BigDecimal.ONE));
    }

    @Test
    void aPositionWithATrailingStopThatHasNothingToFollow() {
        assertNoGarbage(
                () -> new Strategy() {
                    @Override
                    public void onBar(Bar bar, Trader trader) {
                        if (bar.index() == 999) {
                            trader.submit(OrderRequest.buy(BTC)
                                    .trailingStop(Rate.parse("0.5"))
                                    .build());
                        }
                    }
                },
                BTC.lots(BigDecimal.ONE));
    }

    @Test
    void anOrderThatRestsFarFromTheMarket() {
        assertNoGarbage(
                () -> new Strategy() {
                    @Override
                    public void onBar(Bar bar, Trader trader) {
                        if (bar.index() == 0) {
                            trader.submit(OrderRequest.buy(BTC)
                                    .limit("1")
                                    .quantity("1")
                                    .build());
                            trader.submit(OrderRequest.sell(BTC)
                                    .stop("1")
                                    .quantity("1")
                                    .build());
                        }
                    }
                },
                0);
    }

    @Test
    void averagesThatNeverCross() {
        assertNoGarbage(
                () -> new Strategy() {
                    private final Sma fast = new Sma(10);
                    private final Sma slow = new Sma(30);

                    @Override
                    public void onBar(Bar bar, Trader trader) {
                        fast.add(bar.closeTicks());
                        slow.add(bar.closeTicks());
                        if (slow.isReady()
                                && fast.compareTo(slow) > 0
                                && !trader.position().isFlat()) {
                            trader.close();
                        }
                        trader.history().closeTicks((int) bar.index());
                    }
                },
                0);
    }

    private static void assertNoGarbage(Supplier<Strategy> strategy, long lotsAtTheEnd) {
        BarColumns bars = calmBars();
        Backtest.of(bars, new Counted(strategy.get())).run();
        Counted counted = new Counted(strategy.get());
        RunResult result = Backtest.of(bars, counted).run();

        assertThat(result.positions().getFirst().lots()).isEqualTo(lotsAtTheEnd);
        assertThat(counted.allocatedTo - counted.allocatedFrom)
                .as("bytes allocated in %s bars", TO - FROM)
                .isLessThan(VIRTUAL_MACHINES_OWN);
    }

    private static BarColumns calmBars() {
        BarColumns.Builder bars = new BarColumns.Builder(BTC, Times.SECOND);
        for (int i = 0; i <= TO; i++) {
            long ticks = 6_000_000L + i % 1_000;
            bars.add(i * Times.SECOND, ticks, ticks + 2, ticks - 2, ticks + 1, 1);
        }
        return bars.build();
    }

    private static final class Counted implements Strategy {
        private final Strategy strategy;
        long allocatedFrom;
        long allocatedTo;

        Counted(Strategy strategy) {
            this.strategy = strategy;
        }

        @Override
        public void onBar(Bar bar, Trader trader) {
            strategy.onBar(bar, trader);
            if (bar.index() == FROM) {
                allocatedFrom = THREADS.getCurrentThreadAllocatedBytes();
            } else if (bar.index() == TO) {
                allocatedTo = THREADS.getCurrentThreadAllocatedBytes();
            }
        }
    }
}
