package dev.tandem.runtime.session;

/** Told what happens in a session, for people. Called on the session's thread; must not block. */
@FunctionalInterface
public interface SessionListener {
    /**
     * Something worth a line.
     *
     * @param topic in a word: {@code reconciled}, {@code halted}, {@code order}
     */
    void said(String topic, String text);
}
