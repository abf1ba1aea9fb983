package dev.tandem.plugin;

/** A venue cannot be reached, or a plugin cannot be started: says what and why. */
public final class PluginException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PluginException(String message) {
        super(message);
    }

    public PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
