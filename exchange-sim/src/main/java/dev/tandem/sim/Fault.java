package dev.tandem.sim;

/** What can go wrong between an engine and an exchange. A step is a bar, or a tick. */
public enum Fault {
    /** The exchange refuses the order. */
    REJECT,
    /** The order never arrives, and no answer comes. That it is not there is found out at the next step. */
    LOSE_ORDER,
    /** The order arrives, and the answer is lost. That it is there is found out at the next step. */
    LOSE_ANSWER,
    /** The answer comes at the next step, perhaps after the reports of its fills. */
    LATE_ANSWER,
    /** Each report of the order comes twice. */
    DUPLICATE,
    /** The reports from the first one of the order on, up to the next step, come then, last first. */
    REORDER,
    /** Nothing gets through in either direction for some steps. */
    DISCONNECT
}
