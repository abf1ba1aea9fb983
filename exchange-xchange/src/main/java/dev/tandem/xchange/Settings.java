package dev.tandem.xchange;

import dev.tandem.plugin.PluginConfig;
import dev.tandem.plugin.PluginException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be configured of a live exchange.
 *
 * @param url another address than the venue's own; null for that
 * @param sandbox whether to use the venue's sandbox
 * @param connectTimeout how long a connection may take to come about
 * @param readTimeout how long an answer may take
 * @param turnTimeout how long a request may wait for its turn and for room in the rate limit
 * @param pollInterval how often orders are looked after
 * @param settleTime how long everything the venue tells has to agree before an order counts as never arrived
 * @param rateLimits whether our own side keeps to the venue's limits; a venue whose time stands still has none that we know
 * @param refuseWithdrawal whether a key that may withdraw is refused
 * @param stream whether the venue's streams, of orders and of the market, are listened to, where it has them
 * @param streamSilence after which a market stream counts as gone; null for what is usual at the venue
 */
record Settings(
        @Nullable String url,
        boolean sandbox,
        Duration connectTimeout,
        Duration readTimeout,
        Duration turnTimeout,
        Duration pollInterval,
        Duration settleTime,
        boolean rateLimits,
        boolean refuseWithdrawal,
        boolean stream,
        @Nullable Duration streamSilence) {
    private static final Set<String> KNOWN = Set.of(
            "url",
            "sandbox",
            "connect-timeout",
            "read-timeout",
            "turn-timeout",
            "poll-interval",
            "settle-time",
            "rate-limits",
            "allow-withdrawal",
            "stream",
            "stream-silence",
            "key",
            "secret",
            "passphrase",
            "credentials");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

    /**
     * @throws PluginException naming the setting that cannot be, and what could
     */
    static Settings of(PluginConfig config, VenueProfile profile) {
        Map<String, String> settings = config.settings();
        for (String name : new TreeSet<>(settings.keySet())) {
            if (!KNOWN.contains(name)) {
                throw new PluginException(config.exchange() + " has no setting '" + name + "'; it has "
                        + String.join(", ", new TreeSet<>(KNOWN)));
            }
        }
        boolean sandbox = flag(settings, "sandbox", "false");
        if (sandbox && !profile.hasSandbox()) {
            throw new PluginException(config.exchange() + " has no sandbox that XChange can reach");
        }
        if (sandbox && settings.containsKey("url")) {
            throw new PluginException("give either 'url' or 'sandbox', not both: XChange would ignore the url");
        }
        return new Settings(
                settings.get("url"),
                sandbox,
                duration(settings, "connect-timeout", Duration.ofSeconds(3)),
                duration(settings, "read-timeout", Duration.ofSeconds(5)),
                duration(settings, "turn-timeout", Duration.ofSeconds(5)),
                duration(settings, "poll-interval", profile.pollInterval()),
                duration(settings, "settle-time", profile.settleTime()),
                flag(settings, "rate-limits", "true"),
                !flag(settings, "allow-withdrawal", "false"),
                flag(settings, "stream", "true"),
                settings.containsKey("stream-silence")
                        ? duration(settings, "stream-silence", Duration.ofSeconds(45))
                        : null);
    }

    /** Where a public stream is: the venue's own address, or the same path at the one that stands in place of it. */
    String socket(String own, String ofSandbox) {
        String there = url;
        return there != null
                ? there.replaceFirst("^http", "ws") + URI.create(own).getPath()
                : sandbox ? ofSandbox : own;
    }

    private static boolean flag(Map<String, String> settings, String name, String byDefault) {
        String text = settings.getOrDefault(name, byDefault);
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new PluginException("'" + name + "' must be true or false, was '" + text + "'");
        };
    }

    private static Duration duration(Map<String, String> settings, String name, Duration otherwise) {
        String text = settings.get(name);
        if (text == null) {
            return otherwise;
        }
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches()) {
            throw new PluginException("'" + name + "' must be a time such as 500ms, 5s or 2m, was '" + text + "'");
        }
        long number = Long.parseLong(parts.group(1));
        Duration duration = switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
        if (duration.isZero() || duration.compareTo(Duration.ofHours(1)) > 0) {
            throw new PluginException("'" + name + "' must be above 0 and at most 60m, was '" + text + "'");
        }
        return duration;
    }
}
