package dev.tandem.runtime.journal;

/** The bytes of a record are as they were written, but they are none that this version understands. */
final class MalformedEntryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedEntryException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
