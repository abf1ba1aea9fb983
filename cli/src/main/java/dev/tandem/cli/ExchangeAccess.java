package dev.tandem.cli;

import static dev.tandem.cli.Flags.section;

import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.PluginProvider;
import dev.tandem.plugin.PluginRegistry;
import dev.tandem.strategy.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which exchange a command is about and how it is reached: the same options for each of them. */
record ExchangeAccess(Values values, Terminal terminal) {
    static Flags.Section options() {
        return section(
                "Which exchange",
                Flags.value("--exchange", "NAME", "one that tandem exchanges lists, such as xchange:binance"),
                Flags.value("--account", "NAME", "whose keys of the environment are used, where there are several"),
                Flags.flag("--sandbox", "the exchange's sandbox instead of the exchange"),
                Flags.value(
                        "--endpoint", "URL", "another address that speaks its protocol, such as that of tandem venue"),
                Flags.value("--credentials", "FILE", "key=… and secret=…, readable by its owner only"));
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
        List<String> names =
                registry.offers().stream().map(PluginProvider.Offer::name).toList();
        boolean byClass = exchange.startsWith("xchange:") && exchange.indexOf('.') > 0;
        if (!names.contains(exchange) && !byClass) {
            String right = Spelling.nearest(exchange, names)
                    .map(name -> "did you mean '" + name + "'?")
                    .orElse("one of " + String.join(", ", names));
            throw values.bad("--exchange", right);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        if (exchange.startsWith("xchange:")) {
            settings.putAll(more);
            put(settings, "url", "--endpoint");
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

    private void put(Map<String, String> settings, String name, String option) {
        String text = values.text(option);
        if (text == null) {
            return;
        }
        if (!text.matches("https?://[^/?#\\s]+/?")) {
            throw values.bad(option, "an address such as https://api.example.com or http://127.0.0.1:8080");
        }
        settings.put(name, text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }
}
