import dev.tandem.model.Bar;
import dev.tandem.model.OrderRequest;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.util.List;

/** The strategy whose session, as version 1 of the journal had it, lies beside this file. */
public final class EveryEighth implements Strategy {
    private int bars;

    @Override
    public void onBar(Bar bar, Trader trader) {
        bars++;
        if (bars % 8 == 1) {
            trader.submit(OrderRequest.buy(bar.instrument())
                    .confidence(bars % 16 == 1 ? 0.9 : 0.5)
                    .agents(List.of("lark", "owl"))
                    .build());
        } else if (bars % 8 == 6 && !trader.position().isFlat()) {
            trader.close();
        }
    }
}
