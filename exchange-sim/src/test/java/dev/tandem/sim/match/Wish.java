package dev.tandem.sim.match;

/**
 * What somebody wants of a market, for either matcher.
 *
 * @param id its number
 * @param sign +1 to buy, -1 to sell
 * @param lots how much
 * @param expiry when it ends; {@link Long#MAX_VALUE} for never
 * @param exits how far from each of its fills a pair of exits follows, in ticks; 0 for none
 */
record Wish(
        int id,
        int sign,
        RestingOrder.Kind kind,
        long limit,
        long stop,
        long lots,
        boolean immediate,
        boolean whole,
        boolean day,
        long expiry,
        boolean postOnly,
        long exits) {
    /** A pair of exits for a fill. */
    static Wish stopOf(int id, int sign, long from, long distance, long lots) {
        return exit(id, -sign, RestingOrder.Kind.STOP, 0, Math.max(1, from - sign * distance), lots);
    }

    static Wish targetOf(int id, int sign, long from, long distance, long lots) {
        return exit(id, -sign, RestingOrder.Kind.LIMIT, Math.max(1, from + sign * distance), 0, lots);
    }

    private static Wish exit(int id, int sign, RestingOrder.Kind kind, long limit, long stop, long lots) {
        return new Wish(id, sign, kind, limit, stop, lots, false, false, false, Long.MAX_VALUE, false, 0);
    }
}
