package dev.tandem.sweep.check;

import java.util.List;

/**
 * What came of a check.
 *
 * @param bars how many were looked at
 * @param decisions of the strategy on the true data: orders and cancels
 * @param futures how often it was run with another future
 * @param starts how often it was run with a later start
 * @param compared decisions that could be compared after a later start
 * @param reads where the strategy opens the data file itself
 * @param findings none if it is clean
 */
public record CheckResult(
        int bars, int decisions, int futures, int starts, long compared, List<String> reads, List<Finding> findings) {
    /** Whether nothing was found. */
    public boolean isClean() {
        return findings.isEmpty();
    }
}
