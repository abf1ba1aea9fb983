package dev.tandem.venue;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order from its acceptance on, ended or not. Changed by {@link VenueCore} only, under its lock. */
final class VenueOrder {
    enum Status {
        NEW,
        PARTIALLY_FILLED,
        FILLED,
        CANCELED,
        REJECTED,
        EXPIRED,
        EXPIRED_IN_MATCH;

        boolean isOpen() {
            return this == NEW || this == PARTIALLY_FILLED;
        }
    }

    final long id;
    final VenueAccount account;
    final OrderForm form;
    final String clientId;
    /** 0 for an order by amount. */
    final long lots;

    final long createdMillis;
    final List<VenueFill> fills = new ArrayList<>();

    @Nullable
    OrderList list;

    Status status = Status.NEW;
    boolean working;
    long workingMillis = -1;
    long updatedMillis;
    long executedLots;
    long executedAmount;
    /** What a cancel has called it; its own id until then. */
    String cancelId;

    VenueOrder(long id, VenueAccount account, OrderForm form, String clientId, long lots, long millis) {
        this.id = id;
        this.account = account;
        this.form = form;
        this.clientId = clientId;
        this.cancelId = clientId;
        this.lots = lots;
        this.createdMillis = millis;
        this.updatedMillis = millis;
    }

    boolean isOpen() {
        return status.isOpen();
    }

    boolean isBuy() {
        return form.side() == OrderForm.Side.BUY;
    }

    long listId() {
        return list == null ? -1 : list.id;
    }
}
