package dev.tandem.tck;

import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.plugin.ExecutionPlugin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A venue that the kit may play with: it makes plugins that are connected to one account, and can make things happen to
 * that account.
 *
 * <p>Each card gets a venue of its own. It begins with a market at {@link #startTicks}, deep enough for twenty times
 * {@link #quantityLots} on one level within half a percent of that price on either side, and with an account that has
 * cash for ten times that quantity, none of the base asset, no orders and no position. Fees, if there are any, are taken in the quote asset. A market order of up to twice that
 * quantity is executed in one fill.
 *
 * <p>All methods are called by the thread of the test. What a venue cannot do is missing from {@link #levers}, and its
 * method is not called.
 */
public interface VenueUnderTest extends AutoCloseable {
    /** How far the clock is off when {@link Lever#SKEW_CLOCK} is pulled: ahead of ours. */
    Duration SKEW = Duration.ofSeconds(3);

    /** How results name it: {@code sim}, {@code xchange:binance}. */
    String name();

    /** In a sentence, what stands behind the plugin in this test. */
    String description();

    /** What is traded. */
    Instrument instrument();

    /** The price at the beginning, a multiple of 100, so that each percent of it is on the grid. */
    long startTicks();

    /** What an order is for, a multiple of 4. A quarter of it, at 90 % of the price, is above the venue's minimum. */
    long quantityLots();

    /** What time it is at the venue. */
    Instant now();

    /** What client order ids begin with; letters, digits and dashes. Unique where the venue outlives the test. */
    default String session() {
        return "tck";
    }

    /** A new plugin for the account, not initialized. The kit closes it. */
    ExecutionPlugin connect();

    /**
     * Lets a moment pass. What is on its way may arrive meanwhile: an exchange in this process executes and reports what
     * is due, one behind a network is given some milliseconds.
     */
    void advance();

    /** How many moments the kit waits for something that is to come, before it says that it has not. */
    default int patience() {
        return 200;
    }

    /**
     * After how many moments in which nothing came the kit takes it that nothing more will: enough of them that they last
     * longer, by {@link #now}, than {@link #pollInterval}. The kit measures that and fails a card where it is not so.
     */
    default int quietAfter() {
        return 3;
    }

    /**
     * How often the plugin asks the venue what has become of its orders; zero for one that is told, and then it has the
     * capability {@code execution-stream}.
     */
    default Duration pollInterval() {
        return Duration.ZERO;
    }

    /** How many orders have reached the venue, refused, lost and repeated ones counted; a pair is one. */
    long ordersReceived();

    /** What can be made to happen here. */
    Set<Lever> levers();

    /** Takes the market to a price: resting orders at it and on the way are executed in full, stops are triggered. */
    default void moveTo(long ticks) {
        throw lacking(Lever.MOVE_PRICE);
    }

    /** Somebody trades so much with a resting limit order, at its price, in one trade. */
    default void fillPartly(ClientOrderId order, long lots) {
        throw lacking(Lever.FILL_PARTLY);
    }

    /** Makes something happen, or begin. */
    default void pull(Lever lever) {
        throw lacking(lever);
    }

    /** Ends what {@link #pull} has begun: {@code HOLD_ANSWER}, {@code REPORT_BACKWARDS}, {@code DISCONNECT}. */
    default void release(Lever lever) {
        throw lacking(lever);
    }

    /** A new plugin whose credentials the venue does not know, not initialized. */
    default ExecutionPlugin connectWithWrongCredentials() {
        throw lacking(Lever.WRONG_CREDENTIALS);
    }

    /** The length of the bars that the market data cards ask for. */
    default Duration barLength() {
        return Duration.ofMinutes(1);
    }

    /** Completes a bar of {@link #barLength}. */
    default void completeBar() {
        throw lacking(Lever.COMPLETE_BARS);
    }

    /** Texts that must never appear in what a plugin says, keys for example. */
    default List<String> secrets() {
        return List.of();
    }

    /** Ends the venue. The plugins that it made are closed by then. */
    @Override
    void close();

    private static UnsupportedOperationException lacking(Lever lever) {
        return new UnsupportedOperationException(
                "levers() has " + lever + ", so the method that makes it happen must be there");
    }
}
