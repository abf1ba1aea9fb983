package dev.tandem.gate;

/** Why the gate stopped an order. */
public enum DenialReason {
    /** It cannot be an order: a price off the grid, a confidence of 7.5. */
    INVALID_ORDER("invalid-order"),
    /** The venue cannot do it. */
    CAPABILITY("capability"),
    /** It may only reduce, and there is nothing to reduce. */
    REDUCE_ONLY("reduce-only"),
    /** No price is known yet, and one is needed to judge it. */
    NO_PRICE("no-price"),
    /** Its size cannot be worked out, or comes to nothing. */
    SIZING("sizing"),
    /** It is below the venue's minimum. */
    MIN_NOTIONAL("min-notional"),
    /** Its sender is not sure enough. */
    CONFIDENCE("confidence"),
    /** The strategy may not do this at the moment: it is halted, or may only reduce. */
    TRADING_STATE("trading-state"),
    /** Nobody knows yet what became of an order of the same instrument. */
    UNCONFIRMED("unconfirmed"),
    ORDER_NOTIONAL("order-notional"),
    POSITION_NOTIONAL("position-notional"),
    OPEN_ORDERS("open-orders"),
    ORDER_RATE("order-rate"),
    DAILY_LOSS("daily-loss");

    private final String text;

    DenialReason(String text) {
        this.text = text;
    }

    /** As it is written in results. */
    public String text() {
        return text;
    }
}
