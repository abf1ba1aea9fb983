package dev.tandem.sim.book;

/**
 * What happens when an order meets one of its own account (FIX tag 2362). The mode of the order that takes decides;
 * that of the order that rests does not count. See Binance, "Self Trade Prevention (STP) FAQ".
 */
public enum SelfTrade {
    /** They trade. */
    NONE,
    /** The rest of the arriving order expires. */
    EXPIRE_TAKER,
    /** The resting order expires, the arriving one goes on. */
    EXPIRE_MAKER,
    /** Both expire. */
    EXPIRE_BOTH
}
