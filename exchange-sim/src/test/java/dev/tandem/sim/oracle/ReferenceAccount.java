package dev.tandem.sim.oracle;

import dev.tandem.model.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Cash and position of the reference run, and what can be paid for. */
final class ReferenceAccount {
    BigDecimal cash;
    BigDecimal position = BigDecimal.ZERO;
    BigDecimal fees = BigDecimal.ZERO;
    private final BigDecimal takerFee;

    ReferenceAccount(BigDecimal cash, BigDecimal takerFee) {
        this.cash = cash;
        this.takerFee = takerFee;
    }

    static BigDecimal money(BigDecimal exact) {
        return exact.setScale(8, RoundingMode.HALF_EVEN);
    }

    /** Cash and position at this price. */
    BigDecimal equity(BigDecimal price) {
        return cash.add(money(position.multiply(price)));
    }

    /** How much of an order would close what there is. */
    BigDecimal closingPart(Side side, BigDecimal quantity) {
        return position.signum() == -side.sign() ? quantity.min(position.abs()) : BigDecimal.ZERO;
    }

    BigDecimal takerFee(BigDecimal price, BigDecimal quantity) {
        return money(takerFee.multiply(price).multiply(quantity));
    }

    /**
     * Whether this can be paid for: what only reduces always can; otherwise cash after it, with the position valued at
     * this price and a short secured in full, must cover what is reserved for other orders.
     */
    boolean affords(Side side, BigDecimal quantity, BigDecimal price, BigDecimal feeRate, BigDecimal reservedByOthers) {
        BigDecimal signed = side == Side.BUY ? quantity : quantity.negate();
        BigDecimal after = position.add(signed);
        boolean larger = after.abs().compareTo(position.abs()) > 0;
        boolean flipped = after.signum() * position.signum() < 0;
        if (!larger && !flipped) {
            return true;
        }
        BigDecimal cashAfter = cash.subtract(money(signed.multiply(price)))
                .subtract(money(feeRate.multiply(price).multiply(quantity)));
        BigDecimal free = cashAfter
                .add(money(after.multiply(price)))
                .subtract(money(after.abs().multiply(price)))
                .subtract(reservedByOthers);
        return free.signum() >= 0;
    }

    void book(Side side, BigDecimal quantity, BigDecimal price, BigDecimal fee) {
        BigDecimal signed = side == Side.BUY ? quantity : quantity.negate();
        cash = cash.subtract(money(signed.multiply(price))).subtract(fee);
        position = position.add(signed);
        fees = fees.add(fee);
    }
}
