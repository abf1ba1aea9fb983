package dev.tandem.runtime.journal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say about a journal after all of it was checked.
 *
 * @param session what its client order ids begin with
 * @param version of the format, in which its last file is written
 * @param files how many files it has
 * @param records how many records are as they were written
 * @param inputs how many of them are inputs
 * @param decisions how many of them are decisions
 * @param bytes how long that is
 * @param hash of all of it, in hexadecimal
 * @param tornTail what was not written fully at the end; null if all was
 * @param damage the first record that is not as it was written; null if all are
 */
public record JournalCheck(
        String session,
        int version,
        int files,
        long records,
        long inputs,
        long decisions,
        long bytes,
        String hash,
        @Nullable TornTail tornTail,
        @Nullable JournalDamageException damage) {
    /** Whether an older Tandem wrote it: it is gone on with in a file of this one's version. */
    public boolean isOfAnOlderVersion() {
        return version < JournalFormat.VERSION;
    }

    /** Whether everything that was ever confirmed is as it was written. A torn end is no damage. */
    public boolean isIntact() {
        return damage == null;
    }

    /**
     * Reads all of a journal: each checksum, each link of the chain, each record's content.
     *
     * @throws JournalException if it cannot be read at all: there is none, it is of another version, its first header is
     *     damaged
     */
    public static JournalCheck of(Path directory) {
        try (JournalReader reader = JournalReader.open(directory)) {
            String session = reader.session();
            long inputs = 0;
            long decisions = 0;
            JournalDamageException damage = null;
            try {
                for (JournalRecord next = reader.next(); next != null; next = reader.next()) {
                    switch (next.entry()) {
                        case JournalEntry.Input input -> inputs++;
                        case JournalEntry.Decision decision -> decisions++;
                        case JournalEntry.Note note -> {}
                    }
                }
            } catch (JournalDamageException e) {
                damage = e;
            }
            return new JournalCheck(
                    session,
                    reader.version(),
                    reader.files(),
                    reader.records(),
                    inputs,
                    decisions,
                    reader.bytes(),
                    reader.hash(),
                    reader.tornTail().orElse(null),
                    damage);
        }
    }
}
