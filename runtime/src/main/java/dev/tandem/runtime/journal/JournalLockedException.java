package dev.tandem.runtime.journal;

/** Another process has it. */
public final class JournalLockedException extends JournalException {
    private static final long serialVersionUID = 1L;

    JournalLockedException(String message) {
        super(message, null);
    }
}
