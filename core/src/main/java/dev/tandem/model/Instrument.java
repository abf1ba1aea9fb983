package dev.tandem.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is traded, and the grid on which its prices and quantities live.
 *
 * <p>A price is a whole number of <em>ticks</em> (FIX tag 969, MinPriceIncrement), a quantity a whole number of
 * <em>lots</em> (FIX tag 1231, MinLotSize). With {@code tick 0.01} and {@code lot 0.00001} a price of 61837.63 is
 * {@code 6_183_763} ticks and a quantity of 0.02 is {@code 2_000} lots. Products of the two become {@link Money}.
 *
 * <pre>{@code
 * Instrument btc = Instrument.of("BTC/USDT", "0.01", "0.00001");
 * btc.ticks(new BigDecimal("61837.63"));   // 6183763
 * btc.notional(6_183_763, 2_000);          // 123675260000 = 1236.7526 USDT
 * }</pre>
 *
 * <p>Immutable and safe for any thread.
 */
public final class Instrument {
    /** The grid when nobody says otherwise: eight decimals for price and quantity. */
    public static final BigDecimal DEFAULT_STEP = new BigDecimal("0.00000001");

    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9][A-Z0-9._!:-]{0,23}/[A-Z0-9][A-Z0-9._!:-]{0,23}");
    private static final int MAX_SCALE = 18;

    private final String symbol;
    private final BigDecimal tickSize;
    private final BigDecimal lotSize;
    private final long minNotional;

    private final long tickUnits;
    private final double tickDivisor;
    private final double lotDivisor;
    private final long lotUnits;
    private final long moneyMultiplier;
    private final long moneyDivisor;
    private final Divisor money;
    private final @Nullable Divisor fees;
    /** Worked out once: every bar and order is looked up by its instrument. */
    private final int hash;

    private Instrument(String symbol, BigDecimal tickSize, BigDecimal lotSize, long minNotional) {
        this.symbol = symbol;
        this.tickSize = tickSize;
        this.lotSize = lotSize;
        this.minNotional = minNotional;
        this.hash = Objects.hash(symbol, tickSize, lotSize, minNotional);
        this.tickUnits = tickSize.unscaledValue().longValueExact();
        this.lotUnits = lotSize.unscaledValue().longValueExact();
        this.tickDivisor = Math.pow(10, tickSize.scale());
        this.lotDivisor = Math.pow(10, lotSize.scale());
        // money = ticks × lots × multiplier ÷ divisor, in 1e-8 of the quote asset
        BigInteger multiplier = BigInteger.valueOf(tickUnits).multiply(BigInteger.valueOf(lotUnits));
        BigInteger divisor = BigInteger.ONE;
        int exponent = Money.SCALE - tickSize.scale() - lotSize.scale();
        if (exponent >= 0) {
            multiplier = multiplier.multiply(BigInteger.TEN.pow(exponent));
        } else {
            divisor = BigInteger.TEN.pow(-exponent);
        }
        BigInteger common = multiplier.gcd(divisor);
        try {
            this.moneyMultiplier = multiplier.divide(common).longValueExact();
            this.moneyDivisor = divisor.divide(common).longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "tick " + Decimals.text(tickSize) + " with lot " + Decimals.text(lotSize) + " is beyond the range"
                            + " in which money is exact (1e-8 of the quote asset)",
                    e);
        }
        this.money = new Divisor(moneyDivisor);
        this.fees = moneyDivisor <= Long.MAX_VALUE / Rate.ONE ? new Divisor(moneyDivisor * Rate.ONE) : null;
    }

    /** An instrument on the default grid of 1e-8. */
    public static Instrument of(String symbol) {
        return of(symbol, DEFAULT_STEP, DEFAULT_STEP, 0L);
    }

    /** An instrument with a tick and a lot, as text: {@code of("BTC/USDT", "0.01", "0.00001")}. */
    public static Instrument of(String symbol, String tickSize, String lotSize) {
        return of(symbol, Decimals.parse(tickSize), Decimals.parse(lotSize), 0L);
    }

    /**
     * An instrument with everything that is known of it.
     *
     * @param symbol base and quote asset, {@code BTC/USDT} (FIX tag 55)
     * @param tickSize the smallest step of a price, positive, at most 18 decimals
     * @param lotSize the smallest step of a quantity, positive, at most 18 decimals
     * @param minNotional the smallest order, in units of {@link Money}; 0 for none
     * @throws IllegalArgumentException naming the value that is out of range
     */
    public static Instrument of(String symbol, BigDecimal tickSize, BigDecimal lotSize, long minNotional) {
        if (!SYMBOL.matcher(symbol).matches()) {
            throw new IllegalArgumentException(
                    "'" + symbol + "' is not a symbol such as BTC/USD (base/quote, capitals)");
        }
        if (minNotional < 0) {
            throw new IllegalArgumentException(
                    "minimum notional must not be negative, was " + Money.toText(minNotional));
        }
        return new Instrument(symbol, step("tick", tickSize), step("lot", lotSize), minNotional);
    }

    private static BigDecimal step(String name, BigDecimal size) {
        BigDecimal stripped = Decimals.strip(size);
        if (stripped.signum() <= 0 || stripped.scale() > MAX_SCALE || stripped.precision() > MAX_SCALE) {
            throw new IllegalArgumentException(
                    name + " must be positive with at most 18 decimals, was " + Decimals.text(size));
        }
        return stripped;
    }

    /** Base and quote, {@code BTC/USDT}. */
    public String symbol() {
        return symbol;
    }

    /** The asset that is bought and sold: {@code BTC}. */
    public String base() {
        return symbol.substring(0, symbol.indexOf('/'));
    }

    /** The asset that prices and money are in: {@code USDT}. */
    public String quote() {
        return symbol.substring(symbol.indexOf('/') + 1);
    }

    /** The smallest step of a price. */
    public BigDecimal tickSize() {
        return tickSize;
    }

    /** The smallest step of a quantity. */
    public BigDecimal lotSize() {
        return lotSize;
    }

    /** The smallest order the venue takes, in units of {@link Money}; 0 for none. */
    public long minNotional() {
        return minNotional;
    }

    // Prices

    /**
     * A price as ticks.
     *
     * @throws OffGridException if it lies between two ticks; both are named
     */
    public long ticks(BigDecimal price) {
        return onGrid("price", price, tickSize);
    }

    /** A price as ticks, rounded as told. */
    public long roundedTicks(BigDecimal price, RoundingMode rounding) {
        return steps("price", price, tickSize, rounding);
    }

    /**
     * A computed price as ticks, rounded as told: the one door from an indicator's world of {@code double} to exact
     * prices.
     *
     * @throws IllegalArgumentException if it is NaN or infinite
     */
    public long roundedTicks(double price, RoundingMode rounding) {
        if (!Double.isFinite(price)) {
            throw new IllegalArgumentException("price must be a finite number, was " + price);
        }
        return roundedTicks(BigDecimal.valueOf(price), rounding);
    }

    /** The exact price of so many ticks, without trailing zeros. */
    public BigDecimal price(long ticks) {
        return Decimals.strip(tickSize.multiply(BigDecimal.valueOf(ticks)));
    }

    /** The price as the nearest {@code double}: for indicators and statistics, not for orders. */
    public double priceAsDouble(long ticks) {
        return (double) ticks * tickUnits / tickDivisor;
    }

    // Quantities

    /**
     * A quantity as lots.
     *
     * @throws OffGridException if it lies between two lots; both are named
     */
    public long lots(BigDecimal quantity) {
        return onGrid("quantity", quantity, lotSize);
    }

    /** A quantity as lots, rounded as told. */
    public long roundedLots(BigDecimal quantity, RoundingMode rounding) {
        return steps("quantity", quantity, lotSize, rounding);
    }

    /** The exact quantity of so many lots, without trailing zeros. */
    public BigDecimal quantity(long lots) {
        return Decimals.strip(lotSize.multiply(BigDecimal.valueOf(lots)));
    }

    /** The quantity as the nearest {@code double}: for statistics. */
    public double quantityAsDouble(long lots) {
        return lots * (double) lotUnits / lotDivisor;
    }

    // Money

    /** Price × quantity in units of {@link Money}, rounded half-even. Negative lots give a negative amount. */
    public long notional(long ticks, long lots) {
        if (ExactMath.fits(lots, moneyMultiplier)) {
            return money.multiplyDivideHalfEven(ticks, lots * moneyMultiplier);
        }
        return ExactMath.multiplyDivideHalfEven(ticks, lots, moneyMultiplier, moneyDivisor);
    }

    /**
     * A fee of {@code rate × price × quantity} in units of {@link Money}: one rounding (half-even), not two.
     *
     * @param lots how much was traded, not negative
     */
    public long fee(long ticks, long lots, Rate rate) {
        long factor = rate.units();
        if (factor == 0) {
            return 0;
        }
        if (fees != null && ExactMath.fits(factor, moneyMultiplier)) {
            long scaled = factor * moneyMultiplier;
            if (ExactMath.fits(lots, scaled)) {
                return fees.multiplyDivideHalfEven(ticks, lots * scaled);
            }
        }
        BigDecimal exact = price(ticks).multiply(quantity(lots)).multiply(rate.toDecimal());
        return exact.setScale(Money.SCALE, RoundingMode.HALF_EVEN)
                .unscaledValue()
                .longValueExact();
    }

    /**
     * How much money one tick is worth for so many lots, if that is a whole number of units; otherwise 0. With it,
     * marking a position at each price is one multiplication.
     */
    public long moneyPerTick(long lots) {
        long high = Math.multiplyHigh(lots, moneyMultiplier);
        long low = lots * moneyMultiplier;
        boolean fits = (high == 0 && low >= 0) || (high == -1 && low < 0);
        return fits && low % moneyDivisor == 0 ? low / moneyDivisor : 0L;
    }

    /** The most lots whose notional at this price is not above the amount; 0 if not even one lot is. */
    public long lotsFor(long amount, long ticks) {
        if (amount <= 0 || ticks <= 0) {
            return 0;
        }
        BigInteger numerator = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(moneyDivisor));
        BigInteger denominator = BigInteger.valueOf(ticks).multiply(BigInteger.valueOf(moneyMultiplier));
        return numerator
                .divide(denominator)
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    private static long onGrid(String what, BigDecimal value, BigDecimal step) {
        BigDecimal[] parts = value.divideAndRemainder(step);
        if (parts[1].signum() != 0) {
            BigDecimal below = step.multiply(value.divide(step, 0, RoundingMode.FLOOR));
            throw new OffGridException(what, value, below, below.add(step), step);
        }
        return inRange(what, value, parts[0]);
    }

    private static long steps(String what, BigDecimal value, BigDecimal step, RoundingMode rounding) {
        return inRange(what, value, value.divide(step, 0, rounding));
    }

    private static long inRange(String what, BigDecimal value, BigDecimal count) {
        try {
            return count.longValueExact();
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(what + " " + Decimals.text(value) + " is out of range", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Instrument that
                        && hash == that.hash
                        && symbol.equals(that.symbol)
                        && tickSize.equals(that.tickSize)
                        && lotSize.equals(that.lotSize)
                        && minNotional == that.minNotional);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return symbol;
    }
}
