package dev.tandem.runtime.journal;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * How a journal is kept.
 *
 * @param fileBytes how long a file gets before the next one is begun
 * @param clock for the time in a file's header and of the lock
 * @param random where the session's name comes from
 */
public record JournalOptions(long fileBytes, InstantSource clock, RandomGenerator random) {
    /** The shortest that a file may be told to be: one record of the greatest length has to fit. */
    public static final long MIN_FILE_BYTES = 4096;

    /** The longest: what is at the end of a file is looked at in memory. */
    public static final long MAX_FILE_BYTES = 1L << 30;

    public JournalOptions {
        if (fileBytes < MIN_FILE_BYTES || fileBytes > MAX_FILE_BYTES) {
            throw new IllegalArgumentException("a journal's files must have from " + MIN_FILE_BYTES + " to "
                    + MAX_FILE_BYTES + " bytes, was " + fileBytes);
        }
    }

    /** Files of 64 MiB, the system's clock, a random generator that nobody can guess. */
    public static JournalOptions standard() {
        return new JournalOptions(64L << 20, InstantSource.system(), new SecureRandom());
    }

    public JournalOptions withFileBytes(long bytes) {
        return new JournalOptions(bytes, clock, random);
    }

    public JournalOptions withClock(InstantSource source) {
        return new JournalOptions(fileBytes, source, random);
    }

    public JournalOptions withRandom(RandomGenerator generator) {
        return new JournalOptions(fileBytes, clock, generator);
    }
}
