package dev.tandem.runtime.journal;

import org.jspecify.annotations.Nullable;

/**
 * Where a replay left the path of the recorded session.
 *
 * @param record what is in the journal
 * @param made what the engine decided instead; null if it decided nothing
 */
public record Difference(JournalRecord record, JournalEntry.@Nullable Decision made) {
    @Override
    public String toString() {
        return record.file() + ":" + record.offset() + ": record " + record.number() + " is '" + text(record.entry())
                + "', the engine came to " + (made == null ? "nothing" : "'" + text(made) + "'");
    }

    private static String text(JournalEntry entry) {
        StringBuilder text = new StringBuilder(EntryType.of(entry).text());
        EntryText.fields(entry)
                .forEach((name, value) ->
                        text.append(' ').append(name).append('=').append(EntryText.text(value)));
        return text.toString();
    }
}
