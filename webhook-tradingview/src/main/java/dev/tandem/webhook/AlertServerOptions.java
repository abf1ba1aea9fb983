package dev.tandem.webhook;

import dev.tandem.gate.Gate;
import dev.tandem.web.Tls;
import dev.tandem.web.WebLimits;
import dev.tandem.webhook.alert.AlertRules;
import dev.tandem.webhook.auth.AddressList;
import dev.tandem.webhook.auth.Doorman;
import dev.tandem.webhook.auth.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link AlertServer} is to be.
 *
 * @param listen address and port; port 0 is any free one
 * @param tls the certificate; null for plain HTTP
 * @param senders who may send
 * @param allow from where; empty for everywhere
 * @param proxies whose word about the sender's address is believed
 * @param readers who may read the inbox; empty for whoever may send
 * @param rules how alerts are read
 * @param timeRequired whether a message that is not signed has to say when it was sent
 * @param dedupWindow how long a message is remembered, to be counted once
 * @param silence after how long without an alert something is wrong; null for never
 * @param burst how many messages a sender may send at once
 * @param perSecond how many a second after that
 * @param journal the directory in which everything is kept
 * @param gates makes a gate for each account
 * @param markets the accounts, one for each quote asset
 * @param limits what a client may cost
 * @param clock what time it is
 * @param agents who trades on what agents say; null if nobody does, and then their doors are not there
 */
public record AlertServerOptions(
        String listen,
        @Nullable Tls tls,
        Doorman.Config senders,
        AddressList allow,
        AddressList proxies,
        List<Secret> readers,
        AlertRules rules,
        boolean timeRequired,
        Duration dedupWindow,
        @Nullable Duration silence,
        int burst,
        int perSecond,
        Path journal,
        Supplier<Gate> gates,
        List<Marketplace> markets,
        WebLimits limits,
        InstantSource clock,
        @Nullable AgentOptions agents) {
    /** How long a message is remembered unless the user says otherwise. */
    public static final Duration DEDUP_WINDOW = Duration.ofMinutes(10);

    /** How many messages at once, and a second: far above what TradingView sends. */
    public static final int BURST = 2_000;

    /** How many a second after that. */
    public static final int PER_SECOND = 200;

    public AlertServerOptions {
        readers = List.copyOf(readers);
        markets = List.copyOf(markets);
        if (dedupWindow.compareTo(rules.maxAge().multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "messages must be remembered at least twice as long as they may be old: " + dedupWindow.toSeconds()
                            + " s is too short for " + rules.maxAge().toSeconds() + " s");
        }
    }

    /** Without agents. */
    public AlertServerOptions(
            String listen,
            @Nullable Tls tls,
            Doorman.Config senders,
            AddressList allow,
            AddressList proxies,
            List<Secret> readers,
            AlertRules rules,
            boolean timeRequired,
            Duration dedupWindow,
            @Nullable Duration silence,
            int burst,
            int perSecond,
            Path journal,
            Supplier<Gate> gates,
            List<Marketplace> markets,
            WebLimits limits,
            InstantSource clock) {
        this(
                listen,
                tls,
                senders,
                allow,
                proxies,
                readers,
                rules,
                timeRequired,
                dedupWindow,
                silence,
                burst,
                perSecond,
                journal,
                gates,
                markets,
                limits,
                clock,
                null);
    }

    /** The same, with agents. */
    public AlertServerOptions withAgents(AgentOptions others) {
        return new AlertServerOptions(
                listen,
                tls,
                senders,
                allow,
                proxies,
                readers,
                rules,
                timeRequired,
                dedupWindow,
                silence,
                burst,
                perSecond,
                journal,
                gates,
                markets,
                limits,
                clock,
                others);
    }

    /** Bodies of 64 KiB, headers of 8 KiB, two seconds for a header. */
    public static WebLimits webLimits() {
        return WebLimits.defaults()
                .withHeaderBytes(8 * 1024)
                .withHeaderTime(Duration.ofSeconds(3))
                .withBodyTime(Duration.ofSeconds(3))
                .withIdleTime(Duration.ofSeconds(30));
    }
}
