package dev.tandem.cli;

/** How a command ended, as its exit code. */
final class ExitCode {
    static final int DONE = 0;

    /** A bug of ours, or something that should not have happened on this machine. */
    static final int BROKEN = 1;

    /** The call or its input is wrong. */
    static final int USAGE = 2;

    /** Refused by the gate or for safety. */
    static final int REFUSED = 3;

    /** The exchange or the network is in trouble. */
    static final int NETWORK = 4;

    /** It ran until it was interrupted; where a signal did that, the JVM says so itself. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
