package dev.tandem.sim.spot;

import dev.tandem.model.Decimals;
import dev.tandem.model.ExactMath;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import java.math.BigDecimal;
import java.math.BigInteger;

/** What lots and ticks of an instrument are in units of 1e-8 of its two assets. */
final class Pricing {
    /** What is beyond the range of amounts. */
    static final long TOO_MUCH = -1;

    private final Instrument instrument;
    private final SpotFees fees;
    private final boolean feeInQuote;
    /** Units of the base asset in a lot. */
    private final long lotUnits;
    /** Units of the quote asset in a tick × lot, as a fraction in lowest terms. */
    private final long multiplier;

    private final long divisor;

    Pricing(Instrument instrument, SpotFees fees) {
        this.instrument = instrument;
        this.fees = fees;
        this.feeInQuote = fees.asset() == FeeAsset.QUOTE;
        BigDecimal lot = instrument.lotSize().movePointRight(Money.SCALE);
        if (Decimals.strip(lot).scale() > 0) {
            throw new IllegalArgumentException("balances are kept in units of 0.00000001 " + instrument.base()
                    + ", a lot of " + Decimals.text(instrument.lotSize()) + " is finer");
        }
        lotUnits = lot.longValueExact();
        BigDecimal step = Decimals.strip(instrument.tickSize().multiply(lot));
        BigInteger numerator = step.scale() > 0 ? step.unscaledValue() : step.toBigIntegerExact();
        BigInteger denominator = step.scale() > 0 ? BigInteger.TEN.pow(step.scale()) : BigInteger.ONE;
        BigInteger common = numerator.gcd(denominator);
        multiplier = numerator.divide(common).longValueExact();
        divisor = denominator.divide(common).longValueExact();
    }

    long baseUnits(long lots) {
        return Math.multiplyExact(lots, lotUnits);
    }

    /** Price × quantity, half-even: what a trade moves. */
    long amount(long ticks, long lots) {
        return instrument.notional(ticks, lots);
    }

    /** A fee in the quote asset, half-even. */
    long quoteFee(long ticks, long lots, boolean isMaker) {
        return instrument.fee(ticks, lots, fees.rate(isMaker));
    }

    /** A fee in the base asset, half-even. */
    long baseFee(long lots, boolean isMaker) {
        return fees.rate(isMaker).ofAmount(baseUnits(lots));
    }

    /**
     * What an order at this price can need at most, a buy's fee included; {@link #TOO_MUCH} if one of the amounts that it
     * would move is beyond 92 billion.
     */
    long most(boolean buy, long ticks, long lots) {
        if (lots > Long.MAX_VALUE / lotUnits) {
            return TOO_MUCH;
        }
        try {
            long cost = mostForBuy(ticks, lots);
            return buy ? cost : lots * lotUnits;
        } catch (ArithmeticException beyondTheRange) {
            return TOO_MUCH;
        }
    }

    private long mostForBuy(long ticks, long lots) {
        long amount = ExactMath.multiplyDivideCeiling(ticks, Math.multiplyExact(lots, multiplier), divisor);
        return feeInQuote
                ? Math.addExact(
                        amount,
                        ExactMath.multiplyDivideCeiling(amount, fees.highest().units(), Rate.ONE))
                : amount;
    }

    /** An amount of the quote asset in ticks × lots, rounded down. */
    BigInteger ticksTimesLots(long amount) {
        return BigInteger.valueOf(amount).multiply(BigInteger.valueOf(divisor)).divide(BigInteger.valueOf(multiplier));
    }
}
