package dev.tandem.runtime.journal;

import java.nio.file.Path;

/**
 * One record of a journal.
 *
 * @param number counts all records of the journal, from 1
 * @param timeNanos what time it was for the engine
 * @param nested whether it came while the engine was handling another input: as the answer to what it had just decided
 * @param entry what it says
 * @param file where it is
 * @param offset at which byte of the file it begins
 * @param bytes how many bytes it has there
 */
public record JournalRecord(
        long number, long timeNanos, boolean nested, JournalEntry entry, Path file, long offset, int bytes) {}
