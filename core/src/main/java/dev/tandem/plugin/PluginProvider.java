package dev.tandem.plugin;

import dev.tandem.model.Capabilities;
import java.util.List;
import java.util.Optional;

/** Makes plugins; found through {@link java.util.ServiceLoader}. */
public interface PluginProvider {
    /** Everything that it can open, described without a network. */
    List<Offer> offers();

    /** The names of {@link #offers}, for who wants no more: override it where a description takes time. */
    default List<String> names() {
        return offers().stream().map(Offer::name).toList();
    }

    /**
     * One of {@link #offers}, also under other names that people have for it, such as the name of a class; empty if there is
     * none.
     */
    default Optional<Offer> offer(String asked) {
        return offers().stream().filter(offer -> offer.name().equals(asked)).findFirst();
    }

    /**
     * Opens a venue that it offers.
     *
     * @param config with the name of the offer
     * @throws PluginException saying what is missing in the configuration
     */
    ExecutionPlugin open(PluginConfig config);

    /**
     * A venue that can be opened, described without a network.
     *
     * @param name how to ask for it, {@code sim} or {@code xchange:binance}
     * @param description in a line
     * @param capabilities what it will do
     */
    record Offer(String name, String description, Capabilities capabilities) {}
}
