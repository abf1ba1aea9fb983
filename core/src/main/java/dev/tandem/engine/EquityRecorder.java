package dev.tandem.engine;

import dev.tandem.model.Instrument;
import dev.tandem.result.EquityCurve;
import java.util.Arrays;

/** Writes down what the accounts are worth at each close. */
final class EquityRecorder {
    private long[] time;
    private long[] equity;
    private long[] lots;
    private long[] close;
    private double[] basket = new double[0];
    private int size;

    EquityRecorder() {
        int capacity = 1024;
        time = new long[capacity];
        equity = new long[capacity];
        lots = new long[capacity];
        close = new long[capacity];
    }

    void record(long timeNanos, long worth, long held, long closeTicks) {
        if (size == time.length) {
            grow();
        }
        time[size] = timeNanos;
        equity[size] = worth;
        lots[size] = held;
        close[size] = closeTicks;
        size++;
    }

    /** A moment, or the same moment again after another instrument has closed. */
    void recordMoment(long timeNanos, long worth, long held, double price) {
        if (size > 0 && time[size - 1] == timeNanos) {
            size--;
        }
        record(timeNanos, worth, held, 0);
        if (basket.length < time.length) {
            basket = Arrays.copyOf(basket, time.length);
        }
        basket[size - 1] = price;
    }

    /** The last close again, after positions were closed at it. */
    void correctLast(long worth, long held) {
        if (size > 0) {
            equity[size - 1] = worth;
            lots[size - 1] = held;
        }
    }

    /** @param instrument whose closes these are */
    EquityCurve curve(Instrument instrument) {
        long[] closes = fitted(close);
        return new EquityCurve(fitted(time), fitted(equity), fitted(lots), i -> instrument.priceAsDouble(closes[i]));
    }

    EquityCurve basketCurve() {
        double[] prices = Arrays.copyOf(basket, size);
        return new EquityCurve(fitted(time), fitted(equity), fitted(lots), i -> prices[i]);
    }

    private long[] fitted(long[] column) {
        return column.length == size ? column : Arrays.copyOf(column, size);
    }

    private void grow() {
        int capacity = Math.multiplyExact(time.length, 2);
        time = Arrays.copyOf(time, capacity);
        equity = Arrays.copyOf(equity, capacity);
        lots = Arrays.copyOf(lots, capacity);
        close = Arrays.copyOf(close, capacity);
    }
}
