package dev.tandem.xchange;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exits that rest here in place of the venue: targets where it knows no pairs, stops as well where it knows none. */
interface HeldOrders {
    /** Holds what the venue does not take; what it takes is sent to it. */
    ExecutionResult send(
            ApprovedOrder.Single stop, ApprovedOrder.@Nullable Single limit, VenueInstrument at, long lots);

    /** What is held and not over. */
    List<LiveOrder> held();

    /** An order whose position is not protected as it should be; null if there is none. */
    @Nullable
    LiveOrder withoutStop();

    /** Whether an order is looked after here. */
    boolean isOne(LiveOrder order);

    /** Cancels an order and its sibling. */
    CancelResult cancel(LiveOrder order);

    /** Restates an order; the quantity is that of its sibling as well. */
    ExecutionResult replace(LiveOrder order, ApprovedOrder.Single replacement);

    /**
     * Takes over what an earlier session held.
     *
     * @param foundStop what the venue knows of the stop; null if nothing
     * @param foundLimit what the venue knows of the limit; null if nothing
     * @return the stop; null if nobody has it
     */
    @Nullable
    LiveOrder adopt(
            ApprovedOrder.Single stop,
            ApprovedOrder.@Nullable Single limit,
            @Nullable LiveOrder foundStop,
            @Nullable LiveOrder foundLimit,
            VenueInstrument at);

    /** Before the orders at the venue are looked at: what was begun and could not be finished. */
    void finish() throws VenueException;

    /** After that: what is over, and what the market has reached. */
    void look() throws VenueException;

    /** The inquiry has found that an order never arrived; true if it is held again. */
    boolean neverArrived(LiveOrder order);
}
