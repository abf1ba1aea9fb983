import dev.tandem.model.Bar;
import dev.tandem.model.Exit;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.TimeInForce;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Description;
import dev.tandem.strategy.Parameter;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.math.BigDecimal;

/** A stop order at the highest high of some bars; surer of itself when the bar closes near its high. */
@Description("Buys with a stop at the highest high of some bars; the order is good for a few bars")
public final class Breakout implements Strategy {
    private final int bars;
    private final BigDecimal stopPercent;

    public Breakout(
            @Parameter(name = "bars", byDefault = "60", min = "2", max = "10000", description = "bars to look back")
                    int bars,
            @Parameter(name = "stop", byDefault = "1.5", min = "0.1", max = "50", description = "stop-loss in percent")
                    BigDecimal stopPercent) {
        this.bars = bars;
        this.stopPercent = stopPercent;
    }

    @Override
    public void onBar(Bar bar, Trader trader) {
        BarHistory history = trader.history();
        if (history.size() < bars || !trader.position().isFlat() || !trader.openOrders().isEmpty()) {
            return;
        }
        long highest = 0;
        for (int ago = 0; ago < bars; ago++) {
            highest = Math.max(highest, history.ago(ago).highTicks());
        }
        trader.submit(OrderRequest.buy(bar.instrument())
                .stopTicks(highest)
                .timeInForce(TimeInForce.goodForBars(5))
                .stopLoss(Exit.percentFromFill(stopPercent.toPlainString()))
                .takeProfit(Exit.percentFromFill("3"))
                .confidence(confidence(bar))
                .build());
    }

    /** Surer of itself when the bar closed near its high: from 0.5 to 1. */
    private static double confidence(Bar bar) {
        long range = bar.highTicks() - bar.lowTicks();
        return range == 0 ? 0.5 : 0.5 + 0.5 * (bar.closeTicks() - bar.lowTicks()) / range;
    }
}
