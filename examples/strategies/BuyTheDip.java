import dev.tandem.indicator.Sma;
import dev.tandem.model.Bar;
import dev.tandem.model.Exit;
import dev.tandem.model.OrderRequest;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;

/** Buys when a bar closes 1 % below the average of 50 closes; leaves with 2 % of profit or 1 % of loss. */
public final class BuyTheDip implements Strategy {
    private final Sma average = new Sma(50);

    @Override
    public void onBar(Bar bar, Trader trader) {
        average.add(bar.closeTicks());
        boolean dip = average.isReady() && bar.closeTicks() < 0.99 * average.asDouble();
        if (dip && trader.position().isFlat()) {
            trader.submit(OrderRequest.buy(bar.instrument())
                    .stopLoss(Exit.percentFromFill("1"))
                    .takeProfit(Exit.percentFromFill("2"))
                    .build());
        }
    }
}
