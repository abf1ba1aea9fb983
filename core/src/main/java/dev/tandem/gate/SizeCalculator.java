package dev.tandem.gate;

import dev.tandem.model.Decimals;
import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Turns a {@link Sizing} into lots. */
final class SizeCalculator {
    private final Sizing sizing;
    private long lots;

    /** A fixed quantity in the lots of the instrument that was asked for last. */
    private long fixedLots;

    private @Nullable Instrument fixedFor;

    SizeCalculator(Sizing sizing) {
        this.sizing = sizing;
    }

    /**
     * Works out the size of what an order opens; null if that went well, then see {@link #lots()}.
     *
     * @param closing how many lots it closes first, which frees what they are covered with
     */
    @Nullable
    Denial size(OrderRequest request, AccountView account, long closing, long referenceTicks) {
        Instrument instrument = request.instrument();
        if (sizing instanceof Sizing.Fixed(BigDecimal quantity)) {
            if (instrument.equals(fixedFor)) {
                lots = fixedLots;
                return null;
            }
            try {
                lots = instrument.lots(quantity);
                fixedFor = instrument;
                fixedLots = lots;
                return null;
            } catch (IllegalArgumentException e) {
                return Denial.of(DenialReason.SIZING, String.valueOf(e.getMessage()));
            }
        }
        if (referenceTicks <= 0) {
            return Denial.of(DenialReason.NO_PRICE, "no price of " + instrument + " is known yet to size an order by");
        }
        long affordable = affordableLots(instrument, account, closing, referenceTicks);
        switch (sizing) {
            case Sizing.PercentOfEquity(Rate share) ->
                lots = Math.min(instrument.lotsFor(share.ofAmount(account.equity()), referenceTicks), affordable);
            case Sizing.PercentAtRisk(Rate share) -> {
                long distance = stopDistance(request, referenceTicks);
                if (distance <= 0) {
                    return Denial.of(
                            DenialReason.SIZING,
                            "sizing by risk needs a stop-loss on the losing side of the price; add --stop-loss");
                }
                lots = Math.min(instrument.lotsFor(share.ofAmount(account.equity()), distance), affordable);
            }
            case Sizing.Kelly kelly -> {
                long target =
                        Payoff.target(request, referenceTicks) - kelly.costs().units();
                long stop = Payoff.stop(request, referenceTicks) + kelly.costs().units();
                if (target <= 0 || stop <= kelly.costs().units()) {
                    return Denial.of(
                            DenialReason.SIZING,
                            "sizing by Kelly's rule needs a stop-loss and a take-profit beyond the costs; add"
                                    + " --stop-loss and --take-profit");
                }
                double p = request.confidence().value();
                double share =
                        kelly.part().toDecimal().doubleValue() * (p * Rate.ONE / stop - (1 - p) * Rate.ONE / target);
                if (!(share > 0)) {
                    return new Denial(
                            DenialReason.SIZING,
                            "kelly",
                            request.confidence().toString(),
                            Double.toString((double) stop / (stop + target)),
                            "",
                            request.agents(),
                            "at a confidence of " + request.confidence()
                                    + " Kelly's rule opens nothing: with a stop of "
                                    + new Rate(stop) + " and a target of " + new Rate(target)
                                    + ", costs included, break-even is at " + (double) stop / (stop + target));
                }
                Rate capped = new Rate(Math.min(kelly.cap().units(), (long) Math.floor(Math.min(share, 2) * Rate.ONE)));
                lots = Math.min(instrument.lotsFor(capped.ofAmount(account.equity()), referenceTicks), affordable);
            }
            case Sizing.Fixed fixed -> throw new AssertionError("handled above");
        }
        if (lots <= 0) {
            return new Denial(
                    DenialReason.SIZING,
                    "0",
                    Decimals.text(instrument.lotSize()),
                    instrument.base(),
                    "an equity of " + Money.toText(account.equity()) + " " + instrument.quote()
                            + " does not come to one lot of " + Decimals.text(instrument.lotSize()) + " "
                            + instrument.base() + " at " + Decimals.text(instrument.price(referenceTicks)));
        }
        return null;
    }

    long lots() {
        return lots;
    }

    private static long affordableLots(Instrument instrument, AccountView account, long closing, long ticks) {
        long freed = instrument.notional(ticks, closing) - instrument.fee(ticks, closing, account.takerFee());
        long funds = Math.max(0, Math.addExact(account.availableFunds(), freed));
        BigDecimal perUnit = BigDecimal.ONE.add(account.takerFee().toDecimal());
        BigDecimal spendable = Money.toDecimal(funds).divide(perUnit, Money.SCALE, RoundingMode.FLOOR);
        return instrument.lotsFor(Money.of(spendable), ticks);
    }

    /** How far the tightest stop is from the price, in ticks; 0 if there is none. */
    private static long stopDistance(OrderRequest request, long ticks) {
        long distance = 0;
        Exit stopLoss = request.stopLoss();
        if (stopLoss != null) {
            long stop = stopLoss.stopTicks(request.instrument(), request.side(), ticks);
            distance = (ticks - stop) * request.side().sign();
        }
        Rate trailing = request.trailingStop();
        if (trailing != null) {
            long stop = Exit.fractionFromFill(trailing).stopTicks(request.instrument(), request.side(), ticks);
            long trailingDistance = (ticks - stop) * request.side().sign();
            distance = stopLoss == null ? trailingDistance : Math.min(distance, trailingDistance);
        }
        return distance;
    }
}
