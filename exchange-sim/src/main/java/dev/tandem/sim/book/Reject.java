package dev.tandem.sim.book;

/** Why a command was refused. What is refused has changed nothing. */
public enum Reject {
    /** An order of this id is open. */
    DUPLICATE_ORDER_ID,
    /** The limit is not within 1 and {@link OrderBook#MAX_TICKS}. */
    PRICE_OUT_OF_RANGE,
    /** The quantity or amount is not positive, or beyond {@link OrderBook#MAX_LOTS} in one order or on one side. */
    QUANTITY_OUT_OF_RANGE,
    /** The stop price or the trailing distance is not what the order's type needs. */
    INVALID_TRIGGER,
    /** Two instructions contradict each other: post-only and immediate-or-cancel, a market order that is good till canceled. */
    CONTRADICTION,
    /** A post-only order would have traded at once. Binance: -2010, "Order would immediately match and take." */
    WOULD_TAKE,
    /** The price is already beyond the stop. Binance: -2010, "Stop price would trigger immediately." */
    WOULD_TRIGGER,
    /** The amount is less than one lot costs at the best price. */
    BELOW_ONE_LOT,
    /** No open order of this account has this id. Binance: -2011 and -2013. */
    UNKNOWN_ORDER,
    /** The new quantity is not above what was executed, or, where priority is to be kept, not below the old one. */
    NOT_REDUCED,
    /** An order that waits for its trigger, or one of a pair, cannot be moved: cancel it and send another. */
    NOT_REPLACEABLE,
    /** The two orders of a pair have different accounts, sides or quantities, the same id, or types that do not pair. */
    MISMATCHED_PAIR,
    /** The other order of the pair was refused. */
    OTHER_OF_PAIR_REJECTED,
    /** Never by the book: the account cannot pay. Binance: -2010, "Account has insufficient balance for requested action." */
    INSUFFICIENT_BALANCE
}
