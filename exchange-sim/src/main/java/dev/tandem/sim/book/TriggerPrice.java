package dev.tandem.sim.book;

/** Which price releases stops, take-profits and trailing orders (FIX tag 1107). */
public enum TriggerPrice {
    /** The last trade, as on Binance: each trade counts, also those in the middle of a sweep. */
    LAST,
    /** The best price at which the order could trade: the bid for a sell, the ask for a buy, after each step. */
    BEST
}
