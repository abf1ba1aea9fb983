package dev.tandem.sim.spot;

import dev.tandem.model.Rate;

/**
 * What a trade costs: {@code SpotFees.of("0.001", "0.001", FeeAsset.RECEIVED)} is Binance's ordinary tariff.
 *
 * @param maker the share charged to the order that rested, at least 0 and below 1
 * @param taker the share charged to the order that arrived
 * @param asset in which it is charged
 */
public record SpotFees(Rate maker, Rate taker, FeeAsset asset) {
    /** No fees. */
    public static final SpotFees NONE = new SpotFees(Rate.ZERO, Rate.ZERO, FeeAsset.QUOTE);

    public SpotFees {
        check("maker", maker);
        check("taker", taker);
    }

    /** From text: a fraction, so that {@code 0.001} is ten basis points. */
    public static SpotFees of(String maker, String taker, FeeAsset asset) {
        return new SpotFees(Rate.parse(maker), Rate.parse(taker), asset);
    }

    private static void check(String name, Rate rate) {
        if (rate.units() < 0 || rate.units() >= Rate.ONE) {
            throw new IllegalArgumentException("the " + name + " fee is a fraction from 0 to below 1, not " + rate
                    + " (0.001 is ten basis points)");
        }
    }

    /** What an order is charged. */
    Rate rate(boolean isMaker) {
        return isMaker ? maker : taker;
    }

    /** What an order can be charged at most. */
    Rate highest() {
        return maker.units() > taker.units() ? maker : taker;
    }
}
