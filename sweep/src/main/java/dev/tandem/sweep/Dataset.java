package dev.tandem.sweep;

import dev.tandem.marketdata.BarColumns;

/**
 * Bars that every trial is run on. They are read once and shared.
 *
 * @param name as the user named the source
 * @param sha256 of the source
 * @param bars what strategies see
 */
public record Dataset(String name, String sha256, BarColumns bars) {
    /** The same source, cut down to some of its bars. */
    public Dataset part(int from, int to) {
        long start = bars.openTimeNanos(from);
        long end = to < bars.size() ? bars.openTimeNanos(to) : Long.MAX_VALUE;
        return new Dataset(name, sha256, bars.slice(start, end));
    }
}
