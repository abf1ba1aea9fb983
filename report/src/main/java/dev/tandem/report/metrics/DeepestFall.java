package dev.tandem.report.metrics;

import dev.tandem.result.EquityVisitor;

/** Where an equity fell deepest below its own high, found in one walk; see {@link Drawdown}. */
final class DeepestFall implements EquityVisitor {
    private double deepest = Double.NaN;
    private int peak = -1;
    private int deepestPeak = -1;
    private int trough = -1;
    private int recovery = -1;
    private long high;
    private long low;

    @Override
    public void flat(int from, int to, long equity) {
        bar(from, equity);
        if (peak == from) {
            peak = to - 1;
        }
    }

    @Override
    public void bars(int from, long[] equity, int offset, int count) {
        for (int i = 0; i < count; i++) {
            long now = equity[offset + i];
            // between a peak and the lowest bar after it nothing happens, and most bars are there
            if (now >= high || now < low || peak < 0) {
                bar(from + i, now);
            }
        }
    }

    private void bar(int i, long equity) {
        if (peak < 0 ? equity > 0 : equity >= high) {
            // the deepest fall so far began at the high that is reached again here, or before it
            if (recovery < 0 && trough > deepestPeak) {
                recovery = i;
            }
            peak = i;
            high = equity;
        } else if (equity >= low) {
            // below one peak the lowest bar is the deepest one: the others need no division
            return;
        }
        low = equity;
        if (peak >= 0) {
            double fall = CurveWalk.difference(high, equity) / high;
            if (!(fall <= deepest)) {
                deepest = fall;
                deepestPeak = peak;
                trough = i;
                recovery = -1;
            }
        }
    }

    /** NaN if the equity never was above zero. */
    double fraction() {
        return deepest;
    }

    int peak() {
        return deepestPeak;
    }

    int trough() {
        return trough;
    }

    /** The first bar back at the height of the peak; -1 if there was none. */
    int recovery() {
        return recovery;
    }
}
