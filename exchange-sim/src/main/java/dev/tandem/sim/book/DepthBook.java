package dev.tandem.sim.book;

import static java.util.Objects.requireNonNull;

/**
 * The levels of a market as its feed tells them (L2): a size per price and side, without the orders behind it.
 *
 * <p>It believes what it is told: that the two sides do not cross, and that no update is missing, is for who reads the feed
 * to see to; {@link #isCrossed} and {@link #isLocked} tell. For one thread; nothing is allocated in steady state.
 */
public final class DepthBook {
    private final Side bids = new Side(OrderBook.MAX_TICKS);
    private final Side asks = new Side(0);

    /**
     * A level has this size from now on.
     *
     * @param bid the side
     * @param priceTicks from 1 to {@link OrderBook#MAX_TICKS}
     * @param lots the size, not what it changed by; 0 takes the level out, whether it was there or not
     */
    public void update(boolean bid, long priceTicks, long lots) {
        if (priceTicks < 1 || priceTicks > OrderBook.MAX_TICKS || lots < 0) {
            throw new IllegalArgumentException("a level has a price from 1 to " + OrderBook.MAX_TICKS
                    + " ticks and a size of 0 lots or more, not " + lots + " @ " + priceTicks);
        }
        (bid ? bids : asks).update(priceTicks, lots);
    }

    /** Takes everything out. */
    public void clear() {
        bids.clear();
        asks.clear();
    }

    /** The best price of a side; 0 if it is empty. */
    public long best(boolean bid) {
        return (bid ? bids : asks).bestTicks();
    }

    /** The size at a price; 0 if there is no such level. */
    public long lotsAt(boolean bid, long priceTicks) {
        return (bid ? bids : asks).lotsAt(priceTicks);
    }

    /** Whether the bid is above the ask, which no market is. */
    public boolean isCrossed() {
        return asks.bestTicks() > 0 && bids.bestTicks() > asks.bestTicks();
    }

    /** Whether bid and ask have one price. */
    public boolean isLocked() {
        return asks.bestTicks() > 0 && bids.bestTicks() == asks.bestTicks();
    }

    /** How many levels a side has. */
    public int levels(boolean bid) {
        return (bid ? bids : asks).count;
    }

    /** Shows the levels of a side, best first, until the visitor has seen enough; the number of orders is 0: unknown. */
    public void levels(boolean bid, LevelVisitor visitor) {
        (bid ? bids : asks).show(visitor);
    }

    private static final class Side {
        private final PriceTree tree = new PriceTree(true);
        private final long flip;
        private long best = PriceTree.NONE;
        private int count;

        Side(long flip) {
            this.flip = flip;
        }

        long bestTicks() {
            return best == PriceTree.NONE ? 0 : best ^ flip;
        }

        long lotsAt(long ticks) {
            long rank = ticks ^ flip;
            PriceNode bottom = tree.bottom(rank);
            return bottom == null || !bottom.has(rank) ? 0 : bottom.sizes[(int) rank & 63];
        }

        void update(long ticks, long lots) {
            long rank = ticks ^ flip;
            if (lots > 0) {
                PriceNode bottom = tree.bottomFor(rank);
                bottom.sizes[(int) rank & 63] = lots;
                if (!bottom.has(rank)) {
                    bottom.set(rank);
                    count++;
                    best = Math.min(best, rank);
                }
            } else {
                PriceNode bottom = tree.bottom(rank);
                if (bottom != null && bottom.has(rank)) {
                    remove(bottom, rank);
                }
            }
        }

        private void remove(PriceNode bottom, long rank) {
            if (rank == best) {
                best = PriceTree.after(bottom, rank);
            }
            tree.clear(bottom, rank);
            count--;
        }

        void clear() {
            while (best != PriceTree.NONE) {
                remove(requireNonNull(tree.bottom(best)), best);
            }
        }

        void show(LevelVisitor visitor) {
            long rank = best;
            while (rank != PriceTree.NONE) {
                PriceNode bottom = requireNonNull(tree.bottom(rank));
                if (!visitor.onLevel(rank ^ flip, bottom.sizes[(int) rank & 63], 0)) {
                    return;
                }
                rank = PriceTree.after(bottom, rank);
            }
        }
    }
}
