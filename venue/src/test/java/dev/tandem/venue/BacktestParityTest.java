package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.Exit;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.TimeInForce;
import dev.tandem.sim.Backtest;
import dev.tandem.sim.spot.FeeAsset;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same decisions, taken by a strategy in a backtest and by a client over the wire in lockstep: market entries with and
 * without a bracket (a native pair on the wire), limit entries good for three bars, market exits that cancel the bracket. Every
 * fill has the same side, price, quantity, fee, liquidity and time.
 */
class BacktestParityTest {
    private static final int BARS = 150;

    private enum Action {
        WAIT,
        MARKET,
        BRACKET,
        LIMIT,
        EXIT
    }

    /** What a trader would like to do at the close of each bar, if it is possible then. */
    private static Action[] wishes(SplittableRandom random) {
        Action[] wishes = new Action[BARS];
        for (int i = 0; i < BARS; i++) {
            wishes[i] = Action.values()[random.nextInt(Action.values().length)];
        }
        return wishes;
    }

    private static BarColumns bars(SplittableRandom random) {
        String[] rows = new String[BARS];
        long price = 10_000;
        for (int i = 0; i < BARS; i++) {
            long open = price + random.nextInt(-60, 61);
            long close = open + random.nextInt(-150, 151);
            long high = Math.max(open, close) + random.nextInt(120);
            long low = Math.min(open, close) - random.nextInt(120);
            rows[i] = text(open) + " " + text(high) + " " + text(low) + " " + text(close);
            price = close;
        }
        return Wire.bars(rows);
    }

    private static String text(long ticks) {
        return Wire.BTC.price(ticks).toPlainString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aSessionOverTheWireFillsAsTheBacktestDoes(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BarColumns bars = bars(random);
        Action[] wishes = wishes(random);
        Scripted strategy = new Scripted(wishes);
        Backtest.of(bars, strategy).run();
        List<String> wire = session(bars, wishes);
        assertThat(wire).as("seed %d", seed).isEqualTo(strategy.fills);
        assertThat(wire.size()).as("fills").isGreaterThan(20);
    }

    private static final class Scripted implements Strategy {
        final List<String> fills = new ArrayList<>();
        private final Action[] wishes;

        Scripted(Action[] wishes) {
            this.wishes = wishes;
        }

        @Override
        public void onBar(Bar bar, Trader trader) {
            Instrument instrument = bar.instrument();
            boolean flat = trader.position().isFlat();
            Action wish = wishes[(int) bar.index()];
            if (flat && trader.openOrders().isEmpty()) {
                switch (wish) {
                    case MARKET -> trader.buy();
                    case BRACKET ->
                        trader.submit(OrderRequest.buy(instrument)
                                .stopLoss(Exit.fractionFromFill(Rate.parse("0.01")))
                                .takeProfit(Exit.fractionFromFill(Rate.parse("0.015")))
                                .build());
                    case LIMIT ->
                        trader.submit(OrderRequest.buy(instrument)
                                .limitTicks(bar.closeTicks() - 100)
                                .timeInForce(new TimeInForce.GoodForBars(3))
                                .build());
                    case WAIT, EXIT -> {}
                }
            } else if (!flat && wish == Action.EXIT) {
                trader.close();
            }
        }

        @Override
        public void onFill(Fill fill, Trader trader) {
            fills.add(String.join(
                    " ",
                    Boolean.toString(fill.side() == Side.BUY),
                    text(fill.priceTicks()),
                    Wire.BTC.quantity(fill.lots()).toPlainString(),
                    Money.toText(fill.fee()),
                    fill.liquidity().name(),
                    Long.toString(fill.timeNanos() / 1_000_000)));
        }
    }

    /** What a careful client does: it looks after each step, and places exits as soon as it knows of a fill. */
    private static List<String> session(BarColumns bars, Action[] wishes) {
        try (Venue venue = Venue.of(bars)
                        .account("alice", "secret")
                        .balance("USDT", Money.parse("1000000"))
                        .fee(Rate.parse("0.001"), FeeAsset.QUOTE)
                        .limits(1_000_000, 1_000)
                        .start();
                Wire wire = new Wire(venue, "alice", "secret")) {
            String entry = null;
            boolean bracketed = false;
            int cancelAfter = -1;
            String pair = null;
            for (int i = 0; i < BARS; i++) {
                wire.next();
                if (entry != null && wire.status(entry).equals("FILLED") && bracketed) {
                    pair = placeExits(wire, wire.query(entry));
                    bracketed = false;
                }
                wire.next();
                boolean flat = wire.balance("BTC").equals("0/0");
                boolean pending = entry != null && wire.status(entry).equals("NEW");
                if (flat && pending && i == cancelAfter) {
                    wire.cancel(String.valueOf(entry));
                    pending = false;
                }
                if (flat && !pending) {
                    pair = null;
                    entry = enter(wire, wishes[i], bars.closeTicks(i));
                    bracketed = wishes[i] == Action.BRACKET;
                    cancelAfter = wishes[i] == Action.LIMIT ? i + 3 : -1;
                } else if (!flat && wishes[i] == Action.EXIT) {
                    if (pair != null) {
                        wire.signed("DELETE", "/api/v3/orderList", "symbol=BTCUSDT&orderListId=" + pair);
                        pair = null;
                    }
                    wire.id("side=SELL&type=MARKET&quantity=1");
                }
            }
            return fills(wire);
        }
    }

    private static @Nullable String enter(Wire wire, Action wish, long closeTicks) {
        return switch (wish) {
            case MARKET, BRACKET -> wire.id("side=BUY&type=MARKET&quantity=1");
            case LIMIT -> wire.id("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=" + text(closeTicks - 100));
            case WAIT, EXIT -> null;
        };
    }

    /** Rounded toward the entry, as the framework rounds them. */
    private static String placeExits(Wire wire, Wire.Answer entry) {
        BigDecimal price = new BigDecimal(entry.at("cummulativeQuoteQty"));
        BigDecimal stop = price.multiply(new BigDecimal("0.99")).setScale(2, RoundingMode.UP);
        BigDecimal target = price.multiply(new BigDecimal("1.015")).setScale(2, RoundingMode.DOWN);
        Wire.Answer placed = wire.signed(
                "POST",
                "/api/v3/orderList/oco",
                "symbol=BTCUSDT&side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=" + target
                        + "&belowType=STOP_LOSS&belowStopPrice=" + stop);
        return placed.at("orderListId");
    }

    private static List<String> fills(Wire wire) {
        Wire.Answer trades = wire.trades();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < trades.size(); i++) {
            String at = i + ".";
            lines.add(String.join(
                    " ",
                    trades.at(at + "isBuyer"),
                    Wire.plain(trades.at(at + "price")),
                    Wire.plain(trades.at(at + "qty")),
                    Wire.plain(trades.at(at + "commission")),
                    trades.at(at + "isMaker").equals("true") ? "MAKER" : "TAKER",
                    trades.at(at + "time")));
        }
        return lines;
    }
}
