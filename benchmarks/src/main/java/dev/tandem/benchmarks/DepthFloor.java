package dev.tandem.benchmarks;

/** A side of a book by hand: sizes in an array over the only prices there are, and bits that say where one is. */
final class DepthFloor {
    private static final int PRICES = 1 << 12;

    private final long base;
    private final boolean bid;
    private final long[] sizes = new long[PRICES];
    private final long[] present = new long[PRICES >> 6];
    private long groups;

    DepthFloor(long base, boolean bid) {
        this.base = base;
        this.bid = bid;
    }

    void update(long ticks, long lots) {
        int at = (int) (ticks - base);
        int group = at >> 6;
        sizes[at] = lots;
        if (lots > 0) {
            present[group] |= 1L << at;
            groups |= 1L << group;
        } else {
            present[group] &= ~(1L << at);
            if (present[group] == 0) {
                groups &= ~(1L << group);
            }
        }
    }

    long best() {
        if (groups == 0) {
            return 0;
        }
        int group = bid ? 63 - Long.numberOfLeadingZeros(groups) : Long.numberOfTrailingZeros(groups);
        long bits = present[group];
        return base + (group << 6) + (bid ? 63 - Long.numberOfLeadingZeros(bits) : Long.numberOfTrailingZeros(bits));
    }
}
