package dev.tandem.model;

/** Whether an order buys or sells (FIX tag 54). */
public enum Side {
    BUY(1),
    SELL(-1);

    private final int sign;

    Side(int sign) {
        this.sign = sign;
    }

    /** {@code +1} for a buy, {@code -1} for a sell: what a fill on this side adds to a position, per lot. */
    public int sign() {
        return sign;
    }

    /** The side that undoes this one. */
    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}
