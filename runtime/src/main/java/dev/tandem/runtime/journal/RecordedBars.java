package dev.tandem.runtime.journal;

import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import dev.tandem.result.Rows;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.LookAheadException;

/** The bars of one instrument that have come in so far. */
final class RecordedBars implements BarHistory {
    /** How many numbers a bar has. */
    static final int WIDTH = 8;

    private static final int CLOSE = 6;

    private final Instrument instrument;
    private final Rows rows;
    private final View view = new View();
    private final long[] row = new long[WIDTH];

    /** @param rows where they are kept */
    RecordedBars(Instrument instrument, Rows rows) {
        this.instrument = instrument;
        this.rows = rows;
    }

    void add(Bar bar) {
        row[0] = bar.index();
        row[1] = bar.openTimeNanos();
        row[2] = bar.closeTimeNanos();
        row[3] = bar.openTicks();
        row[4] = bar.highTicks();
        row[5] = bar.lowTicks();
        row[CLOSE] = bar.closeTicks();
        row[7] = Double.doubleToRawLongBits(bar.volume());
        rows.add(row);
    }

    @Override
    public int size() {
        return rows.size();
    }

    @Override
    public Bar bar(int index) {
        check(index);
        view.at = index;
        return view;
    }

    @Override
    public long closeTicks(int index) {
        check(index);
        return rows.at(index, CLOSE);
    }

    private void check(int index) {
        if (index >= rows.size()) {
            throw new LookAheadException(index, rows.size() - 1L);
        }
        if (index < 0) {
            throw new IndexOutOfBoundsException("bars are numbered from 0, asked for " + index);
        }
    }

    private final class View implements Bar {
        private int at;

        @Override
        public Instrument instrument() {
            return instrument;
        }

        @Override
        public long index() {
            return rows.at(at, 0);
        }

        @Override
        public long openTimeNanos() {
            return rows.at(at, 1);
        }

        @Override
        public long closeTimeNanos() {
            return rows.at(at, 2);
        }

        @Override
        public long openTicks() {
            return rows.at(at, 3);
        }

        @Override
        public long highTicks() {
            return rows.at(at, 4);
        }

        @Override
        public long lowTicks() {
            return rows.at(at, 5);
        }

        @Override
        public long closeTicks() {
            return rows.at(at, CLOSE);
        }

        @Override
        public double volume() {
            return Double.longBitsToDouble(rows.at(at, 7));
        }
    }
}
