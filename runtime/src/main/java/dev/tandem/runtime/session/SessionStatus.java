package dev.tandem.runtime.session;

import dev.tandem.result.OrderCounts;
import java.util.List;

/**
 * How a session is at a moment, for people and programs. Times are nanoseconds since 1970, 0 for never; amounts are exact
 * text.
 *
 * @param session its name, which its orders carry
 * @param strategy what runs
 * @param state {@code active}, {@code reducing}, {@code halted}
 * @param cause why it is not active; empty if it is
 * @param positions what is held, one line each
 * @param openOrders what rests, one line each
 * @param unprotected positions without their stop, one line each
 * @param equity at the last prices
 * @param cash without what is held
 * @param bars how many bars the strategy has seen
 * @param lastBarNanos when the last of them closed
 * @param heardNanos when it arrived here, by our clock
 * @param streams whether the bars of all instruments come by stream at the moment, and are not asked for
 * @param lastPrice its close
 * @param lastSignal the last order that the strategy wanted, and what became of it
 * @param orders what became of orders so far
 * @param events how many events were handled
 * @param slowestMicros the longest that an event took lately
 * @param dust what is held beyond whole lots, one line each
 */
public record SessionStatus(
        String session,
        String strategy,
        String state,
        String cause,
        List<String> positions,
        List<String> openOrders,
        List<String> unprotected,
        String equity,
        String cash,
        long bars,
        long lastBarNanos,
        long heardNanos,
        boolean streams,
        String lastPrice,
        String lastSignal,
        OrderCounts orders,
        long events,
        long slowestMicros,
        List<String> dust) {
    /** Orders that left. */
    public long submitted() {
        return orders.submitted();
    }

    /** Orders that did not. */
    public long denied() {
        return orders.denied();
    }
}
