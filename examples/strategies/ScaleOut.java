import dev.tandem.indicator.Sma;
import dev.tandem.model.Bar;
import dev.tandem.model.Exit;
import dev.tandem.model.Fill;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Side;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Buys two units, sells the first with a limit order 1 % higher, and lets the second run until the trend turns. */
public final class ScaleOut implements Strategy {
    private final Sma fast = new Sma(20);
    private final Sma slow = new Sma(60);

    @Override
    public void onBar(Bar bar, Trader trader) {
        fast.add(bar.closeTicks());
        slow.add(bar.closeTicks());
        if (!slow.isReady()) {
            return;
        }
        boolean rising = fast.compareTo(slow) > 0;
        if (rising && trader.position().isFlat() && trader.openOrders().isEmpty()) {
            trader.submit(OrderRequest.buy(bar.instrument())
                    .quantity("2")
                    .stopLoss(Exit.percentFromFill("2"))
                    .tag("entry")
                    .build());
        } else if (!rising && trader.position().isLong()) {
            trader.openOrders().forEach(trader::cancel);
            trader.close();
        }
    }

    @Override
    public void onFill(Fill fill, Trader trader) {
        if (fill.side() == Side.BUY) {
            BigDecimal target = fill.price().multiply(new BigDecimal("1.01"));
            trader.submit(OrderRequest.sell(fill.instrument())
                    .limitTicks(fill.instrument().roundedTicks(target, RoundingMode.UP))
                    .quantity("1")
                    .reduceOnly()
                    .tag("first half")
                    .build());
        }
    }

    @Override
    public void onOrder(Order order, Trader trader) {
        if (order.status() == OrderStatus.DENIED) {
            throw new IllegalStateException("this strategy counts on its orders: " + order.reason());
        }
    }
}
