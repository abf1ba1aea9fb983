package dev.tandem.sim;

import dev.tandem.model.Rate;
import dev.tandem.sim.match.FillModel;

/**
 * How hard the simulated market is.
 *
 * @param account what the account allows
 * @param makerFee of price × quantity, for orders that rested
 * @param takerFee of price × quantity, for orders that took
 * @param slippage by which market and stop fills are worse than their price
 * @param slippageWithinBar whether slippage stops at the bar's high and low
 * @param fills what it takes for a price to fill
 */
public record SimConfig(
        AccountType account, Rate makerFee, Rate takerFee, Rate slippage, boolean slippageWithinBar, FillModel fills) {
    public SimConfig {
        if (slippage.units() < 0 || slippage.units() >= Rate.ONE) {
            throw new IllegalArgumentException("slippage must be a fraction from 0 to below 1, was " + slippage);
        }
    }

    /** A margin account, 0.1 % of fees, no slippage, realistic fills. */
    public static SimConfig standard() {
        Rate fee = Rate.parse("0.001");
        return new SimConfig(AccountType.MARGIN, fee, fee, Rate.ZERO, false, FillModel.REALISTIC);
    }

    public SimConfig withAccount(AccountType type) {
        return new SimConfig(type, makerFee, takerFee, slippage, slippageWithinBar, fills);
    }

    public SimConfig withFees(Rate maker, Rate taker) {
        return new SimConfig(account, maker, taker, slippage, slippageWithinBar, fills);
    }

    public SimConfig withSlippage(Rate rate) {
        return new SimConfig(account, makerFee, takerFee, rate, slippageWithinBar, fills);
    }

    public SimConfig withSlippageWithinBar(boolean within) {
        return new SimConfig(account, makerFee, takerFee, slippage, within, fills);
    }

    public SimConfig withFills(FillModel model) {
        return new SimConfig(account, makerFee, takerFee, slippage, slippageWithinBar, model);
    }
}
