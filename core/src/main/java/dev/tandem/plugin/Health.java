package dev.tandem.plugin;

import java.time.Duration;

/**
 * How a connection to a venue is.
 *
 * @param state whether it can be used
 * @param message in a sentence
 * @param clockSkew venue's clock minus ours
 */
public record Health(State state, String message, Duration clockSkew) {
    /** Whether a venue can be used. */
    public enum State {
        NOT_STARTED,
        HEALTHY,
        DEGRADED,
        DOWN,
        CLOSED
    }
}
