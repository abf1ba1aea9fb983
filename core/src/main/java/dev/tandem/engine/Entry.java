package dev.tandem.engine;

import dev.tandem.model.ClientOrderId;
import dev.tandem.model.ExactMath;
import dev.tandem.model.Fill;
import dev.tandem.model.Side;

/** What one fill opened and what is left of it: the first half of a trade. */
final class Entry {
    final ClientOrderId order;
    final Side side;
    final long row;
    final long timeNanos;
    final long ticks;
    final double confidence;
    private long lots;
    private long cost;
    private long fee;

    Entry(Fill fill, long row, long lots, long cost, long fee, double confidence) {
        this.order = fill.clientOrderId();
        this.side = fill.side();
        this.row = row;
        this.timeNanos = fill.timeNanos();
        this.ticks = fill.priceTicks();
        this.confidence = confidence;
        this.lots = lots;
        this.cost = cost;
        this.fee = fee;
    }

    long lots() {
        return lots;
    }

    /** What is left of what was paid or received. */
    long cost() {
        return cost;
    }

    /** What is left of the fee. */
    long fee() {
        return fee;
    }

    /** Takes a part away and returns what that part had cost; the rest keeps the rest, to the last unit. */
    long takeCost(long part) {
        long share = part == lots ? cost : ExactMath.multiplyDivideHalfEven(cost, part, lots);
        cost -= share;
        return share;
    }

    long takeFee(long part) {
        long share = part == lots ? fee : ExactMath.multiplyDivideHalfEven(fee, part, lots);
        fee -= share;
        return share;
    }

    /** After the shares have been taken. */
    void take(long part) {
        lots -= part;
    }
}
