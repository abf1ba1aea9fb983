package {{package}};

import dev.tandem.indicator.Sma;
import dev.tandem.model.Bar;
import dev.tandem.model.Exit;
import dev.tandem.model.OrderRequest;
import dev.tandem.strategy.Description;
import dev.tandem.strategy.Parameter;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.math.BigDecimal;

/** Long while a fast average of the closes is above a slow one, with a stop below each entry. */
@Description("Buys when a fast average crosses above a slow one; leaves when it is below again, or at the stop")
public final class {{class}} implements Strategy {
    private final Sma fast;
    private final Sma slow;
    private final BigDecimal stopPercent;
    private boolean wasAbove = true;

    public {{class}}(
            @Parameter(name = "fast", byDefault = "10", min = "1", max = "1000", description = "bars, fast average")
                    int fast,
            @Parameter(name = "slow", byDefault = "30", min = "2", max = "1000", description = "bars, slow average")
                    int slow,
            @Parameter(name = "stop", byDefault = "2", min = "0.1", max = "50", description = "stop-loss in percent")
                    BigDecimal stopPercent) {
        if (fast >= slow) {
            throw new IllegalArgumentException("fast (" + fast + ") must be below slow (" + slow + ")");
        }
        this.fast = new Sma(fast);
        this.slow = new Sma(slow);
        this.stopPercent = stopPercent;
    }

    /** Called when a bar is complete; an order that is sent here works from the next bar on. */
    @Override
    public void onBar(Bar bar, Trader trader) {
        fast.add(bar.closeTicks());
        slow.add(bar.closeTicks());
        if (!slow.isReady()) {
            return;
        }
        boolean above = fast.compareTo(slow) > 0;
        if (above && !wasAbove && trader.position().isFlat()) {
            trader.submit(OrderRequest.buy(bar.instrument())
                    .stopLoss(Exit.percentFromFill(stopPercent.toPlainString()))
                    .build());
        } else if (!above && trader.position().isLong()) {
            trader.close();
        }
        wasAbove = above;
    }
}
