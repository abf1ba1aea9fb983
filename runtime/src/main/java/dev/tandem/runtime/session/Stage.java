package dev.tandem.runtime.session;

import java.util.Locale;

/** The stages on the way from the market to the venue and back, in the order in which they come. */
public enum Stage {
    /** From the close of a bar to its arrival here: the venue, the network, and when we ask. */
    FEED,
    /** From the arrival of an event to its turn. */
    QUEUE,
    /** An event in the engine: the journal's part, the strategy, the gate; its orders are durable and handed over then. */
    DECISION,
    /** A part of that: what the journal has to be durable for, on the disk. Once for each order, and never for a bar alone. */
    FORCE,
    /** An order handed over to the venue's lane, until the venue has answered. */
    ANSWER,
    /** From a fill at the venue, by its clock, to the engine's knowing of it. */
    REPORT;

    /** As it is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
