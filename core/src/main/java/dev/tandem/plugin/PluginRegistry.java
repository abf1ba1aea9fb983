package dev.tandem.plugin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds exchanges by name and hands out one shared plugin per venue and account: one connection, one rate limiter, one
 * nonce.
 *
 * <p>Safe for any thread. Closing it closes every plugin that it opened.
 */
public final class PluginRegistry implements AutoCloseable {
    private final Map<String, PluginProvider> providers = new TreeMap<>();
    private final Map<Key, ExecutionPlugin> open = new LinkedHashMap<>();
    private @Nullable ExecutionPlugin defaultPlugin;

    private record Key(String exchange, String account) {}

    private PluginRegistry(Iterable<PluginProvider> found) {
        for (PluginProvider provider : found) {
            for (String name : provider.names()) {
                PluginProvider other = providers.putIfAbsent(name, provider);
                if (other != null) {
                    throw new PluginException("two plugins are called '" + name + "': "
                            + other.getClass().getName() + " and "
                            + provider.getClass().getName());
                }
            }
        }
    }

    /** With every provider on the class path. */
    public static PluginRegistry discover() {
        return new PluginRegistry(ServiceLoader.load(PluginProvider.class));
    }

    /** With these providers only. */
    public static PluginRegistry of(List<PluginProvider> providers) {
        return new PluginRegistry(providers);
    }

    /** What everything that can be opened is called, in order. */
    public List<String> names() {
        return List.copyOf(providers.keySet());
    }

    /** Everything that can be opened, by name. */
    public List<PluginProvider.Offer> offers() {
        return new LinkedHashSet<>(providers.values())
                .stream()
                        .flatMap(provider -> provider.offers().stream())
                        .sorted(Comparator.comparing(PluginProvider.Offer::name))
                        .toList();
    }

    /** What is called that, or known by it; empty if there is nothing. */
    public Optional<PluginProvider.Offer> offer(String asked) {
        PluginProvider provider = providers.get(asked);
        if (provider != null) {
            return provider.offer(asked);
        }
        return new LinkedHashSet<>(providers.values())
                .stream().flatMap(each -> each.offer(asked).stream()).findFirst();
    }

    /**
     * The plugin of a venue and account: opened at the first call, shared afterwards. The first one becomes the default
     * route unless {@link #setDefault} says otherwise.
     *
     * @throws PluginException if nothing is called that, or it cannot be opened
     */
    public synchronized ExecutionPlugin plugin(PluginConfig config) {
        String name = offer(config.exchange())
                .orElseThrow(() -> unknown(config.exchange()))
                .name();
        Key key = new Key(name, config.account());
        ExecutionPlugin existing = open.get(key);
        if (existing != null) {
            return existing;
        }
        PluginProvider provider = providers.get(name);
        if (provider == null) {
            throw unknown(name);
        }
        ExecutionPlugin plugin = provider.open(new PluginConfig(name, config.account(), config.settings()));
        open.put(key, plugin);
        if (defaultPlugin == null) {
            defaultPlugin = plugin;
        }
        return plugin;
    }

    /** Where orders go that name no exchange. */
    public synchronized void setDefault(ExecutionPlugin plugin) {
        if (!open.containsValue(plugin)) {
            throw new IllegalArgumentException("'" + plugin.name() + "' was not opened by this registry");
        }
        defaultPlugin = plugin;
    }

    /**
     * The plugin for an order: the one it names, or the default.
     *
     * @param exchange as in {@link dev.tandem.model.OrderRequest#exchange()}; null for the default
     * @throws PluginException if it names one that is not open
     */
    public synchronized ExecutionPlugin route(@Nullable String exchange) {
        if (exchange == null) {
            if (defaultPlugin == null) {
                throw new PluginException("no exchange is open");
            }
            return defaultPlugin;
        }
        for (Map.Entry<Key, ExecutionPlugin> entry : open.entrySet()) {
            if (entry.getKey().exchange().equals(exchange)) {
                return entry.getValue();
            }
        }
        throw unknown(exchange);
    }

    /** Closes every plugin, the last one opened first; one that fails does not keep the others open. */
    @Override
    public synchronized void close() {
        List<ExecutionPlugin> plugins = new ArrayList<>(open.values()).reversed();
        open.clear();
        defaultPlugin = null;
        RuntimeException first = null;
        for (ExecutionPlugin plugin : plugins) {
            try {
                plugin.close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private PluginException unknown(String exchange) {
        return new PluginException("there is no exchange '" + exchange + "'; there are: "
                + (providers.isEmpty() ? "none" : String.join(", ", providers.keySet())));
    }
}
