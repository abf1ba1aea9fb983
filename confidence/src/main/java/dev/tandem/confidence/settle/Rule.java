package dev.tandem.confidence.settle;

/**
 * When an opinion is right: it is entered at the next open; it ends at the target or the stop, whichever comes first, or
 * at the first close at or after the horizon; it came true if it earned more than the costs.
 *
 * <p>Within a bar the rules of a backtest hold: what a bar opens beyond is met at the open, and where a bar reaches both,
 * the stop was first.
 *
 * @param target distance from the entry, as a fraction; 0 for none
 * @param stop distance from the entry, as a fraction; 0 for none
 * @param endNanos when the horizon is over
 * @param costs of the round trip, as a fraction of the entry
 */
public record Rule(double target, double stop, long endNanos, double costs) {
    public Rule {
        if (!(target >= 0) || !(stop >= 0) || !(costs >= 0)) {
            throw new IllegalArgumentException(
                    "target, stop and costs must not be negative, were " + target + ", " + stop + ", " + costs);
        }
    }
}
