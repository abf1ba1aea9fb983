package dev.tandem.venue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One account's orders and fills. Changed by {@link VenueCore} only, under its lock. */
final class VenueAccount {
    final String name;
    /** In the books of the simulated exchange. */
    final int number;

    final List<VenueOrder> orders = new ArrayList<>();
    final List<VenueFill> fills = new ArrayList<>();
    final List<OrderList> lists = new ArrayList<>();
    /** In order of submission. */
    private final Map<Long, VenueOrder> open = new LinkedHashMap<>();

    private final Map<String, VenueOrder> openByClientId = new HashMap<>();
    private final Map<String, VenueOrder> latestByClientId = new HashMap<>();
    private int openContingent;
    long updatedMillis;

    VenueAccount(String name, int number) {
        this.name = name;
        this.number = number;
    }

    void add(VenueOrder order) {
        orders.add(order);
        open.put(order.id, order);
        openByClientId.put(order.clientId, order);
        latestByClientId.put(order.clientId, order);
        if (order.form.type().isContingent()) {
            openContingent++;
        }
    }

    void end(VenueOrder order) {
        if (open.remove(order.id) != null) {
            openByClientId.remove(order.clientId);
            if (order.form.type().isContingent()) {
                openContingent--;
            }
        }
    }

    List<VenueOrder> open() {
        return List.copyOf(open.values());
    }

    int openCount() {
        return open.size();
    }

    int openContingentCount() {
        return openContingent;
    }

    boolean isOpen(String clientId) {
        return openByClientId.containsKey(clientId);
    }

    /** The order that a call is about: by id, else by client id; of several with one client id the open one, else the last. */
    @Nullable
    VenueOrder find(@Nullable Long id, @Nullable String clientId, List<VenueOrder> all) {
        if (id != null) {
            VenueOrder order = id >= 1 && id <= all.size() ? all.get((int) (id - 1)) : null;
            return order != null && order.account == this && (clientId == null || order.clientId.equals(clientId))
                    ? order
                    : null;
        }
        VenueOrder order = openByClientId.get(clientId);
        return order != null ? order : latestByClientId.get(clientId);
    }
}
