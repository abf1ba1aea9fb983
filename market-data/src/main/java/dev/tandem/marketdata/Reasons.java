package dev.tandem.marketdata;

/** Under which words a lenient reader counts the rows that it skips. */
final class Reasons {
    static final String COLUMNS = "wrong column count";
    static final String QUOTES = "broken quotes";
    static final String NUMBER = "not a number";
    static final String NEGATIVE = "negative or zero";
    static final String RANGE = "out of range";
    static final String TIME = "unreadable time";
    static final String ORDER = "time not increasing";
    static final String HIGH_LOW = "high below low";
    static final String OPEN = "open outside the range";
    static final String CLOSE = "close outside the range";
    static final String SIDE = "unknown side";
    static final String IDS = "update ids out of order";
    static final String BLANK = "blank line";

    private Reasons() {}
}
