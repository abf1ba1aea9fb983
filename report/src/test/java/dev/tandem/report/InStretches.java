package dev.tandem.report;

import dev.tandem.result.EquityCurve;
import dev.tandem.result.EquityVisitor;
import java.util.SplittableRandom;

/** A curve that tells stretches without a change as one, or as two, and the rest in pieces of any length. */
record InStretches(EquityCurve columns, long seed) implements EquityCurve.Source {
    @Override
    public void visit(EquityVisitor visitor) {
        SplittableRandom random = new SplittableRandom(seed);
        int bars = columns.size();
        int from = 0;
        while (from < bars) {
            int to = random.nextInt(from, bars) + 1;
            int same = from + 1;
            while (same < to && columns.equity(same) == columns.equity(from)) {
                same++;
            }
            if (same > from + 1 || random.nextBoolean()) {
                visitor.flat(from, same, columns.equity(from));
                from = same;
            } else {
                long[] values = new long[to - from + 3];
                for (int i = from; i < to; i++) {
                    values[i - from + 2] = columns.equity(i);
                }
                visitor.bars(from, values, 2, to - from);
                from = to;
            }
        }
    }

    @Override
    public long[] equity() {
        long[] equity = new long[columns.size()];
        for (int i = 0; i < equity.length; i++) {
            equity[i] = columns.equity(i);
        }
        return equity;
    }

    @Override
    public long[] lots() {
        long[] lots = new long[columns.size()];
        for (int i = 0; i < lots.length; i++) {
            lots[i] = columns.lots(i);
        }
        return lots;
    }

    @Override
    public int barsHeld() {
        return columns.barsHeld();
    }

    @Override
    public long timeNanos(int i) {
        return columns.timeNanos(i);
    }

    @Override
    public double price(int i) {
        return columns.price(i);
    }
}
