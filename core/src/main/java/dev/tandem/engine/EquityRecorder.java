package dev.tandem.engine;

import dev.tandem.model.Instrument;
import dev.tandem.result.EquityCurve;
import dev.tandem.result.Rows;

/** Writes down what the accounts are worth at each close. */
final class EquityRecorder {
    private static final int TIME = 0;
    private static final int EQUITY = 1;
    private static final int LOTS = 2;
    private static final int CLOSE = 3;
    private static final int BASKET = 4;

    private final Rows rows;
    private final long[] row;

    /**
     * @param moments whether several instruments make one curve, beside their mean price
     * @param keeping where it goes
     */
    EquityRecorder(boolean moments, Keeping keeping) {
        this.row = new long[moments ? BASKET + 1 : CLOSE + 1];
        this.rows = keeping.rows(row.length);
    }

    void record(long timeNanos, long worth, long held, long closeTicks) {
        set(timeNanos, worth, held, closeTicks);
        rows.add(row);
    }

    private void set(long timeNanos, long worth, long held, long closeTicks) {
        row[TIME] = timeNanos;
        row[EQUITY] = worth;
        row[LOTS] = held;
        row[CLOSE] = closeTicks;
    }

    /** A moment, or the same moment again after another instrument has closed. */
    void recordMoment(long timeNanos, long worth, long held, double price) {
        set(timeNanos, worth, held, 0);
        row[BASKET] = Double.doubleToRawLongBits(price);
        int size = rows.size();
        if (size > 0 && rows.at(size - 1, TIME) == timeNanos) {
            rows.replaceLast(row);
        } else {
            rows.add(row);
        }
    }

    /** The last close again, after positions were closed at it. */
    void correctLast(long worth, long held) {
        int last = rows.size() - 1;
        if (last >= 0) {
            for (int column = 0; column < row.length; column++) {
                row[column] = rows.at(last, column);
            }
            row[EQUITY] = worth;
            row[LOTS] = held;
            rows.replaceLast(row);
        }
    }

    /** @param instrument whose closes these are */
    EquityCurve curve(Instrument instrument) {
        int size = rows.size();
        return EquityCurve.of(
                size,
                () -> column(EQUITY, size),
                () -> column(LOTS, size),
                i -> rows.at(i, TIME),
                i -> instrument.priceAsDouble(rows.at(i, CLOSE)));
    }

    EquityCurve basketCurve() {
        int size = rows.size();
        return EquityCurve.of(
                size,
                () -> column(EQUITY, size),
                () -> column(LOTS, size),
                i -> rows.at(i, TIME),
                i -> Double.longBitsToDouble(rows.at(i, BASKET)));
    }

    private long[] column(int column, int size) {
        long[] numbers = new long[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = rows.at(i, column);
        }
        return numbers;
    }
}
