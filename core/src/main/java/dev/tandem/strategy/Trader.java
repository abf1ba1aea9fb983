package dev.tandem.strategy;

import dev.tandem.model.Instrument;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Position;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a strategy can do and know while it is being called. Valid during the call only, on the calling thread only.
 *
 * <p>The short forms ({@link #buy()}, {@link #position()}, …) mean {@link #instrument()}, the one that the event is
 * about.
 */
public interface Trader {
    /** Nanoseconds since 1970, UTC: the close of the bar or the time of the report that is being handled. */
    long nowNanos();

    default Instant now() {
        return Times.instant(nowNanos());
    }

    /** What this run trades, in the order in which it was named. */
    List<Instrument> instruments();

    /** The instrument that the event is about; before the first event, the first one. */
    Instrument instrument();

    // Orders

    /**
     * Sends an order through the gate. The answer may come later: look at the order's status, or wait for
     * {@link Strategy#onOrder}. A denied order is already {@code DENIED} when this returns.
     */
    Order submit(OrderRequest request);

    /**
     * Asks for an order to be canceled. It may be filled before that happens.
     *
     * @return false if nothing can happen to the order any more
     */
    boolean cancel(Order order);

    /** Buys the run's size at the market; if short, closes that as well. */
    default Order buy() {
        return submit(OrderRequest.buy(instrument()).build());
    }

    /** Sells the run's size at the market; if long, closes that as well. */
    default Order sell() {
        return submit(OrderRequest.sell(instrument()).build());
    }

    /**
     * Closes the position at the market, after its exits have been canceled.
     *
     * @throws IllegalStateException if there is no position
     */
    default Order close() {
        return close(instrument());
    }

    /** Closes the position in an instrument at the market, after its exits have been canceled. */
    default Order close(Instrument instrument) {
        Position position = position(instrument);
        if (position.isFlat()) {
            throw new IllegalStateException("there is no position in " + instrument + " to close");
        }
        Side side = position.isLong() ? Side.SELL : Side.BUY;
        return submit(OrderRequest.of(instrument, side).reduceOnly().build());
    }

    // What is known

    default Position position() {
        return position(instrument());
    }

    Position position(Instrument instrument);

    /** Orders that this strategy submitted and that may still be filled; exits of brackets are not among them. */
    default List<Order> openOrders() {
        return openOrders(instrument());
    }

    List<Order> openOrders(Instrument instrument);

    /** Bars that are complete, up to now. */
    default BarHistory history() {
        return history(instrument());
    }

    BarHistory history(Instrument instrument);

    /**
     * Bars of a longer time frame that are complete by now.
     *
     * @throws IllegalArgumentException if this run has no bars of that length beside those of {@link #history(Instrument)}
     */
    default BarHistory history(Instrument instrument, Duration frame) {
        throw new IllegalArgumentException("this run has no bars of " + frame + " of " + instrument
                + " beside its own; they come from a second --data of the same instrument, or from --frame");
    }

    /** What the account is worth at the last prices, in the quote asset. */
    BigDecimal equity();

    /** What the account has in the quote asset; a short's proceeds are in it. */
    BigDecimal cash();
}
