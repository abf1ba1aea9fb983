package dev.tandem.cli;

import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginException;
import dev.tandem.runtime.session.TradingAccount;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Connects an account. What goes on with a journal has positions that wait for it, so a venue that is away for a moment is waited
 * for; what is new is told at once, since its address may be wrong.
 */
final class Connection {
    /** For how long a venue is waited for. */
    private static final Duration AWAY = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private Connection() {}

    /**
     * Returns when it is connected.
     *
     * @param plugins makes an exchange that is not started yet
     * @param goesOn whether something waits for it
     * @param waiting told in words each time that it is not there
     * @throws PluginException if it is not there, or not for too long
     */
    static TradingAccount open(
            Supplier<ExecutionPlugin> plugins, boolean goesOn, InstantSource clock, Consumer<String> waiting) {
        long deadline = System.nanoTime() + AWAY.toNanos();
        while (true) {
            ExecutionPlugin plugin = plugins.get();
            try {
                return new TradingAccount(plugin, clock);
            } catch (PluginException e) {
                plugin.close();
                if (!goesOn || !e.isPassing() || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                waiting.accept(String.valueOf(e.getMessage()));
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw UserError.network("interrupted");
            }
        }
    }
}
