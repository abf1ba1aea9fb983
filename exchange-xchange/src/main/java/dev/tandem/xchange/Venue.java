package dev.tandem.xchange;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.BarRecord;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.model.Ticker;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One account at one venue, in our words: each method is one request, sent once. What fails comes out as the exception
 * that the venue's {@link ErrorTable} reads. Not safe for several threads: {@link KeyTurn} lets one in at a time.
 */
interface Venue {
    /**
     * How a fill or an order is asked for.
     *
     * @param sinceMillis when it was sent at the earliest, by the venue's clock
     * @param side as we sent it, for venues that do not say
     * @param quantity as we sent it, for venues that do not say
     */
    record Reference(
            VenueInstrument instrument,
            String clientId,
            String orderId,
            long sinceMillis,
            Side side,
            BigDecimal quantity) {}

    /** What can be traded. */
    List<VenueInstrument> instruments() throws IOException;

    /** The venue's limits, where it tells them with its instruments. */
    List<RateBudget.Limit> limits();

    /** What time it is there, in milliseconds; empty if it does not say. */
    Optional<Long> time() throws IOException;

    /** Why the key must not be used, such as for a right to withdraw; empty if the venue has no objection to tell. */
    Optional<String> objection() throws IOException;

    /**
     * Sends an order.
     *
     * @param as its type; a market order in place of a stop that the market has passed
     * @param quantity at most the order's
     */
    VenueOrder place(ApprovedOrder.Single order, OrderType as, VenueInstrument instrument, BigDecimal quantity)
            throws IOException;

    /** Sends a pair of which one cancels the other; the stop comes first in the answer. */
    List<VenueOrder> placePair(
            ApprovedOrder.Single stop, ApprovedOrder.Single limit, VenueInstrument instrument, BigDecimal quantity)
            throws IOException;

    /** Cancels an order, and the pair with it where it is one of a pair. */
    VenueOrder cancel(Reference order) throws IOException;

    Optional<VenueOrder> query(Reference order) throws IOException;

    List<VenueOrder> openOrders(VenueInstrument instrument) throws IOException;

    /** All that are open in the account. */
    List<VenueOrder> allOpenOrders() throws IOException;

    /** Orders that arrived since, open or not; empty optional where the venue cannot tell. */
    Optional<List<VenueOrder>> recentOrders(VenueInstrument instrument, long sinceMillis) throws IOException;

    /** The fills of an order. */
    List<VenueFill> fills(Reference order) throws IOException;

    /** The account's fills of an instrument since. */
    List<VenueFill> recentFills(VenueInstrument instrument, long sinceMillis) throws IOException;

    List<VenueBalance> balances() throws IOException;

    /** Begins to tell what happens to orders; where that can be heard. Only where the profile says that there is a stream. */
    default URI openStream() throws IOException {
        throw new IOException("there is no stream of orders");
    }

    /** Says that somebody still listens. */
    default void keepStream() throws IOException {}

    /** Reads an event of the stream; what it does not understand may be anything. */
    default News news(String event) {
        return News.Anything.INSTANCE;
    }

    Ticker ticker(VenueInstrument instrument) throws IOException;

    /** Complete bars that opened at or after {@code fromMillis} and before {@code toMillis}, oldest first, one page. */
    List<BarRecord> bars(VenueInstrument instrument, Duration bar, long fromMillis, long toMillis) throws IOException;

    /**
     * How the public stream of an instrument's bars is spoken to. Only where the profile says that there is one.
     *
     * @throws IllegalArgumentException if the venue has none of that length, naming those that it has
     */
    default StreamDialect marketStream(VenueInstrument instrument, Duration bar) {
        throw new IllegalArgumentException("there is no stream of bars");
    }
}
