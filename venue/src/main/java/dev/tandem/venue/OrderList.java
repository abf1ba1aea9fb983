package dev.tandem.venue;

import java.util.List;

/** Two orders of which one cancels the other. */
final class OrderList {
    final long id;
    final String clientId;
    final VenueAccount account;
    final long millis;
    List<VenueOrder> orders = List.of();

    OrderList(long id, String clientId, VenueAccount account, long millis) {
        this.id = id;
        this.clientId = clientId;
        this.account = account;
        this.millis = millis;
    }

    boolean isOpen() {
        return orders.stream().anyMatch(VenueOrder::isOpen);
    }
}
