package dev.tandem.venue;

import dev.tandem.sim.book.LevelVisitor;
import dev.tandem.sim.book.Reject;
import dev.tandem.sim.book.Ticket;
import org.jspecify.annotations.Nullable;

/** Where orders meet the market: bars in lockstep, a book in the timed modes. */
interface Trading {
    /** See {@link dev.tandem.sim.spot.SpotMarket#marketForAmount}. */
    Ticket marketForAmount(Ticket ticket, long orderId, int account, boolean buy, long amount);

    /** Why an order would be rejected now, its account's funds included; null if it would be accepted. */
    @Nullable
    Reject check(Ticket ticket);

    boolean submit(Ticket ticket);

    boolean submitPair(Ticket first, Ticket second);

    boolean cancel(long orderId, int account);

    /** Shows a side of what can be traded with, best first. */
    void depth(boolean buys, LevelVisitor visitor);

    /** The price that decides now whether a stop is reached; 0 if nothing is decided before the next step. */
    long decisiveTicks();

    /**
     * The next moment of the market.
     *
     * @param step 0, 1, 2 …, each once
     */
    void advance(long step);

    /** How many moments there are. */
    long steps();
}
