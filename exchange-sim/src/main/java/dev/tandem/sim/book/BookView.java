package dev.tandem.sim.book;

import org.jspecify.annotations.Nullable;

/** A book to look at. Nothing here changes anything; prices are 0 where there is none. */
public interface BookView {
    /** Why an order would be rejected now; null if it would be accepted. */
    @Nullable
    Reject check(Ticket ticket);

    /** Why two orders would not go as a pair, whatever each of them is worth; null if they would. */
    @Nullable
    Reject checkPair(Ticket first, Ticket second);

    /** Why {@link OrderBook#replace} would be refused now; null if it would not. */
    @Nullable
    Reject checkReplace(long orderId, int account, long priceTicks, long lots);

    /** What an order would trade at once if it were submitted, or triggered, now. It is not asked whether it is valid. */
    void preview(Ticket ticket, FillVisitor visitor);

    /** The best price on this side; 0 if nothing rests there. */
    long best(boolean buys);

    /** The price of the last trade, here or {@linkplain OrderBook#print elsewhere}; 0 before the first. */
    long lastTicks();

    /** How many trades there were in this book; the id of the last one. */
    long trades();

    /** What rests at this price. */
    long lotsAt(boolean buys, long priceTicks);

    /** How many orders rest at this price. */
    int ordersAt(boolean buys, long priceTicks);

    /** All that rests on this side. */
    long lots(boolean buys);

    /** Shows the levels of a side, best first, until the visitor has seen enough. */
    void levels(boolean buys, LevelVisitor visitor);

    /** Shows the resting orders of a side in the order in which they would trade, until the visitor has seen enough. */
    void orders(boolean buys, OrderVisitor visitor);

    /** How many orders rest or wait. */
    int openOrders();

    /** Whether an order rests or waits. */
    boolean isOpen(long orderId);

    /** What is left of an order that rests or waits; 0 if there is none. */
    long remainingLots(long orderId);

    /** The price at which a trailing order would be released now; 0 if it does not follow the market yet. */
    long trailingStopTicks(long orderId);

    /** One number for all that rests and waits: books that were given the same commands have the same. */
    long stateHash();
}
