package dev.tandem.sim;

import dev.tandem.model.Rate;
import dev.tandem.sim.book.EarlyTrigger;
import dev.tandem.sim.match.FillModel;
import dev.tandem.sim.match.QueueModel;
import org.jspecify.annotations.Nullable;

/**
 * How hard the simulated market is.
 *
 * @param account what the account allows
 * @param makerFee of price × quantity, for orders that rested
 * @param takerFee of price × quantity, for orders that took
 * @param slippage by which market and stop fills are worse than their price
 * @param slippageWithinBar whether slippage stops at the bar's high and low
 * @param fills what it takes for a price to fill
 * @param participation how much of a bar's volume may be ours, as a fraction; zero for as much as is asked for
 * @param queue where a limit order stands among others at its price, where ticks happen; null for what {@code fills}
 *     stands for ({@link QueueModel#of})
 * @param passedStops what becomes of a stop that the market has passed when it arrives: executed at once, or rejected as
 *     Binance does, together with pairs of which it has passed one; where bars happen, not ticks
 */
public record SimConfig(
        AccountType account,
        Rate makerFee,
        Rate takerFee,
        Rate slippage,
        boolean slippageWithinBar,
        FillModel fills,
        Rate participation,
        @Nullable QueueModel queue,
        EarlyTrigger passedStops) {
    public SimConfig {
        if (slippage.units() < 0 || slippage.units() >= Rate.ONE) {
            throw new IllegalArgumentException("slippage must be a fraction from 0 to below 1, was " + slippage);
        }
        if (participation.units() < 0 || participation.units() > Rate.ONE) {
            throw new IllegalArgumentException(
                    "participation must be a fraction of the volume from 0 (off) to 1, was " + participation);
        }
    }

    /** With stops that are executed at once where the market has passed them. */
    public SimConfig(
            AccountType account,
            Rate makerFee,
            Rate takerFee,
            Rate slippage,
            boolean slippageWithinBar,
            FillModel fills,
            Rate participation,
            @Nullable QueueModel queue) {
        this(
                account,
                makerFee,
                takerFee,
                slippage,
                slippageWithinBar,
                fills,
                participation,
                queue,
                EarlyTrigger.TRIGGER);
    }

    /** With as much volume as is asked for. */
    public SimConfig(
            AccountType account,
            Rate makerFee,
            Rate takerFee,
            Rate slippage,
            boolean slippageWithinBar,
            FillModel fills) {
        this(account, makerFee, takerFee, slippage, slippageWithinBar, fills, Rate.ZERO, null);
    }

    /** A margin account, 0.1 % of fees, no slippage, realistic fills. */
    public static SimConfig standard() {
        Rate fee = Rate.parse("0.001");
        return new SimConfig(AccountType.MARGIN, fee, fee, Rate.ZERO, false, FillModel.REALISTIC);
    }

    public SimConfig withAccount(AccountType type) {
        return new SimConfig(
                type, makerFee, takerFee, slippage, slippageWithinBar, fills, participation, queue, passedStops);
    }

    public SimConfig withFees(Rate maker, Rate taker) {
        return new SimConfig(
                account, maker, taker, slippage, slippageWithinBar, fills, participation, queue, passedStops);
    }

    public SimConfig withSlippage(Rate rate) {
        return new SimConfig(
                account, makerFee, takerFee, rate, slippageWithinBar, fills, participation, queue, passedStops);
    }

    public SimConfig withSlippageWithinBar(boolean within) {
        return new SimConfig(account, makerFee, takerFee, slippage, within, fills, participation, queue, passedStops);
    }

    public SimConfig withFills(FillModel model) {
        return new SimConfig(
                account, makerFee, takerFee, slippage, slippageWithinBar, model, participation, queue, passedStops);
    }

    public SimConfig withParticipation(Rate share) {
        return new SimConfig(
                account, makerFee, takerFee, slippage, slippageWithinBar, fills, share, queue, passedStops);
    }

    public SimConfig withQueue(QueueModel model) {
        return new SimConfig(
                account, makerFee, takerFee, slippage, slippageWithinBar, fills, participation, model, passedStops);
    }

    /** What becomes of a stop that the market has passed when it arrives. */
    public SimConfig withPassedStops(EarlyTrigger what) {
        return new SimConfig(
                account, makerFee, takerFee, slippage, slippageWithinBar, fills, participation, queue, what);
    }

    /** The queue model that counts. */
    QueueModel queueModel() {
        return queue == null ? QueueModel.of(fills) : queue;
    }
}
