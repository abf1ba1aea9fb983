package dev.tandem.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.marketdata.BarAggregator;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.model.Bar;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Times;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeveralMarketsTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");
    private static final Instrument ETH = Instrument.of("ETH/USD", "0.01", "0.001");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void twoInstrumentsTradeAsEachDoesAloneAndShareOneCurve() {
        for (long seed = 1; seed <= 50; seed++) {
            BarColumns btc = bars(BTC, MINUTE, 500, seed);
            BarColumns eth = bars(ETH, MINUTE, 500, seed + 1_000);

            RunResult both = Backtest.of(btc, new EveryFewBars())
                    .with(eth)
                    .cash("10000000")
                    .run();
            RunResult one =
                    Backtest.of(btc, new EveryFewBars()).cash("10000000").run();
            RunResult two =
                    Backtest.of(eth, new EveryFewBars()).cash("10000000").run();

            assertThat(of(both, BTC)).as("seed %s", seed).isEqualTo(one.trades());
            assertThat(of(both, ETH)).as("seed %s", seed).isEqualTo(two.trades());
            assertThat(both.equity()).isEqualTo(one.equity() + two.equity() - Money.parse("10000000"));
            assertThat(both.equityCurve().size()).isEqualTo(500);
            for (int i = 0; i < 500; i++) {
                assertThat(both.equityCurve().equity(i))
                        .as("seed %s, bar %s", seed, i)
                        .isEqualTo(
                                one.equityCurve().equity(i) + two.equityCurve().equity(i) - Money.parse("10000000"));
            }
        }
    }

    @Test
    void anOrderSentWithinALongerBarOfItsInstrumentWorksFromTheNextOneOn() {
        BarColumns btc = bars(BTC, MINUTE, 20, 7);
        BarColumns eth = bars(ETH, Duration.ofMinutes(5), 4, 8);
        List<String> fills = new ArrayList<>();

        Backtest.of(btc, new Strategy() {
                    @Override
                    public void onBar(Bar bar, Trader trader) {
                        if (bar.instrument().equals(BTC) && bar.index() == 1) {
                            trader.submit(OrderRequest.buy(ETH).quantity("1").build());
                        }
                    }

                    @Override
                    public void onFill(Fill fill, Trader trader) {
                        fills.add(fill.instrument() + " " + fill.priceTicks() + " at " + Times.text(fill.timeNanos()));
                    }
                })
                .with(eth)
                .run();

        assertThat(fills).containsExactly("ETH/USD " + eth.openTicks(1) + " at 1970-01-01T00:05:00.000Z");
    }

    @Test
    void nothingOfALongerFrameIsKnownBeforeItIsOver() {
        BarColumns minutes = bars(BTC, MINUTE, 130, 3);
        BarColumns hours = BarAggregator.fromBars(minutes, BarInterval.parse("1h"));
        List<String> told = new ArrayList<>();

        Backtest.of(minutes, new Strategy() {
                    @Override
                    public void onFrame(Duration frame, Bar bar, Trader trader) {
                        assertThat(frame).isEqualTo(Duration.ofHours(1));
                        assertThat(trader.nowNanos()).isEqualTo(bar.closeTimeNanos());
                        assertThat(trader.history(BTC, frame).ago(0).closeTicks())
                                .isEqualTo(bar.closeTicks());
                        told.add("hour " + bar.index() + " closes at " + bar.closeTicks());
                    }

                    @Override
                    public void onBar(Bar bar, Trader trader) {
                        int complete = (int) (bar.closeTimeNanos() / Times.SECOND / 3600);
                        assertThat(trader.history(BTC, Duration.ofHours(1)).size())
                                .as("at the close of minute %s", bar.index())
                                .isEqualTo(complete);
                        if (bar.index() % 60 == 59) {
                            told.add("minute " + bar.index() + " closes at " + bar.closeTicks());
                        }
                    }
                })
                .frame(hours)
                .run();

        assertThat(told)
                .containsExactly(
                        "hour 0 closes at " + minutes.closeTicks(59),
                        "minute 59 closes at " + minutes.closeTicks(59),
                        "hour 1 closes at " + minutes.closeTicks(119),
                        "minute 119 closes at " + minutes.closeTicks(119));
        assertThat(hours.size()).isEqualTo(3);
    }

    @Test
    void whatIsNotThereIsNamed() {
        BarColumns btc = bars(BTC, MINUTE, 3, 1);
        assertThatThrownBy(
                        () -> Backtest.of(btc, new EveryFewBars()).with(bars(Instrument.of("ETH/EUR"), MINUTE, 3, 1)))
                .hasMessageContaining("one account is counted in one asset");
        assertThatThrownBy(() -> Backtest.of(btc, new EveryFewBars()).frame(btc))
                .hasMessageContaining("longer time frame");
        assertThatThrownBy(() -> Backtest.of(btc, new Strategy() {
                            @Override
                            public void onBar(Bar bar, Trader trader) {
                                trader.history(BTC, Duration.ofHours(4)).size();
                            }
                        })
                        .run())
                .hasRootCauseMessage("this run has no bars of PT4H of BTC/USD beside its own; they come from a second"
                        + " --data of the same instrument, or from --frame");
    }

    @Test
    void onlyAShareOfTheVolumeIsOursAndTheRestGoesOnInTheNextBar() {
        BarColumns bars = new BarColumns.Builder(BTC, 60 * Times.SECOND)
                .add(0, 100, 100, 100, 100, 10)
                .add(60 * Times.SECOND, 101, 101, 101, 101, 10)
                .add(120 * Times.SECOND, 102, 102, 102, 102, 5)
                .add(180 * Times.SECOND, 103, 103, 103, 103, 10)
                .build();
        List<String> fills = new ArrayList<>();

        Backtest.of(bars, new Strategy() {
                    @Override
                    public void onBar(Bar bar, Trader trader) {
                        if (bar.index() == 0) {
                            trader.submit(OrderRequest.buy(BTC).quantity("2").build());
                        }
                    }

                    @Override
                    public void onFill(Fill fill, Trader trader) {
                        fills.add(fill.quantity().stripTrailingZeros().toPlainString() + " @ " + fill.priceTicks());
                    }
                })
                .exchange(SimConfig.standard().withParticipation(dev.tandem.model.Rate.parse("0.1")))
                .run();

        assertThat(fills).containsExactly("1 @ 101", "0.5 @ 102", "0.5 @ 103");
    }

    private static List<Trade> of(RunResult result, Instrument instrument) {
        return result.trades().stream()
                .filter(trade -> trade.instrument().equals(instrument))
                .toList();
    }

    private static BarColumns bars(Instrument instrument, Duration length, int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BarColumns.Builder bars = new BarColumns.Builder(instrument, length.toNanos());
        long price = 10_000;
        for (int i = 0; i < count; i++) {
            long open = price;
            long close = Math.max(1_000, open + random.nextInt(-50, 51));
            long high = Math.max(open, close) + random.nextInt(20);
            long low = Math.min(open, close) - random.nextInt(20);
            bars.add(i * length.toNanos(), open, high, low, close, 1);
            price = close;
        }
        return bars.build();
    }

    /** Buys one, with a stop and a target, and sells what is left some bars later. */
    private static final class EveryFewBars implements Strategy {
        @Override
        public void onBar(Bar bar, Trader trader) {
            if (bar.index() % 7 == 0 && trader.position().isFlat()) {
                trader.submit(OrderRequest.buy(bar.instrument())
                        .quantity("1")
                        .stopLoss(dev.tandem.model.Exit.percentFromFill("0.5"))
                        .takeProfit(dev.tandem.model.Exit.percentFromFill("0.7"))
                        .build());
            } else if (bar.index() % 7 == 5 && !trader.position().isFlat()) {
                trader.close();
            }
        }
    }
}
