package dev.tandem.plugin;

/** Where a plugin delivers what the venue tells. Called by one thread at a time; must not block. */
@FunctionalInterface
public interface ExecutionListener {
    void onReport(ExecutionReport report);
}
