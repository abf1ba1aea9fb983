package dev.tandem.runtime.journal;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** An entry with what stands beside it in its record; journals written and read in one line. */
record Written(JournalEntry entry, long timeNanos, boolean nested) {
    static final JournalOptions OPTIONS = new JournalOptions(
            1 << 20, InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")), new SplittableRandom(1));

    static List<Written> random(long seed, int count) {
        RandomEntries entries = new RandomEntries(seed);
        List<Written> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new Written(entries.next(), entries.number(), entries.flag()));
        }
        return all;
    }

    static void write(Path directory, List<Written> entries) {
        write(directory, OPTIONS, entries);
    }

    static void write(Path directory, JournalOptions options, List<Written> entries) {
        try (Journal journal = Journal.open(directory, options)) {
            entries.forEach(e -> journal.write(e.entry, e.timeNanos, e.nested));
        }
    }

    /** All that is not a note. */
    static List<Written> read(Path directory) {
        return records(directory).stream()
                .filter(record ->
                        !(record.entry() instanceof JournalEntry.Note) || record.entry() instanceof JournalEntry.Noted)
                .map(record -> new Written(record.entry(), record.timeNanos(), record.nested()))
                .toList();
    }

    static List<JournalRecord> records(Path directory) {
        List<JournalRecord> all = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(directory)) {
            for (JournalRecord next = reader.next(); next != null; next = reader.next()) {
                all.add(next);
            }
        }
        return all;
    }

    static Path firstFile(Path directory) {
        return directory.resolve(JournalFormat.segmentName(1));
    }
}
