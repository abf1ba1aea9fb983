package dev.tandem.model;

/**
 * A signal with the time at which it arrived, which is what counts when it is replayed.
 *
 * @param receivedNanos not before it was made, if clocks are right
 */
public record ReceivedSignal(Signal signal, long receivedNanos) {}
