package dev.tandem.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.Exit;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Times;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Orders that are refused, lost or late, and reports that come twice or in the wrong order. */
class FaultsTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");

    @Test
    void aPlanWithoutFaultsChangesNothing() {
        for (long seed = 1; seed <= 30; seed++) {
            BarColumns bars = bars(300, seed);
            assertThat(Backtest.of(bars, new InAndOut())
                            .faults(FaultPlan.script(""))
                            .run()
                            .resultSha256())
                    .as("seed %s", seed)
                    .isEqualTo(Backtest.of(bars, new InAndOut()).run().resultSha256());
        }
    }

    @Test
    void whateverGoesWrongTheBooksOfEngineAndExchangeAgree() {
        for (long seed = 1; seed <= 200; seed++) {
            BarColumns bars = bars(300, seed);
            FaultPlan plan = FaultPlan.random(0.3, seed);
            RunResult result = Backtest.of(bars, new InAndOut()).faults(plan).run();

            assertThat(plan.met()).as("seed %s", seed).isNotEmpty();
            assertThat(result.equity())
                    .as("seed %s", seed)
                    .isEqualTo(Money.parse("1000000")
                            + result.trades().stream().mapToLong(Trade::pnl).sum());
        }
    }

    @Test
    void aRefusedOrderIsTold() {
        assertThat(told("1 reject")).containsExactly("0 REJECTED fault", "5 filled");
    }

    @Test
    void anOrderThatNeverArrivedIsUnconfirmedUntilThatIsFoundOut() {
        assertThat(told("1 lose-order"))
                .containsExactly("0 UNCONFIRMED no answer came", "0 REJECTED fault", "5 filled");
    }

    @Test
    void anAnswerThatIsLostDoesNotLoseTheFill() {
        assertThat(told("1 lose-answer")).containsExactly("0 UNCONFIRMED no answer came", "0 filled", "5 filled");
    }

    @Test
    void aFillThatIsReportedTwiceCountsOnce() {
        assertThat(told("1 duplicate")).containsExactly("0 filled", "5 filled");
    }

    @Test
    void aLineThatIsDownLosesWhatIsSentAndHoldsWhatIsTold() {
        assertThat(told("1 disconnect 3"))
                .containsExactly("0 UNCONFIRMED the line is down", "2 REJECTED fault", "5 filled");
    }

    @Test
    void whatAPlanHasDrawnCanBeRepeatedAsAScript() {
        for (long seed = 1; seed <= 50; seed++) {
            BarColumns bars = bars(300, seed);
            FaultPlan drawn = FaultPlan.random(0.3, seed);
            RunResult once = Backtest.of(bars, new InAndOut()).faults(drawn).run();
            FaultPlan written = FaultPlan.script(drawn.happened());
            RunResult again = Backtest.of(bars, new InAndOut()).faults(written).run();

            assertThat(again.resultSha256()).as("seed %s", seed).isEqualTo(once.resultSha256());
            assertThat(written.happened()).isEqualTo(drawn.happened());
            assertThat(written.orders()).isEqualTo(drawn.orders()).isPositive();
            assertThat(written.outstanding()).isEmpty();
        }
        assertThat(FaultPlan.script("2 disconnect\n1 reject").outstanding()).isEqualTo("1 reject\n2 disconnect 3\n");
    }

    @Test
    void onlyTheKindsThatAreWantedAreDrawn() {
        FaultPlan plan = FaultPlan.random(1, 3, EnumSet.of(Fault.REJECT, Fault.REORDER));
        for (int i = 0; i < 100; i++) {
            plan.next();
        }
        assertThat(plan.met()).containsOnlyKeys(Fault.REJECT, Fault.REORDER);
        assertThatThrownBy(() -> FaultPlan.random(0.5, 1, EnumSet.noneOf(Fault.class)))
                .hasMessageContaining("at least one kind");
    }

    @Test
    void aScriptThatCannotBeReadNamesItsLine() {
        assertThatThrownBy(() -> FaultPlan.script("1 reject\n\n2 explode # bang"))
                .hasMessageStartingWith("script:3: '2 explode': an order's number and what it meets is expected");
        assertThatThrownBy(() -> FaultPlan.script("1 reject 5")).hasMessageContaining("script:1");
    }

    /** An order at the close of bar 0, one at that of bar 5; each told with the last bar that was told. What is found out at a close comes before it. */
    private static List<String> told(String script) {
        List<String> told = new ArrayList<>();
        Backtest.of(bars(10, 1), new Strategy() {
                    private long closed;

                    @Override
                    public void onBar(Bar bar, Trader trader) {
                        closed = bar.index();
                        if (closed == 0 || closed == 5) {
                            trader.submit(OrderRequest.buy(BTC).quantity("1").build());
                        }
                    }

                    @Override
                    public void onFill(Fill fill, Trader trader) {
                        told.add(trader.history().size() - 1 + " filled");
                    }

                    @Override
                    public void onOrder(Order order, Trader trader) {
                        if (order.reason() != null && order.status() != OrderStatus.FILLED) {
                            told.add(trader.history().size() - 1 + " " + order.status() + " " + order.reason());
                        }
                    }
                })
                .faults(FaultPlan.script(script))
                .run();
        return told;
    }

    private static BarColumns bars(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BarColumns.Builder bars = new BarColumns.Builder(BTC, 60 * Times.SECOND);
        long price = 10_000;
        for (int i = 0; i < count; i++) {
            long close = Math.max(1_000, price + random.nextInt(-90, 91));
            bars.add(
                    i * 60 * Times.SECOND,
                    price,
                    Math.max(price, close) + random.nextInt(50),
                    Math.min(price, close) - random.nextInt(50),
                    close,
                    1);
            price = close;
        }
        return bars.build();
    }

    private static final class InAndOut implements Strategy {
        @Override
        public void onBar(Bar bar, Trader trader) {
            if (bar.index() % 5 == 0 && trader.position().isFlat()) {
                trader.submit(OrderRequest.buy(BTC)
                        .quantity("1")
                        .stopLoss(Exit.percentFromFill("0.6"))
                        .takeProfit(Exit.percentFromFill("0.8"))
                        .build());
            } else if (bar.index() % 5 == 3 && !trader.position().isFlat()) {
                trader.close();
            }
        }
    }
}
