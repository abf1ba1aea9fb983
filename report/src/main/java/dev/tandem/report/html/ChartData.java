package dev.tandem.report.html;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.Money;
import dev.tandem.report.Figures;
import dev.tandem.result.EquityCurve;
import dev.tandem.result.RunResult;
import java.io.IOException;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** What the page's script draws the chart from: times, prices, equity and drawdown, packed. */
final class ChartData {
    private static final double DRAWDOWN_STEPS = 1e6;

    private final RunResult run;
    private final EquityCurve curve;
    private final @Nullable Candles candles;
    private final Buckets buckets;
    private final IntToLongFunction openTime;
    private final long firstTime;
    private final long timeStep;

    ChartData(RunResult run, @Nullable Candles candles) {
        this.run = run;
        this.curve = run.equityCurve();
        this.candles = candles;
        int bars = curve.size();
        if (candles != null && candles.size() != bars) {
            throw new IllegalArgumentException(candles.size() + " candles for an equity curve of " + bars
                    + " bars: they must be those that the strategy saw, one for each");
        }
        this.buckets = Buckets.of(bars);
        long interval = run.data().intervalNanos();
        this.openTime = candles == null ? i -> curve.timeNanos(i) - interval : candles.openTimeNanos();
        this.firstTime = bars == 0 ? 0 : openTime.applyAsLong(0);
        this.timeStep = step();
    }

    /** The largest step of which all distances between bars of the chart are multiples. */
    private long step() {
        long step = 0;
        for (int i = 1; i < buckets.size(); i++) {
            step = greatestCommonDivisor(step, openTime(i) - openTime(i - 1));
        }
        return Math.max(step, 1);
    }

    private static long greatestCommonDivisor(long a, long b) {
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return Math.abs(a);
    }

    private long openTime(int bucket) {
        return openTime.applyAsLong(buckets.first(bucket));
    }

    int merged() {
        return buckets.merged();
    }

    /** The bar of the chart in which something happened: the last one that opened by then; -1 before the first. */
    int bar(long timeNanos) {
        int low = 0;
        int high = curve.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (openTime.applyAsLong(middle) <= timeNanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? -1 : buckets.bucketOf(low - 1);
    }

    void write(JsonGenerator json) throws IOException {
        int size = buckets.size();
        json.writeObjectFieldStart("bars");
        json.writeNumberField("count", size);
        json.writeNumberField("merged", buckets.merged());
        json.writeNumberField("interval", run.data().intervalNanos() / 1e9);
        json.writeNumberField("start", firstTime / 1e9);
        json.writeNumberField("step", timeStep / 1e9);
        json.writeStringField(
                "times", Packed.differences(size, i -> Math.divideExact(openTime(i) - firstTime, timeStep)));
        if (candles == null) {
            closes(json, size);
        } else {
            candles(json, size, candles);
        }
        equity(json, size);
        json.writeEndObject();
    }

    private void closes(JsonGenerator json, int size) throws IOException {
        IntToDoubleFunction price = finite(curve::price);
        DecimalGrid grid = DecimalGrid.of(curve.size(), price);
        json.writeNumberField("decimals", grid.decimals());
        json.writeStringField("close", Packed.differences(size, i -> grid.steps(price.applyAsDouble(buckets.last(i)))));
    }

    /** Open as the difference to the close before, close to the open, high and low as what they are beyond these two. */
    private void candles(JsonGenerator json, int size, Candles from) throws IOException {
        IntToDoubleFunction open = finite(from.open());
        IntToDoubleFunction high = finite(from.high());
        IntToDoubleFunction low = finite(from.low());
        IntToDoubleFunction close = finite(from.close());
        DecimalGrid grid = DecimalGrid.of(from.size(), open, high, low, close);
        IntToLongFunction opened = i -> grid.steps(open.applyAsDouble(buckets.first(i)));
        IntToLongFunction closed = i -> grid.steps(close.applyAsDouble(buckets.last(i)));
        json.writeNumberField("decimals", grid.decimals());
        json.writeStringField(
                "open", Packed.values(size, i -> opened.applyAsLong(i) - (i == 0 ? 0 : closed.applyAsLong(i - 1))));
        json.writeStringField("close", Packed.values(size, i -> closed.applyAsLong(i) - opened.applyAsLong(i)));
        json.writeStringField(
                "high",
                Packed.values(
                        size,
                        i -> grid.steps(buckets.highest(i, high))
                                - Math.max(opened.applyAsLong(i), closed.applyAsLong(i))));
        json.writeStringField(
                "low",
                Packed.values(
                        size,
                        i -> Math.min(opened.applyAsLong(i), closed.applyAsLong(i))
                                - grid.steps(buckets.lowest(i, low))));
    }

    private void equity(JsonGenerator json, int size) throws IOException {
        double[] drawdowns = Buckets.drawdowns(curve);
        IntToDoubleFunction worth = i -> Money.toDouble(curve.equity(i));
        int decimals = Math.min(
                equityDecimals(), DecimalGrid.of(curve.size(), finite(worth)).decimals());
        DecimalGrid grid = new DecimalGrid(decimals);
        json.writeNumberField("equityDecimals", decimals);
        json.writeStringField(
                "equity", Packed.differences(size, i -> grid.steps(worth.applyAsDouble(buckets.last(i)))));
        json.writeStringField(
                "drawdown",
                Packed.differences(
                        size, i -> Math.round(Math.min(buckets.highest(i, j -> drawdowns[j]), 1e6) * DRAWDOWN_STEPS)));
        json.writeNumberField("cash", Money.toDouble(run.cash()));
    }

    /** Two, or as many as it takes to see a hundredth of what the equity moved. */
    private int equityDecimals() {
        long low = run.cash();
        long high = run.cash();
        for (int i = 0; i < curve.size(); i++) {
            low = Math.min(low, curve.equity(i));
            high = Math.max(high, curve.equity(i));
        }
        long moved = high - low < 0 ? Long.MAX_VALUE : high - low;
        return Figures.moneyDecimals(moved);
    }

    /** What is not a number is drawn as zero: it cannot be packed, and must not stop a report. */
    private static IntToDoubleFunction finite(IntToDoubleFunction column) {
        return i -> {
            double value = column.applyAsDouble(i);
            return Double.isFinite(value) ? value : 0;
        };
    }
}
