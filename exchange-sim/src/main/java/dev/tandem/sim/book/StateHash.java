package dev.tandem.sim.book;

/** Mixes what a book is made of into one number: two books that will behave alike have the same. */
final class StateHash {
    private StateHash() {}

    /** All orders, in order of price, then time. */
    static long of(PriceLadder ladder) {
        long hash = 1;
        for (PriceLevel level = ladder.best(); level != null; level = ladder.after(level)) {
            for (BookOrder order = level.head; order != null; order = order.next) {
                hash = 31 * hash + of(order);
            }
        }
        return mix(hash);
    }

    static long of(BookOrder order) {
        long hash = mix(order.orderId);
        hash = mix(hash ^ order.account);
        hash = mix(hash ^ order.priceTicks);
        hash = mix(hash ^ order.lots);
        hash = mix(hash ^ order.remaining);
        hash = mix(hash ^ order.stopTicks);
        hash = mix(hash ^ order.extremeTicks);
        BookOrder sibling = order.sibling;
        hash = mix(hash ^ (sibling == null ? 0 : sibling.orderId));
        int rest = order.trailingBasisPoints << 12 | order.life.ordinal() << 8 | order.selfTrade.ordinal() << 4;
        return mix(hash ^ (rest | (order.buy ? 1 : 0) | (order.market ? 2 : 0) | (order.postOnly ? 4 : 0)));
    }

    /** The finalizer of SplittableRandom: every bit of the input moves about half of the bits of the result. */
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
