package dev.tandem.sim.book;

import static java.util.Objects.requireNonNull;

import dev.tandem.sim.book.BookOrder.Place;
import org.jspecify.annotations.Nullable;

/**
 * Orders that wait for a price, and those that a price has released. Orders released by one look at the price go in order
 * of submission; those of an earlier look go first.
 */
final class Triggers {
    /** Waits of sells and buys for a rising price. */
    private final PriceLadder[] rising = {new PriceLadder(false), new PriceLadder(false)};
    /** Waits of sells and buys for a falling price. */
    private final PriceLadder[] falling = {new PriceLadder(true), new PriceLadder(true)};
    /** The first trailing order of sells and buys; the newest is first, which no event shows. */
    private final @Nullable BookOrder[] trailing = new @Nullable BookOrder[2];

    private @Nullable BookOrder firstReleased;
    private @Nullable BookOrder lastReleased;
    private int armed;
    private long looks;

    /** Whether nothing waits for a price. */
    boolean isIdle() {
        return armed == 0;
    }

    /**
     * Lets an order wait.
     *
     * @param ticks the price that it watches; 0 if there is none yet
     */
    void arm(BookOrder order, long ticks) {
        looks++;
        if (order.trailingBasisPoints == 0) {
            if (ticks > 0 && isReached(order, ticks)) {
                release(order, ticks);
            } else {
                await(order);
            }
        } else if (order.stopTicks == 0 || (ticks > 0 && isReached(order, ticks))) {
            trail(order, ticks);
        } else {
            await(order);
        }
    }

    static boolean isReached(BookOrder order, long ticks) {
        return order.risesToStop() ? ticks >= order.stopTicks : ticks <= order.stopTicks;
    }

    /** One look at a price which both sides watch. */
    void look(long ticks) {
        looks++;
        show(0, ticks);
        show(1, ticks);
    }

    /** One look at the two best prices; 0 where there is none. */
    void look(long bidTicks, long askTicks) {
        looks++;
        if (bidTicks > 0) {
            show(0, bidTicks);
        }
        if (askTicks > 0) {
            show(1, askTicks);
        }
    }

    private void show(int side, long ticks) {
        BookOrder order = trailing[side];
        while (order != null) {
            BookOrder next = order.next;
            if (order.extremeTicks == 0 || (order.buy ? ticks < order.extremeTicks : ticks > order.extremeTicks)) {
                order.follow(ticks);
            } else if (order.buy ? ticks >= order.turnTicks : ticks <= order.turnTicks) {
                unlinkTrailing(order);
                armed--;
                release(order, ticks);
            }
            order = next;
        }
        reach(rising[side], ticks);
        reach(falling[side], ticks);
    }

    private void reach(PriceLadder waits, long ticks) {
        PriceLevel level = waits.best();
        while (level != null && waits.reaches(level, ticks)) {
            BookOrder order = requireNonNull(level.head);
            waits.remove(order);
            armed--;
            if (order.trailingBasisPoints > 0) {
                trail(order, ticks);
            } else {
                release(order, ticks);
            }
            level = waits.best();
        }
    }

    private void await(BookOrder order) {
        order.place = Place.WAITING;
        armed++;
        waits(order).add(order, order.stopTicks);
    }

    private PriceLadder waits(BookOrder order) {
        return (order.risesToStop() ? rising : falling)[order.buy ? 1 : 0];
    }

    private void trail(BookOrder order, long ticks) {
        order.place = Place.TRAILING;
        armed++;
        if (ticks > 0) {
            order.follow(ticks);
        } else {
            order.extremeTicks = 0;
        }
        int side = order.buy ? 1 : 0;
        BookOrder first = trailing[side];
        order.previous = null;
        order.next = first;
        if (first != null) {
            first.previous = order;
        }
        trailing[side] = order;
    }

    private void unlinkTrailing(BookOrder order) {
        BookOrder before = order.previous;
        BookOrder after = order.next;
        if (before == null) {
            trailing[order.buy ? 1 : 0] = after;
        } else {
            before.next = after;
        }
        if (after != null) {
            after.previous = before;
        }
        order.previous = null;
        order.next = null;
    }

    private void release(BookOrder order, long ticks) {
        order.place = Place.RELEASED;
        order.releasedAt = ticks;
        order.release = looks;
        BookOrder before = lastReleased;
        while (before != null && before.release == looks && before.sequence > order.sequence) {
            before = before.previous;
        }
        BookOrder after = before == null ? firstReleased : before.next;
        order.previous = before;
        order.next = after;
        if (before == null) {
            firstReleased = order;
        } else {
            before.next = order;
        }
        if (after == null) {
            lastReleased = order;
        } else {
            after.previous = order;
        }
    }

    /** The next released order, taken out; null if there is none. */
    @Nullable
    BookOrder poll() {
        BookOrder order = firstReleased;
        if (order != null) {
            remove(order);
        }
        return order;
    }

    /** Takes an order out, wherever it waits. */
    void remove(BookOrder order) {
        switch (order.place) {
            case WAITING -> {
                waits(order).remove(order);
                armed--;
            }
            case TRAILING -> {
                unlinkTrailing(order);
                armed--;
            }
            case RELEASED -> unlinkReleased(order);
            case BOOK, NOWHERE -> throw new IllegalStateException("order " + order.orderId + " does not wait");
        }
        order.place = Place.NOWHERE;
    }

    /** Makes a waiting order smaller. */
    void reduce(BookOrder order, long by) {
        if (order.place == Place.WAITING) {
            waits(order).reduce(order, by);
        } else {
            order.remaining -= by;
        }
    }

    private void unlinkReleased(BookOrder order) {
        BookOrder before = order.previous;
        BookOrder after = order.next;
        if (before == null) {
            firstReleased = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            lastReleased = before;
        } else {
            after.previous = before;
        }
        order.previous = null;
        order.next = null;
    }

    /** What waits, as one number; orders that trail add theirs whatever their sequence in the list. */
    long hash() {
        long hash = 17;
        for (int side = 0; side < 2; side++) {
            hash = 31 * hash + StateHash.of(rising[side]);
            hash = 31 * hash + StateHash.of(falling[side]);
            long sum = 0;
            for (BookOrder order = trailing[side]; order != null; order = order.next) {
                sum += StateHash.of(order);
            }
            hash = 31 * hash + sum;
        }
        return hash;
    }
}
