package dev.tandem.sim.book;

import org.jspecify.annotations.Nullable;

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
        PriceLevel best = (bid ? bids : asks).best;
        return best == null ? 0 : best.ticks;
    }

    /** The size at a price; 0 if there is no such level. */
    public long lotsAt(boolean bid, long priceTicks) {
        PriceLevel level = (bid ? bids : asks).at(priceTicks);
        return level == null ? 0 : level.lots;
    }

    /** Whether the bid is above the ask, which no market is. */
    public boolean isCrossed() {
        PriceLevel bid = bids.best;
        PriceLevel ask = asks.best;
        return bid != null && ask != null && bid.ticks > ask.ticks;
    }

    /** Whether bid and ask have one price. */
    public boolean isLocked() {
        PriceLevel bid = bids.best;
        PriceLevel ask = asks.best;
        return bid != null && ask != null && bid.ticks == ask.ticks;
    }

    /** How many levels a side has. */
    public int levels(boolean bid) {
        return (bid ? bids : asks).count;
    }

    /** Shows the levels of a side, best first, until the visitor has seen enough; the number of orders is 0: unknown. */
    public void levels(boolean bid, LevelVisitor visitor) {
        Side side = bid ? bids : asks;
        for (PriceLevel level = side.best; level != null; level = side.tree.after(level)) {
            if (!visitor.onLevel(level.ticks, level.lots, 0)) {
                return;
            }
        }
    }

    private static final class Side {
        final PriceTree tree = new PriceTree();
        final long flip;

        @Nullable
        PriceLevel best;

        @Nullable
        PriceLevel free;

        int count;

        Side(long flip) {
            this.flip = flip;
        }

        @Nullable
        PriceLevel at(long ticks) {
            return tree.get(ticks ^ flip);
        }

        void update(long ticks, long lots) {
            long rank = ticks ^ flip;
            PriceLevel level = tree.get(rank);
            if (level == null) {
                if (lots > 0) {
                    add(rank, ticks, lots);
                }
            } else if (lots > 0) {
                level.lots = lots;
            } else {
                remove(level);
            }
        }

        private void add(long rank, long ticks, long lots) {
            PriceLevel level = free;
            if (level == null) {
                level = new PriceLevel();
            } else {
                free = level.next;
                level.next = null;
            }
            level.rank = rank;
            level.ticks = ticks;
            level.lots = lots;
            tree.add(level);
            count++;
            PriceLevel first = best;
            if (first == null || rank < first.rank) {
                best = level;
            }
        }

        private void remove(PriceLevel level) {
            if (level == best) {
                best = tree.after(level);
            }
            tree.remove(level);
            count--;
            level.next = free;
            free = level;
        }

        void clear() {
            for (PriceLevel level = best; level != null; level = best) {
                remove(level);
            }
        }
    }
}
