package dev.tandem.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Where a position that an order opens is to be left: at a price, or at a distance from the price of each fill.
 *
 * <p>A distance is turned into a price when the fill is known, rounded to the tick <em>towards the entry</em> (a long's
 * stop up, its target down), so that it is never off the grid.
 */
public sealed interface Exit {
    /**
     * At a price.
     *
     * @param price on the instrument's grid; else the order is denied
     */
    record At(BigDecimal price) implements Exit {}

    /**
     * At a distance from the price of each fill.
     *
     * @param distance as a fraction of the fill's price, above 0 and below 1 for a stop
     */
    record FromFill(Rate distance) implements Exit {
        public FromFill {
            if (distance.units() <= 0) {
                throw new IllegalArgumentException("an exit's distance must be above 0, was " + distance);
            }
        }
    }

    static Exit at(String price) {
        return new At(Decimals.parse(price));
    }

    static Exit at(BigDecimal price) {
        return new At(price);
    }

    /** So many percent from the fill: {@code percentFromFill("2")} is 2 %. */
    static Exit percentFromFill(String percent) {
        return new FromFill(Rate.ofPercent(Decimals.parse(percent)));
    }

    /** A fraction of the fill's price away from it: {@code fractionFromFill(0.02)} is 2 %. */
    static Exit fractionFromFill(Rate fraction) {
        return new FromFill(fraction);
    }

    /**
     * The price of a stop that protects what was filled.
     *
     * @param entry the side of the fill that opened the position
     * @param fillTicks its price
     */
    default long stopTicks(Instrument instrument, Side entry, long fillTicks) {
        return switch (this) {
            case At at -> instrument.ticks(at.price());
            case FromFill(Rate distance) ->
                entry == Side.BUY
                        ? scaled(fillTicks, Rate.ONE - distance.units(), RoundingMode.CEILING)
                        : scaled(fillTicks, Rate.ONE + distance.units(), RoundingMode.FLOOR);
        };
    }

    /**
     * The price of a limit at which what was filled is sold with profit.
     *
     * @param entry the side of the fill that opened the position
     * @param fillTicks its price
     */
    default long targetTicks(Instrument instrument, Side entry, long fillTicks) {
        return switch (this) {
            case At at -> instrument.ticks(at.price());
            case FromFill(Rate distance) ->
                entry == Side.BUY
                        ? scaled(fillTicks, Rate.ONE + distance.units(), RoundingMode.FLOOR)
                        : scaled(fillTicks, Rate.ONE - distance.units(), RoundingMode.CEILING);
        };
    }

    private static long scaled(long ticks, long factor, RoundingMode towardsEntry) {
        return ExactMath.multiplyDivide(ticks, factor, Rate.ONE, towardsEntry);
    }
}
