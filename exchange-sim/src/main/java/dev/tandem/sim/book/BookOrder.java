package dev.tandem.sim.book;

import org.jspecify.annotations.Nullable;

/** An open order. Taken from a pool, and in at most one queue at a time. */
final class BookOrder {
    /** Where it is. */
    enum Place {
        /** On its way: it takes, or it is done. */
        NOWHERE,
        /** Rests in the book, in its level's queue. */
        BOOK,
        /** Waits for a fixed price, in its level's queue among the triggers. */
        WAITING,
        /** Follows the market, among the trailing orders of its side. */
        TRAILING,
        /** Is released, and will work when what released it is done. */
        RELEASED
    }

    long orderId;
    int account;
    boolean buy;
    boolean market;
    boolean byAmount;
    boolean postOnly;
    boolean takeProfit;
    Ticket.Life life = Ticket.Life.GOOD_TILL_CANCELED;
    SelfTrade selfTrade = SelfTrade.NONE;
    long priceTicks;
    long lots;
    long remaining;
    long amountHigh;
    long amountLow;
    long stopTicks;
    int trailingBasisPoints;

    Place place = Place.NOWHERE;

    @Nullable
    PriceLevel level;

    @Nullable
    BookOrder previous;

    @Nullable
    BookOrder next;

    @Nullable
    BookOrder sibling;
    /** Whether it can be found by its id. */
    boolean listed;

    /** Of submission: among orders released by one price, the older goes first. */
    long sequence;
    /** By which look at the price it was released. */
    long release;
    /** The price that released it. */
    long releasedAt;
    /** A trailing order's best price since it follows; 0 until it knows one. */
    long extremeTicks;
    /** A trailing order's price of release, from its extreme. */
    long turnTicks;

    void copy(Ticket ticket) {
        orderId = ticket.orderId;
        account = ticket.account;
        buy = ticket.buy;
        market = ticket.market;
        byAmount = ticket.byAmount;
        postOnly = ticket.postOnly;
        takeProfit = ticket.takeProfit;
        life = ticket.life;
        selfTrade = ticket.selfTrade;
        priceTicks = ticket.priceTicks;
        lots = ticket.lots;
        remaining = ticket.lots;
        amountHigh = ticket.amountHigh;
        amountLow = ticket.amountLow;
        stopTicks = ticket.stopTicks;
        trailingBasisPoints = ticket.trailingBasisPoints;
    }

    /** Whether its trigger is reached by a rising price: a buy stop, a sell take-profit. */
    boolean risesToStop() {
        return buy != takeProfit;
    }

    /** Follows the market from this price on. */
    void follow(long ticks) {
        extremeTicks = ticks;
        // The products of 60-bit prices with basis points leave 64 bits; quotient and rest do not.
        long share = buy ? 10_000L + trailingBasisPoints : 10_000L - trailingBasisPoints;
        long whole = ticks / 10_000 * share;
        long rest = ticks % 10_000 * share;
        turnTicks = whole + (buy ? (rest + 9_999) / 10_000 : rest / 10_000);
    }
}
