package dev.tandem.examples;

import dev.tandem.indicator.WilderRsi;
import dev.tandem.model.Bar;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.TimeInForce;
import dev.tandem.strategy.Description;
import dev.tandem.strategy.Parameter;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Buys weakness with a limit order below the market, sells strength at the market. */
@Description(
        "Bids below the market when the RSI is low, with an order that is good for a few bars; sells when it is high")
public final class RsiLimit implements Strategy {
    private final WilderRsi rsi;
    private final double low;
    private final double high;
    private final BigDecimal share;
    private final TimeInForce patience;
    private final int warmup;
    private int bar;

    public RsiLimit(
            @Parameter(name = "period", byDefault = "14", min = "1", max = "100000", description = "bars in the RSI")
                    int period,
            @Parameter(name = "low", byDefault = "30", min = "0", max = "100", description = "RSI below which it bids")
                    double low,
            @Parameter(
                            name = "high",
                            byDefault = "70",
                            min = "0",
                            max = "100",
                            description = "RSI above which it sells")
                    double high,
            @Parameter(
                            name = "offset",
                            byDefault = "0.005",
                            min = "0",
                            max = "0.99",
                            description = "how far below the close it bids, as a fraction")
                    BigDecimal offset,
            @Parameter(name = "bars", byDefault = "3", min = "1", max = "100000", description = "bars that a bid stays")
                    int bars,
            @Parameter(
                            name = "warmup",
                            byDefault = "200",
                            min = "0",
                            max = "1000000",
                            description = "bars before the first decision")
                    int warmup) {
        if (low >= high) {
            throw new IllegalArgumentException("low must be smaller than high, was low=" + low + " and high=" + high);
        }
        this.rsi = new WilderRsi(period);
        this.low = low;
        this.high = high;
        this.share = BigDecimal.ONE.subtract(offset);
        this.patience = TimeInForce.goodForBars(bars);
        this.warmup = warmup;
    }

    @Override
    public void onBar(Bar view, Trader trader) {
        rsi.add(view.closeAsDouble());
        if (bar++ < warmup || !rsi.isReady()) {
            return;
        }
        if (trader.position().isFlat()) {
            if (rsi.value() < low && trader.openOrders().isEmpty()) {
                long bid = view.instrument().roundedTicks(view.close().multiply(share), RoundingMode.FLOOR);
                trader.submit(OrderRequest.buy(view.instrument())
                        .limitTicks(bid)
                        .timeInForce(patience)
                        .build());
            }
        } else if (rsi.value() > high) {
            trader.close();
        }
    }
}
