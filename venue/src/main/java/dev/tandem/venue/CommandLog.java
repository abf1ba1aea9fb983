package dev.tandem.venue;

/** Takes down every command that has changed the core, before it is answered. */
interface CommandLog {
    /** Nothing is kept. */
    CommandLog NONE = new CommandLog() {
        @Override
        public void advanced(long steps, boolean changed) {}

        @Override
        public void placed(VenueOrder order, long steps) {}

        @Override
        public void placed(OrderList list, long steps) {}

        @Override
        public void canceled(VenueOrder order, long steps) {}
    };

    /**
     * The market has made so many steps.
     *
     * @param changed whether the last one did something to an account
     */
    void advanced(long steps, boolean changed);

    /** An order was accepted, after so many steps. */
    void placed(VenueOrder order, long steps);

    /** A pair was accepted, after so many steps. */
    void placed(OrderList list, long steps);

    /** An order was canceled, after so many steps. */
    void canceled(VenueOrder order, long steps);
}
