package dev.tandem.venue;

import org.jspecify.annotations.Nullable;

/** What streams are told, while it happens and under the core's lock; nobody may give commands from here. */
interface VenueEvents {
    /** Nobody listens. */
    VenueEvents NONE = new VenueEvents() {
        @Override
        public void order(VenueOrder order, String execution, String reason, @Nullable VenueFill fill) {}

        @Override
        public void list(OrderList list, boolean done) {}

        @Override
        public void balances(VenueAccount account) {}

        @Override
        public void market() {}
    };

    /**
     * Something happened to an order.
     *
     * @param execution Binance's word: NEW, CANCELED, REJECTED, TRADE, EXPIRED, TRADE_PREVENTION
     * @param reason of a rejection; NONE otherwise
     */
    void order(VenueOrder order, String execution, String reason, @Nullable VenueFill fill);

    /**
     * Something happened to a pair as a whole: it was accepted, or none of its orders is open any more.
     *
     * @param done whether it is over
     */
    void list(OrderList list, boolean done);

    /** An account's balances are different. */
    void balances(VenueAccount account);

    /** The market has moved, or the book is different. */
    void market();
}
