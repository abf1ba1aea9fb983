package dev.tandem.runtime.journal;

import java.nio.file.Path;

/** A journal is not as it was written. Nothing goes on from here: what is behind the place cannot be trusted. */
public final class JournalDamageException extends JournalException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final long offset;
    private final long record;

    JournalDamageException(Path file, long offset, long record, String what) {
        super(file + ":" + offset + ": " + (record == 0 ? "the file" : "record " + record) + " " + what, null);
        this.file = file;
        this.offset = offset;
        this.record = record;
    }

    /** Which record, and what about it: the message without the place. */
    public String problem() {
        String message = getMessage();
        return message.substring(message.indexOf(": ", file.toString().length()) + 2);
    }

    /** In which file. */
    public Path file() {
        return file;
    }

    /** At which byte of it the record begins. */
    public long offset() {
        return offset;
    }

    /** Which record, from 1; 0 if it is about the file as a whole. */
    public long record() {
        return record;
    }
}
