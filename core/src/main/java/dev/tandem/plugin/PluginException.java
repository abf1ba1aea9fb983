package dev.tandem.plugin;

/** A venue cannot be reached, or a plugin cannot be started: says what and why. */
public final class PluginException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean passing;

    public PluginException(String message) {
        super(message);
        this.passing = false;
    }

    public PluginException(String message, Throwable cause) {
        super(message, cause);
        this.passing = false;
    }

    private PluginException(String message, boolean passing) {
        super(message);
        this.passing = passing;
    }

    /** For trouble that passes by itself: no connection, a venue that is overloaded or restarts. */
    public static PluginException passing(String message) {
        return new PluginException(message, true);
    }

    /** Whether it may be gone when the same is asked again later. */
    public boolean isPassing() {
        return passing;
    }
}
