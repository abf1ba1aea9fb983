package dev.tandem.sim.book;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** Orders by price and time: a side of the book, or what waits for a price. The best level is at hand. */
final class PriceLadder {
    private final PriceTree tree = new PriceTree(false);
    /** Turns the order of prices around where the highest is the best: a rank is a price, or its complement in 60 bits. */
    private final long flip;

    private @Nullable PriceLevel best;
    private @Nullable PriceLevel free;
    private long lots;

    PriceLadder(boolean highestFirst) {
        flip = highestFirst ? OrderBook.MAX_TICKS : 0;
    }

    @Nullable
    PriceLevel best() {
        return best;
    }

    @Nullable
    PriceLevel after(PriceLevel level) {
        return level(PriceTree.after(level.bottom(), level.rank));
    }

    @Nullable
    PriceLevel at(long ticks) {
        return level(ticks ^ flip);
    }

    private @Nullable PriceLevel level(long rank) {
        PriceNode bottom = rank == PriceTree.NONE ? null : tree.bottom(rank);
        return bottom == null || !bottom.has(rank) ? null : bottom.levels[(int) rank & 63];
    }

    /** All that rests here. */
    long lots() {
        return lots;
    }

    /** Whether an order of this price would be reached by the other side's price. */
    boolean reaches(PriceLevel level, long ticks) {
        return level.rank <= (ticks ^ flip);
    }

    void add(BookOrder order, long ticks) {
        long rank = ticks ^ flip;
        PriceNode bottom = tree.bottomFor(rank);
        PriceLevel level =
                bottom.has(rank) ? requireNonNull(bottom.levels[(int) rank & 63]) : newLevel(bottom, rank, ticks);
        level.append(order);
        lots += order.remaining;
    }

    private PriceLevel newLevel(PriceNode bottom, long rank, long ticks) {
        PriceLevel level = free;
        if (level == null) {
            level = new PriceLevel();
        } else {
            free = level.next;
            level.next = null;
        }
        level.rank = rank;
        level.ticks = ticks;
        level.bottom = bottom;
        bottom.levels[(int) rank & 63] = level;
        bottom.set(rank);
        PriceLevel first = best;
        if (first == null || rank < first.rank) {
            best = level;
        }
        return level;
    }

    void remove(BookOrder order) {
        PriceLevel level = requireNonNull(order.level);
        level.unlink(order);
        lots -= order.remaining;
        if (level.orders == 0) {
            if (level == best) {
                best = after(level);
            }
            tree.clear(level.bottom(), level.rank);
            level.next = free;
            free = level;
        }
    }

    /** Takes so much from an order that stays. */
    void reduce(BookOrder order, long by) {
        order.remaining -= by;
        requireNonNull(order.level).lots -= by;
        lots -= by;
    }
}
