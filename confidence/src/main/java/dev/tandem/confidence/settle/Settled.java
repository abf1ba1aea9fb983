package dev.tandem.confidence.settle;

/**
 * What came of an opinion.
 *
 * @param end how it ended
 * @param result what it earned after costs, as a fraction of the entry
 * @param moved what the price did until then, as a fraction of the entry
 * @param settledNanos when that was known
 */
public record Settled(Opinion opinion, End end, double result, double moved, long settledNanos) {
    /** How an opinion ends. */
    public enum End {
        TARGET,
        STOP,
        HORIZON
    }

    /** The same without the words of who said it. */
    public Settled withoutNote() {
        Opinion o = opinion;
        return o.note().isEmpty()
                ? this
                : new Settled(
                        new Opinion(o.who(), o.moment(), o.up(), o.stated(), o.used(), o.madeNanos()),
                        end,
                        result,
                        moved,
                        settledNanos);
    }

    /** Whether it paid. */
    public boolean cameTrue() {
        return result > 0;
    }

    /** Whether the price rose. */
    public boolean rose() {
        return moved > 0;
    }
}
