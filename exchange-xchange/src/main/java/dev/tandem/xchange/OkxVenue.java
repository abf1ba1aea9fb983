package dev.tandem.xchange;

import dev.tandem.model.Liquidity;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Side;
import dev.tandem.model.TradeId;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.knowm.xchange.dto.Order;

/**
 * An account at OKX. XChange tells what was filled of an order as one trade with the order's own id, and asks for orders that were
 * filled wholly only: what was filled of one that was canceled is in no history. So the order itself is asked once it is
 * over, and answers with the same id.
 *
 * <pre>{@code
 * {"ordId":"312269865356374016","side":"buy","sz":"0.01","px":"60000","accFillSz":"0.004","avgPx":"60000","state":"canceled",
 *  "fee":"-0.000004","feeCcy":"BTC", …}
 * }</pre>
 */
final class OkxVenue extends GenericVenue {
    OkxVenue(VenueProfile.Access access) {
        super(access, false, true);
    }

    @Override
    public List<VenueFill> fills(Reference order) throws IOException {
        for (Order found : trading().getOrder(new AnyOrder(pair(order.instrument()), order.orderId()))) {
            if (found != null && order.orderId().equals(found.getId())) {
                return fills(found, order);
            }
        }
        return List.of();
    }

    private List<VenueFill> fills(Order found, Reference order) {
        BigDecimal executed = found.getCumulativeAmount() == null ? BigDecimal.ZERO : found.getCumulativeAmount();
        OrderStatus status = status(found, executed);
        if (!status.isTerminal() || executed.signum() == 0 || found.getAveragePrice() == null) {
            return List.of();
        }
        Side side = side(found.getType());
        return List.of(new VenueFill(
                TradeId.of(found.getId()),
                orderId(found.getId()),
                side,
                found.getAveragePrice(),
                executed,
                fee(found.getFee()),
                // OKX charges what is received.
                side == Side.BUY
                        ? order.instrument().instrument().base()
                        : order.instrument().instrument().quote(),
                Liquidity.TAKER,
                nanos(found.getTimestamp())));
    }
}
