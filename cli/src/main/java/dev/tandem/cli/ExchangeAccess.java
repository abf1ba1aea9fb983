package dev.tandem.cli;

import static dev.tandem.cli.Flags.section;

import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.PluginRegistry;
import dev.tandem.strategy.Spelling;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/** Which exchange a command is about and how it is reached: the same options for each of them. */
record ExchangeAccess(Values values, Terminal terminal) {
    static Flags.Section options() {
        return section(
                "Which exchange",
                exchangeOption(),
                Flags.value("--account", "NAME", "whose keys of the environment are used, where there are several"),
                sandboxOption(),
                endpointOption(),
                credentialsOption());
    }

    static OptionSpec exchangeOption() {
        return Flags.value("--exchange", "NAME", "one that tandem exchanges lists, such as xchange:binance");
    }

    static OptionSpec sandboxOption() {
        return Flags.flag("--sandbox", "the exchange's sandbox instead of the exchange");
    }

    static OptionSpec endpointOption() {
        return Flags.value(
                "--endpoint", "URL", "another address that speaks its protocol, such as that of tandem venue");
    }

    static OptionSpec credentialsOption() {
        return Flags.value(
                "--credentials", "FILE", "key=… and secret=…, readable by its owner only (default: the environment)");
    }

    /** The other address that was given, without a slash at its end; null if none was. */
    static @Nullable String endpoint(Values values) {
        String text = values.text("--endpoint");
        if (text == null) {
            return null;
        }
        if (!text.matches("https?://[^/?#\\s]+/?") || !hasHost(text)) {
            throw values.bad("--endpoint", "an address such as https://api.example.com or http://127.0.0.1:8080");
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static boolean hasHost(String address) {
        try {
            return URI.create(address).getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The name as it was given. */
    String exchange() {
        return values.text("--exchange", "");
    }

    /**
     * The plugin, opened and not initialized; no network yet.
     *
     * @param more settings of the command's own; those that the exchange does not have are left out
     */
    ExecutionPlugin open(PluginRegistry registry, Map<String, String> more) {
        String exchange = exchange();
        List<String> names = registry.names();
        if (!names.contains(exchange) && registry.offer(exchange).isEmpty()) {
            String right = Spelling.nearest(exchange, names)
                    .map(name -> "did you mean '" + name + "'?")
                    .orElse("one of " + String.join(", ", names));
            throw values.bad("--exchange", right);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        if (exchange.startsWith("xchange:")) {
            settings.putAll(more);
            String endpoint = endpoint(values);
            if (endpoint != null) {
                settings.put("url", endpoint);
            }
            if (values.isSet("--sandbox")) {
                settings.put("sandbox", "true");
            }
            if (values.text("--credentials") != null) {
                settings.put(
                        "credentials",
                        terminal.resolve(values.text("--credentials", "")).toString());
            }
        }
        try {
            return registry.plugin(
                    new PluginConfig(exchange, values.text("--account", PluginConfig.DEFAULT_ACCOUNT), settings));
        } catch (PluginException e) {
            throw UserError.usage("--exchange: " + e.getMessage());
        }
    }
}
