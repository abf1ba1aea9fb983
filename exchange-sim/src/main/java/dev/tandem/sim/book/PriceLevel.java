package dev.tandem.sim.book;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** The orders of one price, first come first served. */
final class PriceLevel {
    /** The price as its ladder sorts it: the lower, the better. */
    long rank;

    long ticks;
    long lots;
    int orders;

    @Nullable
    BookOrder head;

    @Nullable
    BookOrder tail;
    /** The node of the tree in which it is; of one that was, in the pool. */
    @Nullable
    PriceNode bottom;
    /** In the pool. */
    @Nullable
    PriceLevel next;

    PriceNode bottom() {
        return requireNonNull(bottom);
    }

    void append(BookOrder order) {
        BookOrder last = tail;
        order.level = this;
        order.previous = last;
        order.next = null;
        if (last == null) {
            head = order;
        } else {
            last.next = order;
        }
        tail = order;
        lots += order.remaining;
        orders++;
    }

    void unlink(BookOrder order) {
        BookOrder before = order.previous;
        BookOrder after = order.next;
        if (before == null) {
            head = after;
        } else {
            before.next = after;
        }
        if (after == null) {
            tail = before;
        } else {
            after.previous = before;
        }
        order.level = null;
        order.previous = null;
        order.next = null;
        lots -= order.remaining;
        orders--;
    }
}
