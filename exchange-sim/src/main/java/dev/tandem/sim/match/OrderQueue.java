package dev.tandem.sim.match;

import org.jspecify.annotations.Nullable;

/**
 * Orders in order of submission. While it is walked through, orders may be added (they are met on the way) and removed
 * (they are passed over); what was removed leaves the chain at {@link #purge}.
 */
final class OrderQueue {
    private @Nullable RestingOrder head;
    private @Nullable RestingOrder tail;
    private int size;
    private int removed;

    boolean isEmpty() {
        return size == 0;
    }

    void add(RestingOrder order) {
        order.linked = true;
        order.previous = tail;
        if (tail == null) {
            head = order;
        } else {
            tail.next = order;
        }
        tail = order;
        size++;
    }

    /** @param walking whether the queue is being walked through */
    void remove(RestingOrder order, boolean walking) {
        order.linked = false;
        size--;
        if (walking) {
            removed++;
        } else {
            unlink(order);
        }
    }

    @Nullable
    RestingOrder first() {
        return linkedFrom(head);
    }

    /** The order that was added last, removed or not; null if there is none. */
    @Nullable
    RestingOrder last() {
        return tail;
    }

    @Nullable
    RestingOrder after(RestingOrder order) {
        return linkedFrom(order.next);
    }

    /** Drops what was removed. Not while walking. */
    void purge() {
        if (removed == 0) {
            return;
        }
        RestingOrder order = head;
        while (order != null) {
            RestingOrder next = order.next;
            if (!order.linked) {
                unlink(order);
            }
            order = next;
        }
        removed = 0;
    }

    private void unlink(RestingOrder order) {
        RestingOrder previous = order.previous;
        RestingOrder next = order.next;
        if (previous == null) {
            head = next;
        } else {
            previous.next = next;
        }
        if (next == null) {
            tail = previous;
        } else {
            next.previous = previous;
        }
        order.previous = null;
        order.next = null;
    }

    private static @Nullable RestingOrder linkedFrom(@Nullable RestingOrder order) {
        RestingOrder candidate = order;
        while (candidate != null && !candidate.linked) {
            candidate = candidate.next;
        }
        return candidate;
    }
}
