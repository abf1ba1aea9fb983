package dev.tandem.webhook;

/** What an agent has sent cannot be understood, or says what cannot be. */
public final class AgentMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code the reason in a word of ours, never of what was sent: {@code invalid-confidence}
     * @param message the reason in a sentence, for the inbox
     */
    public AgentMessageException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The reason in a word. */
    public String code() {
        return code;
    }
}
