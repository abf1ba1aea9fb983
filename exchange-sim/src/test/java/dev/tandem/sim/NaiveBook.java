package dev.tandem.sim;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.ledger.Holding;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Decimals;
import dev.tandem.model.Fill;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The books of an account as one would keep them on paper: decimals, one line for each sentence of the rules. */
final class NaiveBook {
    private final Rate takerFee;
    private final Map<ClientOrderId, BigDecimal> reserved = new LinkedHashMap<>();
    private BigDecimal cash;
    private BigDecimal position = BigDecimal.ZERO;
    private BigDecimal fees = BigDecimal.ZERO;
    private BigDecimal mark = BigDecimal.ZERO;

    NaiveBook(BigDecimal cash, Rate takerFee) {
        this.cash = cash;
        this.takerFee = takerFee;
    }

    void filled(Fill fill) {
        BigDecimal notional = cents(fill.price().multiply(fill.quantity()));
        BigDecimal fee = Money.toDecimal(fill.fee());
        boolean bought = fill.side() == Side.BUY;
        cash = (bought ? cash.subtract(notional) : cash.add(notional)).subtract(fee);
        position = bought ? position.add(fill.quantity()) : position.subtract(fill.quantity());
        fees = fees.add(fee);
    }

    void closed(BigDecimal price) {
        mark = price;
    }

    /** An order that would open something needs its notional and a taker's fee for all of it. */
    BigDecimal needed(ApprovedOrder.Single order, BigDecimal price) {
        BigDecimal quantity = order.instrument().quantity(order.lots());
        boolean against = order.side() == Side.BUY ? position.signum() < 0 : position.signum() > 0;
        BigDecimal closing = against ? quantity.min(position.abs()) : BigDecimal.ZERO;
        BigDecimal opening = quantity.subtract(closing);
        if (order.reduceOnly() || opening.signum() == 0 || price.signum() == 0) {
            return BigDecimal.ZERO;
        }
        return cents(price.multiply(opening)).add(cents(price.multiply(quantity).multiply(takerFee.toDecimal())));
    }

    void reserve(ClientOrderId order, BigDecimal amount) {
        reserved.put(order, amount);
    }

    void release(ClientOrderId order) {
        reserved.remove(order);
    }

    private BigDecimal equity() {
        return cash.add(cents(position.multiply(mark)));
    }

    private BigDecimal reserved() {
        return reserved.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** All of it in a line. */
    String line(boolean withReserved) {
        return line(cash, position, fees, equity(), withReserved ? reserved() : BigDecimal.ZERO);
    }

    /** The same of a real ledger. */
    static String line(Ledger ledger) {
        Holding holding = ledger.holdings().getFirst();
        return line(
                Money.toDecimal(ledger.cash()),
                holding.instrument().quantity(holding.lots()),
                Money.toDecimal(ledger.fees()),
                Money.toDecimal(ledger.equity()),
                Money.toDecimal(ledger.reserved()));
    }

    private static String line(
            BigDecimal cash, BigDecimal position, BigDecimal fees, BigDecimal equity, BigDecimal reserved) {
        return "cash " + Decimals.text(cash) + ", position " + Decimals.text(position) + ", fees " + Decimals.text(fees)
                + ", equity " + Decimals.text(equity) + ", reserved " + Decimals.text(reserved);
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(Money.SCALE, RoundingMode.HALF_EVEN);
    }
}
