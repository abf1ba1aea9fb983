package dev.tandem.xchange;

/** What an error means for the order that it answers. */
enum Outcome {
    /** The venue does not have it. */
    NOT_ACCEPTED,
    /** The venue has an order of that name. */
    ACCEPTED,
    /** Nobody knows: the venue has to be asked. */
    UNKNOWN
}
