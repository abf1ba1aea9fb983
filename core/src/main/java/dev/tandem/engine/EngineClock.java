package dev.tandem.engine;

import dev.tandem.model.Times;
import java.time.Instant;
import java.time.InstantSource;

/** What time it is, as the engine sees it: an {@link InstantSource} in nanoseconds, so that asking costs nothing. */
public interface EngineClock extends InstantSource {
    /** Nanoseconds since 1970-01-01T00:00Z. */
    long nanos();

    @Override
    default Instant instant() {
        return Times.instant(nanos());
    }
}
