package dev.tandem.ta4j;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Position;
import org.ta4j.core.Strategy;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.analysis.cost.CostModel;
import org.ta4j.core.analysis.cost.ZeroCostModel;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnNextOpenModel;
import org.ta4j.core.num.Num;
import org.ta4j.core.num.NumFactory;

/** ta4j's own backtest over the same bars: what we are held against. */
final class Ta4jReference {
    private Ta4jReference() {}

    static TradingRecord run(
            BarColumns bars, NumFactory numbers, CostModel costs, Function<BarSeries, Strategy> strategy) {
        BarSeries series = series(bars, numbers);
        return new BarSeriesManager(series, costs, new ZeroCostModel(), new TradeOnNextOpenModel())
                .run(strategy.apply(series));
    }

    /** ta4j's own series, filled as its users fill it: from texts of decimals. */
    static BarSeries series(BarColumns bars, NumFactory numbers) {
        BarSeries series = new BaseBarSeriesBuilder()
                .withName(bars.instrument().symbol())
                .withNumFactory(numbers)
                .build();
        Instrument instrument = bars.instrument();
        for (int i = 0; i < bars.size(); i++) {
            series.barBuilder()
                    .timePeriod(Duration.ofNanos(bars.closeTimeNanos(i) - bars.openTimeNanos(i)))
                    .endTime(Times.instant(bars.closeTimeNanos(i)))
                    .openPrice(Decimals.text(instrument.price(bars.openTicks(i))))
                    .highPrice(Decimals.text(instrument.price(bars.highTicks(i))))
                    .lowPrice(Decimals.text(instrument.price(bars.lowTicks(i))))
                    .closePrice(Decimals.text(instrument.price(bars.closeTicks(i))))
                    .volume(Double.toString(bars.volume(i)))
                    .add();
        }
        return series;
    }

    /** {@code BUY 31 452.1 → 40 449}, one per position, the open one last. */
    static List<String> lines(TradingRecord record) {
        List<String> lines = new ArrayList<>();
        for (Position position : record.getPositions()) {
            lines.add(position.getEntry().getType() + " " + position.getEntry().getIndex() + " "
                    + text(position.getEntry().getPricePerAsset()) + " → "
                    + position.getExit().getIndex() + " "
                    + text(position.getExit().getPricePerAsset()));
        }
        Position open = record.getCurrentPosition();
        if (open.isOpened()) {
            lines.add(open.getEntry().getType() + " " + open.getEntry().getIndex() + " "
                    + text(open.getEntry().getPricePerAsset()) + " → open");
        }
        return lines;
    }

    static String text(Num price) {
        return Decimals.text(price.bigDecimalValue());
    }
}
