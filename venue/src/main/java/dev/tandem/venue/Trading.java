package dev.tandem.venue;

import dev.tandem.sim.book.LevelVisitor;
import dev.tandem.sim.book.Reject;
import dev.tandem.sim.book.Ticket;
import org.jspecify.annotations.Nullable;

/** Where orders meet the market: bars in lockstep, a book in the timed modes and where ticks were recorded. */
interface Trading {
    /** A bar opens. */
    String OPEN = "open";
    /** Something was traded or quoted within a bar. */
    String TICK = "tick";
    /** A bar is over. */
    String CLOSE = "close";

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

    /** What {@code POST /tandem/next} calls a moment that has been: the open of a bar, its close, or a tick between them. */
    String name(long step);

    /** How long the market waited before a moment, in nanoseconds of its own time. */
    long waitNanos(long step);
}
