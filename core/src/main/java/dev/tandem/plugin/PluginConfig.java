package dev.tandem.plugin;

import java.util.Map;

/**
 * What a provider needs to open a venue.
 *
 * @param exchange the name that the user wrote, {@code xchange:binance}
 * @param account whose account, where there are several; {@code default} otherwise
 * @param settings what the user configured for it
 */
public record PluginConfig(String exchange, String account, Map<String, String> settings) {
    public static final String DEFAULT_ACCOUNT = "default";

    public PluginConfig {
        settings = Map.copyOf(settings);
    }

    /** Without secrets: settings may hold keys. */
    @Override
    public String toString() {
        return exchange + "/" + account;
    }
}
