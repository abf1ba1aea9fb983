package dev.tandem.plugin;

import dev.tandem.model.Capabilities;
import java.util.List;

/** Makes plugins; found through {@link java.util.ServiceLoader}. */
public interface PluginProvider {
    /** The names that it answers to, {@code sim} or {@code xchange:binance}. */
    List<Offer> offers();

    /**
     * Opens a venue that it offers.
     *
     * @throws PluginException saying what is missing in the configuration
     */
    ExecutionPlugin open(PluginConfig config);

    /**
     * A venue that can be opened, described without a network.
     *
     * @param name how to ask for it
     * @param description in a line
     * @param capabilities what it will do
     */
    record Offer(String name, String description, Capabilities capabilities) {}
}
