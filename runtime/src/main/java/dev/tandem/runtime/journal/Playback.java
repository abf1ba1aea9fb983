package dev.tandem.runtime.journal;

import org.jspecify.annotations.Nullable;

/** The inputs and decisions of a journal, one after the other, with a look at the next. Notes are passed over. */
final class Playback implements AutoCloseable {
    private final JournalReader reader;
    private @Nullable JournalRecord next;

    Playback(JournalReader reader) {
        this.reader = reader;
        advance();
    }

    /** What comes next; null at the end. */
    @Nullable
    JournalRecord peek() {
        return next;
    }

    /** Goes on to the one after it. */
    void take() {
        if (next != null) {
            advance();
        }
    }

    private void advance() {
        do {
            next = reader.next();
        } while (next != null && next.entry() instanceof JournalEntry.Note);
    }

    @Override
    public void close() {
        reader.close();
    }
}
