package dev.tandem.sim;

import dev.tandem.model.ClientOrderId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders by our side's id: those that are open, and the last ones that have ended, for who asks late. */
final class OrderIndex {
    private static final int REMEMBERED = 1024;

    private final Map<ClientOrderId, SimOrder> byId = new HashMap<>();
    private final ArrayDeque<SimOrder> ended = new ArrayDeque<>();

    void add(SimOrder order) {
        byId.put(order.approved.id(), order);
    }

    boolean isOpen(ClientOrderId id) {
        return open(id) != null;
    }

    @Nullable
    SimOrder open(ClientOrderId id) {
        SimOrder order = byId.get(id);
        return order == null || order.status.isTerminal() ? null : order;
    }

    /** Open or ended lately. */
    @Nullable
    SimOrder any(ClientOrderId id) {
        return byId.get(id);
    }

    /** In order of arrival. */
    List<SimOrder> open() {
        List<SimOrder> open = new ArrayList<>();
        for (SimOrder order : byId.values()) {
            if (!order.status.isTerminal()) {
                open.add(order);
            }
        }
        open.sort((a, b) -> Long.compare(a.number, b.number));
        return open;
    }

    /** Its status is terminal now: the oldest that ended is forgotten, unless its id is in use again. */
    void end(SimOrder order) {
        ended.add(order);
        if (ended.size() > REMEMBERED) {
            SimOrder oldest = ended.remove();
            byId.remove(oldest.approved.id(), oldest);
        }
    }
}
