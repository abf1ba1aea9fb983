package dev.tandem.sim.oracle;

import dev.tandem.model.Liquidity;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Side;
import java.math.BigDecimal;
import java.util.List;

/**
 * What came of a {@link Scenario}.
 *
 * @param fills in the order in which they happened
 * @param orders how every order ended, exits included, in the order of their submission
 * @param cash after the last bar
 * @param position after the last bar, negative when short
 * @param fees the sum of what the fills cost
 * @param equity cash and the position at the close, for each bar
 * @param bothLegsTouched how often one bar touched both legs of a bracket, neither at its open
 */
public record Outcome(
        List<FillEvent> fills,
        List<OrderEnd> orders,
        BigDecimal cash,
        BigDecimal position,
        BigDecimal fees,
        List<BigDecimal> equity,
        int bothLegsTouched) {

    public Outcome {
        fills = List.copyOf(fills);
        orders = List.copyOf(orders);
        equity = List.copyOf(equity);
    }

    /**
     * One fill.
     *
     * @param bar the index of the bar
     * @param order the order's key; {@code key/stop1}, {@code key/target1}, {@code key/trail1} for the exits of its
     *     first entry fill
     */
    public record FillEvent(
            int bar,
            String order,
            Side side,
            BigDecimal price,
            BigDecimal quantity,
            BigDecimal fee,
            Liquidity liquidity) {}

    /**
     * How an order ended; {@link OrderStatus#NEW} if it is still open.
     *
     * @param order as in {@link FillEvent}; {@code key/rest} for what a spot account denied of a sale that was larger
     *     than the position
     * @param status of what was left last: an order of which a part was filled and the rest expired is expired
     * @param reason one word for an order that was refused, expired or canceled; else empty
     * @param filled how much of it was filled
     */
    public record OrderEnd(String order, OrderStatus status, String reason, BigDecimal filled) {}

    /** How the order of that name ended. */
    public OrderEnd order(String name) {
        return orders.stream()
                .filter(order -> order.order().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no order " + name + " among " + orders));
    }
}
