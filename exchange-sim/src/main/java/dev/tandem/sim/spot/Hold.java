package dev.tandem.sim.spot;

import dev.tandem.sim.book.SelfTrade;
import org.jspecify.annotations.Nullable;

/** What is set aside for an open order. Two orders of a pair share theirs: only one of them can trade. */
final class Hold {
    long orderId;
    int account;
    boolean buy;
    boolean market;
    SelfTrade selfTrade = SelfTrade.NONE;
    /** The price at which a buy is set aside; for a market order that waits its stop; 0 if there is none. */
    long priceTicks;

    /** Whether what is set aside is what the trades will cost that come now, and not to be touched meanwhile. */
    boolean costed;

    long lots;
    long remainingLots;
    /** In units of the asset it would pay with. */
    long units;

    @Nullable
    Hold sibling;
    /** In the pool. */
    @Nullable
    Hold next;
}
