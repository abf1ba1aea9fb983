package dev.tandem.runtime.journal;

import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.LookAheadException;
import java.util.Arrays;

/** The bars of one instrument that have come in so far, in columns. */
final class RecordedBars implements BarHistory {
    private static final int COLUMNS = 7;

    private final Instrument instrument;
    private final View view = new View();
    private long[][] columns = new long[COLUMNS][256];
    private double[] volumes = new double[256];
    private int size;

    RecordedBars(Instrument instrument) {
        this.instrument = instrument;
    }

    void add(Bar bar) {
        if (size == volumes.length) {
            int more = Math.multiplyExact(size, 2);
            for (int i = 0; i < COLUMNS; i++) {
                columns[i] = Arrays.copyOf(columns[i], more);
            }
            volumes = Arrays.copyOf(volumes, more);
        }
        columns[0][size] = bar.index();
        columns[1][size] = bar.openTimeNanos();
        columns[2][size] = bar.closeTimeNanos();
        columns[3][size] = bar.openTicks();
        columns[4][size] = bar.highTicks();
        columns[5][size] = bar.lowTicks();
        columns[6][size] = bar.closeTicks();
        volumes[size] = bar.volume();
        size++;
    }

    @Override
    public int size() {
        return size;
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
        return columns[6][index];
    }

    private void check(int index) {
        if (index >= size) {
            throw new LookAheadException(index, size - 1L);
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
            return columns[0][at];
        }

        @Override
        public long openTimeNanos() {
            return columns[1][at];
        }

        @Override
        public long closeTimeNanos() {
            return columns[2][at];
        }

        @Override
        public long openTicks() {
            return columns[3][at];
        }

        @Override
        public long highTicks() {
            return columns[4][at];
        }

        @Override
        public long lowTicks() {
            return columns[5][at];
        }

        @Override
        public long closeTicks() {
            return columns[6][at];
        }

        @Override
        public double volume() {
            return volumes[at];
        }
    }
}
