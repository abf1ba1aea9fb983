package dev.tandem.strategy;

import dev.tandem.model.Bar;
import dev.tandem.model.BookUpdate;
import dev.tandem.model.Fill;
import dev.tandem.model.Order;
import dev.tandem.model.Quote;
import dev.tandem.model.Signal;
import dev.tandem.model.TradeTick;
import java.time.Duration;

/**
 * A trading strategy: the same object decides in a backtest, on paper and live.
 *
 * <p>All methods are called on one thread. A decision at the close of a bar is executed in the next one; nothing that
 * can be called shows anything newer than the event that is being handled.
 *
 * <pre>{@code
 * public final class BuyTheDip implements Strategy {
 *     private final Sma average = new Sma(50);
 *
 *     public void onBar(Bar bar, Trader trader) {
 *         average.add(bar.closeTicks());
 *         if (average.isReady() && average.compareTo(bar.closeTicks()) > 0 && trader.position().isFlat()) {
 *             trader.buy();
 *         }
 *     }
 * }
 * }</pre>
 */
public interface Strategy {
    /** Before the first event: the instruments are known, nothing has happened yet. */
    default void onStart(Trader trader) {}

    /** A bar is complete. The bar is a view for this call only; {@link Bar#copy()} keeps it. */
    default void onBar(Bar bar, Trader trader) {}

    /**
     * A bar of a longer time frame is complete, where the run has some. Told before the bar of the shortest frame that
     * closes at the same time; by then every frame's history has what is complete.
     *
     * @param frame how long its bars are
     */
    default void onFrame(Duration frame, Bar bar, Trader trader) {}

    /** Someone has traded, where ticks are replayed. The trade is a view for this call only. */
    default void onTrade(TradeTick trade, Trader trader) {}

    /** The best bid or offer has changed, where ticks are replayed. The quote is a view for this call only. */
    default void onQuote(Quote quote, Trader trader) {}

    /** The order book has changed, where ticks are replayed. The update is a view for this call only. */
    default void onBook(BookUpdate update, Trader trader) {}

    /** An order of this strategy, or an exit of one, was executed wholly or in part. */
    default void onFill(Fill fill, Trader trader) {}

    /** An order of this strategy was accepted, denied, rejected, canceled or has expired. */
    default void onOrder(Order order, Trader trader) {}

    /**
     * An agent's opinion has arrived: {@link Trader#nowNanos()} says when, {@link Signal#madeNanos()} when it was made. It
     * may be one that cannot be acted on; then it has a {@link Signal#defect()}.
     */
    default void onSignal(Signal signal, Trader trader) {}

    /** After the last event. */
    default void onStop(Trader trader) {}
}
