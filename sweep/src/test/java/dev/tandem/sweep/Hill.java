package dev.tandem.sweep;

import dev.tandem.model.Bar;
import dev.tandem.model.OrderRequest;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.math.BigDecimal;

/** Gains or loses the less, the farther it is from the top: a smooth objective for searches. */
final class Hill implements Strategy {
    private final int far;
    private boolean bought;

    Hill(int far) {
        this.far = far;
    }

    @Override
    public void onBar(Bar bar, Trader trader) {
        if (!bought) {
            bought = true;
            double quantity = 5.0 / (1 + far / 100.0);
            BigDecimal lots = BigDecimal.valueOf(Math.round(quantity * 1000), 3);
            trader.submit(OrderRequest.buy(trader.instrument()).quantity(lots).build());
        }
    }
}
