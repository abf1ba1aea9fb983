package dev.tandem.engine;

import dev.tandem.model.Instrument;
import dev.tandem.result.EquityCurve;
import dev.tandem.result.EquityVisitor;
import dev.tandem.result.Rows;
import java.util.function.IntToDoubleFunction;

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
        return curve(i -> instrument.priceAsDouble(rows.at(i, CLOSE)));
    }

    EquityCurve basketCurve() {
        return curve(i -> Double.longBitsToDouble(rows.at(i, BASKET)));
    }

    private EquityCurve curve(IntToDoubleFunction price) {
        return EquityCurve.of(rows.size(), new Recorded(rows, rows.size(), price));
    }

    /** What was written down, read again when somebody asks. */
    private record Recorded(Rows rows, int size, IntToDoubleFunction prices) implements EquityCurve.Source {
        private static final int PIECE = 1_024;

        @Override
        public long[] equity() {
            return column(EQUITY);
        }

        @Override
        public long[] lots() {
            return column(LOTS);
        }

        private long[] column(int column) {
            long[] numbers = new long[size];
            for (int i = 0; i < size; i++) {
                numbers[i] = rows.at(i, column);
            }
            return numbers;
        }

        @Override
        public int barsHeld() {
            int held = 0;
            for (int i = 0; i < size; i++) {
                held += rows.at(i, LOTS) != 0 ? 1 : 0;
            }
            return held;
        }

        @Override
        public void visit(EquityVisitor visitor) {
            long[] piece = new long[Math.min(PIECE, size)];
            for (int from = 0; from < size; from += PIECE) {
                int count = Math.min(PIECE, size - from);
                for (int k = 0; k < count; k++) {
                    piece[k] = rows.at(from + k, EQUITY);
                }
                visitor.bars(from, piece, 0, count);
            }
        }

        @Override
        public long timeNanos(int i) {
            return rows.at(i, TIME);
        }

        @Override
        public double price(int i) {
            return prices.applyAsDouble(i);
        }
    }
}
