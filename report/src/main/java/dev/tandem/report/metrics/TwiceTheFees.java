package dev.tandem.report.metrics;

/**
 * The result if trading cost twice as much: does the idea survive?
 *
 * <pre>equity at twice the fees = equity - fees</pre>
 *
 * <p>Exact money. The trades are taken as they are: what a smaller account could not have paid for, or would have
 * sized down, is not looked at again. A rebate (a negative fee) doubles as well.
 */
final class TwiceTheFees {
    private TwiceTheFees() {}

    static long equity(long equity, long fees) {
        return Math.subtractExact(equity, fees);
    }
}
