package dev.tandem.plugin;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Balance;
import dev.tandem.model.Bar;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Position;
import dev.tandem.model.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An exchange that orders can be sent to, simulated or real: one account at one venue.
 *
 * <p>Three kinds of failure, three mechanisms: a caller's bug (a null, an instrument that was never loaded, a call
 * before {@link #init}) is an exception; a market's answer (too little money, too late to cancel) is data; a network in
 * trouble is {@link ExecutionResult.Unconfirmed} and a {@link Health}.
 *
 * <p>Threads: {@link #executeOrder}, {@link #cancelOrder} and {@link #replaceOrder} are called by one thread at a time
 * (the lane of the account); the others may be called by any thread. Calls may block, but never longer than the timeout
 * that the plugin names in its documentation.
 */
public interface ExecutionPlugin extends AutoCloseable {
    /** How users and the registry call it: {@code sim}, {@code xchange:binance}. */
    String name();

    /** What the venue really does. What is not in here never reaches the plugin. */
    Capabilities capabilities();

    /**
     * Connects and loads the instruments.
     *
     * @param listener told of every report from now on, until {@link #close} returns
     * @throws PluginException saying what failed and why
     * @throws IllegalStateException if it was called before
     */
    void init(ExecutionListener listener);

    /** What can be traded here. */
    List<Instrument> instruments();

    /**
     * Sends an order and waits for the venue's answer or a short timeout. Never throws for a business reason, and never
     * sends anything twice.
     */
    ExecutionResult executeOrder(ApprovedOrder order);

    /** Cancels an order. A leg of a pair takes its sibling with it. */
    CancelResult cancelOrder(ClientOrderId order);

    /**
     * Moves the stop of a resting order, or makes it smaller, in place ({@link Capability#REPLACE_ORDER}).
     *
     * @param order which
     * @param replacement the order as it shall rest from now on, under the same client order id; its quantity is what is
     *     to be open, whatever has been filled before
     */
    ExecutionResult replaceOrder(ClientOrderId order, ApprovedOrder.Single replacement);

    /** The venue's view of an order; empty if it does not know it (which is no proof that it never had it). */
    Optional<OrderSnapshot> fetchOrder(ClientOrderId order);

    /**
     * Takes over an order that an earlier session has sent, and of which that session does not know what became. The venue
     * is asked; if it has or had the order, the plugin looks after it from now on and reports all that has happened to it
     * before this returns, fills that the earlier session may have counted included: a fill is counted by its trade id.
     *
     * @return the venue's view of it, of a pair of its stop; empty if the venue does not know it
     * @throws PluginException if the venue could not be asked
     */
    default Optional<OrderSnapshot> adopt(ApprovedOrder order) {
        return fetchOrder(
                switch (order) {
                    case ApprovedOrder.Single single -> single.id();
                    case ApprovedOrder.Oco pair -> pair.stop().id();
                });
    }

    /**
     * Asks the venue at once how the open orders are, and reports what is new before it returns. A plugin that hears of
     * everything by itself has nothing to do.
     *
     * @throws PluginException if the venue could not be asked
     */
    default void refresh() {}

    /**
     * How long an order may be on its way: what the venue does not know after that will not arrive any more. Zero where an
     * answer is certain.
     */
    default Duration settleTime() {
        return Duration.ZERO;
    }

    /** What is open in the account, in the order in which it arrived, foreign orders included. */
    List<OrderSnapshot> openOrders();

    /**
     * The latest prices.
     *
     * @throws PluginException if there are none
     */
    Ticker fetchData(Instrument instrument);

    /** Complete bars that opened in {@code [from, to)}, oldest first ({@link Capability#HISTORY}). */
    List<Bar> history(Instrument instrument, Duration bar, Instant from, Instant to);

    /** Delivers bars of an instrument as they complete ({@link Capability#MARKET_DATA_STREAM}). */
    Subscription subscribe(Instrument instrument, Duration bar, MarketDataListener listener);

    /** What the account has, one entry per asset. */
    List<Balance> fetchBalance();

    /** What the account holds, one entry per instrument that is not flat. */
    List<Position> positions();

    /** How the connection is. Never throws, in no state. */
    Health healthCheck();

    /** Ends everything; no callback comes after it has returned. May be called more than once. */
    @Override
    void close();
}
