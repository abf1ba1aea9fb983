package dev.tandem.xchange;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How patient a stream is.
 *
 * @param connect how long a connection, and the answer to what is asked on it, may take
 * @param silence after which nobody is there; null for what the venue's language says
 * @param firstPause before a connection is opened again; doubled up to the last one, and cut by chance to between half and all
 * @param lastPause the longest
 * @param renewAfter how old a connection may become before it is renewed, just after a bar: venues end them after a day
 * @param askAgain how long to wait before a bar that the venue does not have yet is asked for again
 */
record StreamPace(
        Duration connect,
        @Nullable Duration silence,
        Duration firstPause,
        Duration lastPause,
        Duration renewAfter,
        Duration askAgain) {
    static StreamPace standard(@Nullable Duration silence) {
        return new StreamPace(
                Duration.ofSeconds(10),
                silence,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofHours(23),
                Duration.ofMillis(300));
    }
}
