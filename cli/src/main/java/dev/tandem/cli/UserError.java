package dev.tandem.cli;

/** Something that the user can act on, in one line. */
final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final boolean located;

    private UserError(int exitCode, String message, boolean located) {
        super(message);
        this.exitCode = exitCode;
        this.located = located;
    }

    /** The call is wrong: exit code 2. */
    static UserError usage(String message) {
        return new UserError(ExitCode.USAGE, message, false);
    }

    /** An option has a value that it cannot take: exit code 2. */
    static UserError option(String option, String value, String right) {
        return usage(option + ": bad value '" + value + "': " + right);
    }

    /** A file is wrong at a place that the message begins with, {@code File.java:12: …}: exit code 2. */
    static UserError at(String location, String message) {
        return new UserError(ExitCode.USAGE, location + ": " + message, true);
    }

    /** Refused for safety: exit code 3. */
    static UserError refused(String message) {
        return new UserError(ExitCode.REFUSED, message, false);
    }

    /** The network or an exchange is in trouble: exit code 4. */
    static UserError network(String message) {
        return new UserError(ExitCode.NETWORK, message, false);
    }

    /** The same trouble, said of a part of the configuration: {@code tandem.yaml:7: strategies.trend: …}. */
    UserError within(String location, String part) {
        return new UserError(exitCode, location + ": " + part + ": " + getMessage(), true);
    }

    int exitCode() {
        return exitCode;
    }

    /** Whether the message begins with a place in a file; then it stands for itself, as a compiler's does. */
    boolean isLocated() {
        return located;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
