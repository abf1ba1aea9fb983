package dev.tandem.sim.match;

/** Where a limit order stands at its price, where ticks happen. Quantities are in 1e-8 of the base asset. */
final class QueuePlace {
    /** How much comes before it; {@link QueueModel#NEVER} if only a trade through the price fills. */
    long ahead;

    /** What its level was last seen with; {@link QueueModel#UNKNOWN} if it was not seen. */
    long shown;

    /** How much traded at its price since its level was seen. */
    long tradedSince;

    /** What reached it and was less than a lot. */
    long rest;
}
