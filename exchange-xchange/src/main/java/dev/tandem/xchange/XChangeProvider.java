package dev.tandem.xchange;

import dev.tandem.model.Capabilities;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.PluginProvider;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.knowm.xchange.Exchange;

/**
 * Offers every exchange of XChange that is on the class path as {@code xchange:<name>}: {@code xchange:binance}, or by
 * the name of its class.
 *
 * <p>Settings, all optional: {@code url}, {@code sandbox}, {@code connect-timeout} (3s), {@code read-timeout} (5s),
 * {@code turn-timeout} (5s), {@code rate-limits} (true), {@code poll-interval} and {@code settle-time} (by venue), {@code allow-withdrawal}
 * (false), {@code stream} (true), {@code stream-silence} (by venue); for credentials {@code key}, {@code secret}, {@code passphrase} or {@code credentials} with the name of a file,
 * otherwise the environment is looked at ({@code TANDEM_BINANCE_KEY}, {@code TANDEM_BINANCE_SECRET}). Without
 * credentials only public data can be had.
 */
public final class XChangeProvider implements PluginProvider {
    /** What names begin with. */
    public static final String PREFIX = "xchange:";

    static {
        // As early as anybody can: before the first HTTP of a program that has found us.
        OnePost.prepare();
    }

    private final Surroundings surroundings;
    private final @Nullable String folder;
    private @Nullable Catalog catalog;

    /** With the system's clock, and credentials from the environment: what {@link java.util.ServiceLoader} makes. */
    public XChangeProvider() {
        this(Surroundings.real());
    }

    XChangeProvider(Surroundings surroundings) {
        this(surroundings, System.getProperty("tandem.plugins"));
    }

    /** @param folder with more modules; null for none */
    XChangeProvider(Surroundings surroundings, @Nullable String folder) {
        this.surroundings = surroundings;
        this.folder = folder;
    }

    private synchronized Catalog catalog() {
        Catalog found = catalog;
        if (found == null) {
            found = Catalog.find(folder);
            catalog = found;
        }
        return found;
    }

    private static VenueProfile profile(String name, Class<? extends Exchange> exchangeClass) {
        return switch (name) {
            case "binance" -> new BinanceProfile();
            case "binanceus" -> new BinanceUsProfile();
            case "kraken" -> new KrakenProfile();
            case "bybit" -> new BybitProfile(TradingCalls.missing(exchangeClass));
            case "coinbase" -> new CoinbaseProfile(TradingCalls.missing(exchangeClass));
            case "bitstamp" -> new BitstampProfile(TradingCalls.missing(exchangeClass));
            case "okex" -> new OkxProfile(TradingCalls.missing(exchangeClass));
            default -> new GenericProfile(name, TradingCalls.missing(exchangeClass));
        };
    }

    @Override
    public List<Offer> offers() {
        return catalog().names().stream().map(this::offered).toList();
    }

    @Override
    public List<String> names() {
        return catalog().names().stream().map(PREFIX::concat).toList();
    }

    @Override
    public Optional<Offer> offer(String asked) {
        return asked.startsWith(PREFIX)
                ? Optional.ofNullable(catalog().shortName(asked.substring(PREFIX.length())))
                        .map(this::offered)
                : Optional.empty();
    }

    /** One module that this JVM cannot load does not hide the others. */
    private Offer offered(String name) {
        try {
            Class<? extends Exchange> exchangeClass =
                    Objects.requireNonNull(catalog().exchangeClass(name), name);
            VenueProfile profile = profile(name, exchangeClass);
            return new Offer(PREFIX + name, profile.description(), profile.capabilities());
        } catch (PluginException e) {
            return new Offer(PREFIX + name, String.valueOf(e.getMessage()), Capabilities.of(Set.of()));
        }
    }

    @Override
    public ExecutionPlugin open(PluginConfig config) {
        if (!config.exchange().startsWith(PREFIX)) {
            throw new PluginException("'" + config.exchange() + "' does not begin with " + PREFIX);
        }
        String asked = config.exchange().substring(PREFIX.length());
        String name = catalog().shortName(asked);
        Class<? extends Exchange> exchangeClass = catalog().exchangeClass(asked);
        if (name == null || exchangeClass == null) {
            throw new PluginException("XChange has no exchange '" + asked + "' on the class path; there are: "
                    + String.join(", ", catalog().names()));
        }
        VenueProfile profile = profile(name, exchangeClass);
        Settings settings = Settings.of(config, profile);
        Credentials credentials = Credentials.find(name, config, surroundings.environment());
        return new XChangeExchange(PREFIX + name, profile, settings, credentials, exchangeClass, surroundings);
    }
}
