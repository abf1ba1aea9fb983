package dev.tandem.runtime.session;

/** Told how long things take. Called on the session's thread: it must be quick, and must not throw. */
@FunctionalInterface
public interface SessionProbe {
    /** For whom nobody asks. */
    SessionProbe NONE = (stage, nanos) -> {};

    void took(Stage stage, long nanos);
}
