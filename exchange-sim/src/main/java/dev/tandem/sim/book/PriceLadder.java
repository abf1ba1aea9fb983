package dev.tandem.sim.book;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** Orders by price and time: a side of the book, or what waits for a price. The best level is at hand. */
final class PriceLadder {
    private final PriceTree tree = new PriceTree();
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
        return tree.after(level);
    }

    @Nullable
    PriceLevel at(long ticks) {
        return tree.get(ticks ^ flip);
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
        PriceLevel level = tree.get(rank);
        if (level == null) {
            level = free;
            if (level == null) {
                level = new PriceLevel();
            } else {
                free = level.next;
                level.next = null;
            }
            level.rank = rank;
            level.ticks = ticks;
            tree.add(level);
            PriceLevel first = best;
            if (first == null || rank < first.rank) {
                best = level;
            }
        }
        level.append(order);
        lots += order.remaining;
    }

    void remove(BookOrder order) {
        PriceLevel level = requireNonNull(order.level);
        level.unlink(order);
        lots -= order.remaining;
        if (level.orders == 0) {
            if (level == best) {
                best = tree.after(level);
            }
            tree.remove(level);
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
