package dev.tandem.engine;

import dev.tandem.result.EquityCurve;
import java.util.Arrays;

/** Writes down what the accounts are worth at each close. */
final class EquityRecorder {
    private long[] time;
    private long[] equity;
    private long[] lots;
    private double[] price;
    private int size;

    EquityRecorder(int expected) {
        int capacity = Math.max(16, expected);
        time = new long[capacity];
        equity = new long[capacity];
        lots = new long[capacity];
        price = new double[capacity];
    }

    void record(long timeNanos, long worth, long held, double close) {
        if (size == time.length) {
            grow();
        }
        time[size] = timeNanos;
        equity[size] = worth;
        lots[size] = held;
        price[size] = close;
        size++;
    }

    /** The last close again, after positions were closed at it. */
    void correctLast(long worth, long held) {
        if (size > 0) {
            equity[size - 1] = worth;
            lots[size - 1] = held;
        }
    }

    EquityCurve curve() {
        return new EquityCurve(
                Arrays.copyOf(time, size),
                Arrays.copyOf(equity, size),
                Arrays.copyOf(lots, size),
                Arrays.copyOf(price, size));
    }

    private void grow() {
        int capacity = Math.multiplyExact(time.length, 2);
        time = Arrays.copyOf(time, capacity);
        equity = Arrays.copyOf(equity, capacity);
        lots = Arrays.copyOf(lots, capacity);
        price = Arrays.copyOf(price, capacity);
    }
}
