package dev.tandem.runtime.session;

import dev.tandem.runtime.journal.JournalEntry;
import dev.tandem.runtime.journal.JournalReader;
import dev.tandem.runtime.journal.JournalRecord;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a journal says of the session that it is of. */
public final class SessionJournal {
    private SessionJournal() {}

    /**
     * What was run, in the words of {@link SessionSetup#words()}; empty if nothing was yet.
     *
     * @throws dev.tandem.runtime.journal.JournalException if there is no journal, or it cannot be read
     */
    public static Optional<Map<String, String>> settings(Path directory) {
        try (JournalReader reader = JournalReader.open(directory)) {
            for (JournalRecord next = reader.next(); next != null; next = reader.next()) {
                if (next.entry() instanceof JournalEntry.Settings(Map<String, String> values)) {
                    return Optional.of(values);
                }
                if (next.entry() instanceof JournalEntry.Input) {
                    return Optional.empty();
                }
            }
            return Optional.empty();
        }
    }

    /** In what a session differs from the one that the journal is of, as {@code name: then, now}; empty if in nothing. */
    static Optional<String> difference(Map<String, String> then, Map<String, String> now) {
        for (Map.Entry<String, String> word : then.entrySet()) {
            String value = now.get(word.getKey());
            if (!word.getValue().equals(value)) {
                return Optional.of(word.getKey() + " was '" + word.getValue() + "', and is "
                        + (value == null ? "missing" : "'" + value + "'"));
            }
        }
        for (String name : now.keySet()) {
            if (!then.containsKey(name)) {
                return Optional.of(name + " was not there, and is '" + now.get(name) + "'");
            }
        }
        return Optional.empty();
    }
}
