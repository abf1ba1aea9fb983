package dev.tandem.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds orders by our side's id: all that are open, and the last few hundred that have ended, for reports and questions
 * that come late.
 *
 * <p>The numbers of a session follow one another, so its orders lie in a ring by number. What is not of that session,
 * and what is still open when the ring has come round, is found by hash. One thread.
 *
 * @param <T> what is kept of an order
 */
public final class OrdersById<T> {
    private static final int RING = 256;

    /** The session whose orders are in the ring: that of the first order. */
    private String session = "";

    private final long[] numbers = new long[RING];
    private final boolean[] open = new boolean[RING];
    private final List<@Nullable T> ring = new ArrayList<>();
    private final Map<ClientOrderId, T> others = new HashMap<>();
    private final ArrayDeque<ClientOrderId> endedOthers = new ArrayDeque<>();

    public OrdersById() {
        for (int i = 0; i < RING; i++) {
            ring.add(null);
        }
    }

    /** Keeps an open order. An id that was used before, by an order that has ended, means this one from now on. */
    public void add(ClientOrderId id, T order) {
        if (session.isEmpty()) {
            session = id.session();
        }
        if (!isOfSession(id)) {
            endedOthers.remove(id);
            others.put(id, order);
            return;
        }
        int slot = slot(id);
        T resident = ring.get(slot);
        if (open[slot] && numbers[slot] != id.number() && resident != null) {
            others.put(new ClientOrderId(session, numbers[slot]), resident);
        }
        numbers[slot] = id.number();
        ring.set(slot, order);
        open[slot] = true;
    }

    /** The order of that id, open or ended lately; null if there is none. */
    public @Nullable T get(ClientOrderId id) {
        if (isOfSession(id)) {
            int slot = slot(id);
            if (numbers[slot] == id.number()) {
                return ring.get(slot);
            }
        }
        return others.isEmpty() ? null : others.get(id);
    }

    /** It has ended: it may be forgotten when there are newer ones. */
    public void end(ClientOrderId id) {
        if (isOfSession(id) && numbers[slot(id)] == id.number()) {
            open[slot(id)] = false;
        } else if (others.containsKey(id)) {
            endedOthers.add(id);
            if (endedOthers.size() > RING) {
                others.remove(endedOthers.remove());
            }
        }
    }

    /** All that are kept, open and ended, in no order. */
    public List<T> all() {
        List<T> all = new ArrayList<>(others.values());
        for (T order : ring) {
            if (order != null) {
                all.add(order);
            }
        }
        return all;
    }

    private boolean isOfSession(ClientOrderId id) {
        return id.number() > 0 && id.session().equals(session);
    }

    private static int slot(ClientOrderId id) {
        return (int) id.number() & (RING - 1);
    }
}
