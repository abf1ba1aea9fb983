package dev.tandem.xchange;

import dev.tandem.gate.AccountView;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.GateDecision;
import dev.tandem.gate.OrderRole;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.model.Capabilities;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderType;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import java.math.BigDecimal;

/** Orders that a gate without limits has approved: what tests hand to an exchange. */
final class Given {
    static final Instrument BTC = Instrument.of("BTC/USDT", "0.01", "0.00001");
    private static final Gate GATE =
            new Gate(ConfidencePolicy.minimum(0), RiskLimits.NONE, new Sizing.Fixed(BigDecimal.ONE));

    private Given() {}

    static ClientOrderId id(long number) {
        return new ClientOrderId("t1", number);
    }

    static ApprovedOrder.Single order(long number, OrderRequest.Builder request) {
        GateDecision decision = GATE.decide(request.build(), id(number), new Flat());
        if (decision instanceof GateDecision.Approved approved) {
            return approved.order();
        }
        throw new AssertionError("was meant to pass: " + decision);
    }

    static ApprovedOrder.Single buyLimit(long number, String quantity, String price) {
        return order(number, OrderRequest.buy(BTC).limit(price).quantity(quantity));
    }

    static ApprovedOrder.Single buyMarket(long number, String quantity) {
        return order(number, OrderRequest.buy(BTC).quantity(quantity));
    }

    static ApprovedOrder.Single exit(long number, OrderType type, String quantity, OrderRole role) {
        return GATE.approveExit(id(number), BTC, Side.SELL, type, BTC.lots(new BigDecimal(quantity)), role);
    }

    static ApprovedOrder.Single stopLoss(long number, String quantity, String price) {
        return exit(number, new OrderType.Stop(BTC.ticks(new BigDecimal(price))), quantity, OrderRole.STOP_LOSS);
    }

    static ApprovedOrder.Single takeProfit(long number, String quantity, String price) {
        return exit(number, new OrderType.Limit(BTC.ticks(new BigDecimal(price))), quantity, OrderRole.TAKE_PROFIT);
    }

    static ApprovedOrder.Oco pair(ApprovedOrder.Single stop, ApprovedOrder.Single limit) {
        return GATE.pair(stop, limit);
    }

    /** Nothing held, no price known: nothing to object to. */
    private record Flat() implements AccountView {
        @Override
        public Capabilities capabilities() {
            return Capabilities.all();
        }

        @Override
        public long positionLots(Instrument instrument) {
            return 0;
        }

        @Override
        public long workingLots(Instrument instrument, Side side) {
            return 0;
        }

        @Override
        public long lastTicks(Instrument instrument) {
            return 6_000_000;
        }

        @Override
        public long equity() {
            return Money.ONE;
        }

        @Override
        public long equityAtStartOfDay() {
            return Money.ONE;
        }

        @Override
        public long availableFunds() {
            return Money.ONE;
        }

        @Override
        public Rate takerFee() {
            return Rate.ZERO;
        }

        @Override
        public int openOrders() {
            return 0;
        }

        @Override
        public long nowNanos() {
            return 0;
        }
    }
}
