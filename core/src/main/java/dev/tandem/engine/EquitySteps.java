package dev.tandem.engine;

import dev.tandem.model.Instrument;
import dev.tandem.result.EquityCurve;
import dev.tandem.result.EquityVisitor;
import dev.tandem.strategy.BarHistory;
import java.util.Arrays;

/** What fills changed, in order: from which close on there was how much cash and how much was held. */
final class EquitySteps {
    private int[] fromBar = new int[16];
    private long[] cash = new long[16];
    private long[] lots = new long[16];
    private int size;

    /** @param bar the first close that sees it; a later note for the same close replaces it */
    void note(int bar, long cashThen, long lotsThen) {
        if (size == 0 || fromBar[size - 1] != bar) {
            if (size == fromBar.length) {
                grow();
            }
            fromBar[size++] = bar;
        }
        cash[size - 1] = cashThen;
        lots[size - 1] = lotsThen;
    }

    /** @param history all bars that closed */
    EquityCurve curve(Instrument instrument, BarHistory history, long startingCash) {
        return EquityCurve.of(history.size(), new Walk(this, instrument, history, startingCash, history.size()));
    }

    /** From step to step along the closes. */
    private record Walk(EquitySteps steps, Instrument instrument, BarHistory history, long startingCash, int bars)
            implements EquityCurve.Source {
        /** How many bars are worked out at a time, for those who want no column. */
        private static final int CHUNK = 512;

        @Override
        public long[] equity() {
            long[] equity = new long[bars];
            Arrays.fill(equity, 0, begin(0), startingCash);
            for (int step = 0; step < steps.size; step++) {
                fill(step, begin(step), begin(step + 1), equity, begin(step));
            }
            return equity;
        }

        @Override
        public void visit(EquityVisitor visitor) {
            if (begin(0) > 0) {
                visitor.flat(0, begin(0), startingCash);
            }
            long[] chunk = new long[Math.min(CHUNK, bars)];
            for (int step = 0; step < steps.size; step++) {
                int end = begin(step + 1);
                if (steps.lots[step] == 0) {
                    if (begin(step) < end) {
                        visitor.flat(begin(step), end, steps.cash[step]);
                    }
                    continue;
                }
                for (int from = begin(step); from < end; from += CHUNK) {
                    int to = Math.min(from + CHUNK, end);
                    fill(step, from, to, chunk, 0);
                    visitor.bars(from, chunk, 0, to - from);
                }
            }
        }

        /** What the account was worth in bars of a step. */
        private void fill(int step, int from, int to, long[] into, int offset) {
            long cash = steps.cash[step];
            long lots = steps.lots[step];
            long perTick = instrument.moneyPerTick(lots);
            if (perTick != 0 || lots == 0) {
                for (int i = from; i < to; i++) {
                    into[offset + i - from] = Math.addExact(cash, Math.multiplyExact(perTick, history.closeTicks(i)));
                }
            } else {
                for (int i = from; i < to; i++) {
                    into[offset + i - from] = Math.addExact(cash, instrument.notional(history.closeTicks(i), lots));
                }
            }
        }

        /** The first bar of a step; that of the one after the last is the end. */
        private int begin(int step) {
            return step < steps.size ? Math.min(steps.fromBar[step], bars) : bars;
        }

        @Override
        public long[] lots() {
            long[] held = new long[bars];
            for (int step = 0; step < steps.size; step++) {
                Arrays.fill(held, begin(step), begin(step + 1), steps.lots[step]);
            }
            return held;
        }

        @Override
        public int barsHeld() {
            int held = 0;
            for (int step = 0; step < steps.size; step++) {
                held += steps.lots[step] == 0 ? 0 : begin(step + 1) - begin(step);
            }
            return held;
        }

        @Override
        public long timeNanos(int i) {
            return history.closeTimeNanos(i);
        }

        @Override
        public double price(int i) {
            return instrument.priceAsDouble(history.closeTicks(i));
        }
    }

    private void grow() {
        int capacity = Math.multiplyExact(size, 2);
        fromBar = Arrays.copyOf(fromBar, capacity);
        cash = Arrays.copyOf(cash, capacity);
        lots = Arrays.copyOf(lots, capacity);
    }
}
