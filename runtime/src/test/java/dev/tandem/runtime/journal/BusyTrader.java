package dev.tandem.runtime.journal;

import dev.tandem.model.Bar;
import dev.tandem.model.Exit;
import dev.tandem.model.Fill;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.TimeInForce;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.util.SplittableRandom;

/** A strategy that does everything that a strategy can do, by dice that fall the same way each time. */
class BusyTrader implements Strategy {
    private final SplittableRandom random;
    private final double confidence;
    long callbacks;

    BusyTrader(long seed) {
        this(seed, 0.9);
    }

    /** @param confidence of the orders that are not sure */
    BusyTrader(long seed, double confidence) {
        this.random = new SplittableRandom(seed);
        this.confidence = confidence;
    }

    @Override
    public void onBar(Bar bar, Trader trader) {
        callbacks++;
        long close = bar.closeTicks();
        switch (random.nextInt(12)) {
            case 0 ->
                trader.submit(order(Side.BUY)
                        .lots(1000)
                        .stopLoss(Exit.percentFromFill("1"))
                        .takeProfit(Exit.percentFromFill("2"))
                        .build());
            case 1 ->
                trader.submit(order(Side.SELL)
                        .lots(700)
                        .trailingStop(Rate.parse("0.01"))
                        .build());
            case 2 ->
                trader.submit(order(Side.BUY)
                        .limitTicks(close - 5000)
                        .lots(500)
                        .timeInForce(TimeInForce.goodForBars(3))
                        .tag("dip")
                        .build());
            case 3 ->
                trader.submit(order(Side.SELL).stopTicks(close - 9000).lots(300).build());
            case 4 ->
                trader.submit(order(Side.BUY).lots(100).confidence(confidence).build());
            case 5 -> trader.submit(order(Side.BUY).lots(100).confidence(7.5).build());
            case 6 -> {
                if (!trader.position().isFlat()) {
                    trader.close();
                }
            }
            case 7 -> trader.openOrders().stream().findFirst().ifPresent(trader::cancel);
            case 8 -> trader.submit(order(Side.BUY).exchange("nowhere").lots(1).build());
            case 9 -> {
                if (trader.history().size() > 5 && trader.history().closeTicks(0) > 0) {
                    trader.submit(
                            order(random.nextBoolean() ? Side.BUY : Side.SELL).build());
                }
            }
            default -> {}
        }
    }

    private static OrderRequest.Builder order(Side side) {
        return OrderRequest.of(Market.BTC, side);
    }

    @Override
    public void onFill(Fill fill, Trader trader) {
        callbacks++;
        if (random.nextInt(5) == 0) {
            trader.submit(order(fill.side().opposite()).lots(200).reduceOnly().build());
        }
    }

    @Override
    public void onOrder(Order order, Trader trader) {
        callbacks++;
        if (order.status() == OrderStatus.EXPIRED || order.status() == OrderStatus.DENIED) {
            if (random.nextInt(8) == 0) {
                trader.submit(order(Side.BUY).lots(50).build());
            }
        }
    }
}
