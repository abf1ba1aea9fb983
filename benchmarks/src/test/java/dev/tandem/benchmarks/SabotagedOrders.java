package dev.tandem.benchmarks;

import dev.tandem.bench.GeneratedMarket;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.result.RunResult;
import dev.tandem.strategy.Trader;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** {@link OrderPathBenchmark#order} as it would be after a bad change: what the gate has to catch. Not a row. */
@OperationsPerInvocation(OrderPathBenchmark.BARS)
public class SabotagedOrders {
    private final BarColumns bars = GeneratedMarket.bars(OrderPathBenchmark.BARS);
    private final BarColumns more = GeneratedMarket.bars(OrderPathBenchmark.BARS * 13 / 10);

    /** Somebody could look at it. */
    static Object seen = "";

    private static final class Littering extends OrderPathBenchmark.EveryBar {
        @Override
        public void onBar(Bar bar, Trader trader) {
            seen = new Object();
            super.onBar(bar, trader);
        }
    }

    /** Thirteen orders' work for ten orders: 30 % slower. */
    public RunResult slower() {
        return OrderPathBenchmark.run(more, new OrderPathBenchmark.EveryBar());
    }

    /** An object of 16 bytes per order. */
    public RunResult sixteenBytesMore() {
        return OrderPathBenchmark.run(bars, new Littering());
    }
}
