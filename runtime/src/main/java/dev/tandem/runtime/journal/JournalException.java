package dev.tandem.runtime.journal;

import org.jspecify.annotations.Nullable;

/** The journal cannot be used: no order may leave. The message says why, and what would help. */
public sealed class JournalException extends RuntimeException permits JournalDamageException, JournalLockedException {
    private static final long serialVersionUID = 1L;

    JournalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
