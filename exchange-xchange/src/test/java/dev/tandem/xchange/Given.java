package dev.tandem.xchange;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.Gate;
import dev.tandem.gate.OrderRole;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.tck.PermitEverythingGate;
import java.math.BigDecimal;

/** Orders that a gate without limits has approved: what tests hand to an exchange. */
final class Given {
    static final Instrument BTC = Instrument.of("BTC/USDT", "0.01", "0.00001");
    private static final PermitEverythingGate ORDERS = new PermitEverythingGate();
    private static final Gate EXITS = PermitEverythingGate.newGate();

    private Given() {}

    static ClientOrderId id(long number) {
        return new ClientOrderId("t1", number);
    }

    static ApprovedOrder.Single order(long number, OrderRequest.Builder request) {
        return ORDERS.approve(request.build(), id(number));
    }

    static ApprovedOrder.Single buyLimit(long number, String quantity, String price) {
        return order(number, OrderRequest.buy(BTC).limit(price).quantity(quantity));
    }

    static ApprovedOrder.Single buyMarket(long number, String quantity) {
        return order(number, OrderRequest.buy(BTC).quantity(quantity));
    }

    static ApprovedOrder.Single exit(long number, OrderType type, String quantity, OrderRole role) {
        return EXITS.approveExit(id(number), BTC, Side.SELL, type, BTC.lots(new BigDecimal(quantity)), role);
    }

    static ApprovedOrder.Single stopLoss(long number, String quantity, String price) {
        return exit(number, new OrderType.Stop(BTC.ticks(new BigDecimal(price))), quantity, OrderRole.STOP_LOSS);
    }

    static ApprovedOrder.Single takeProfit(long number, String quantity, String price) {
        return exit(number, new OrderType.Limit(BTC.ticks(new BigDecimal(price))), quantity, OrderRole.TAKE_PROFIT);
    }

    static ApprovedOrder.Oco pair(ApprovedOrder.Single stop, ApprovedOrder.Single limit) {
        return EXITS.pair(stop, limit);
    }
}
