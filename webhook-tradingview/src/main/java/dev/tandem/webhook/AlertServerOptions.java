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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link AlertServer} is to be.
 *
 * <pre>{@code
 * AlertServerOptions.of(senders, rules, Path.of("alerts"), gates, markets).withListen("[::1]:8080");
 * }</pre>
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

    /**
     * A server on loopback, for whoever knows a secret, from everywhere, without agents; everything else is as a user
     * who has no wishes has it.
     */
    public static AlertServerOptions of(
            Doorman.Config senders, AlertRules rules, Path journal, Supplier<Gate> gates, List<Marketplace> markets) {
        Duration twice = rules.maxAge().multipliedBy(2);
        return new AlertServerOptions(
                "127.0.0.1:8080",
                null,
                senders,
                AddressList.NONE,
                AddressList.NONE,
                List.of(),
                rules,
                true,
                twice.compareTo(DEDUP_WINDOW) > 0 ? twice : DEDUP_WINDOW,
                null,
                BURST,
                PER_SECOND,
                journal,
                gates,
                markets,
                webLimits(),
                InstantSource.system(),
                null);
    }

    /** The same with another {@code listen}. */
    public AlertServerOptions withListen(String listen) {
        return with(draft -> draft.listen = listen);
    }

    /** The same with another {@code tls}. */
    public AlertServerOptions withTls(@Nullable Tls tls) {
        return with(draft -> draft.tls = tls);
    }

    /** The same with another {@code allow}. */
    public AlertServerOptions withAllow(AddressList allow) {
        return with(draft -> draft.allow = allow);
    }

    /** The same with another {@code proxies}. */
    public AlertServerOptions withProxies(AddressList proxies) {
        return with(draft -> draft.proxies = proxies);
    }

    /** The same with another {@code readers}. */
    public AlertServerOptions withReaders(List<Secret> readers) {
        return with(draft -> draft.readers = readers);
    }

    /** The same with another {@code rules}. */
    public AlertServerOptions withRules(AlertRules rules) {
        return with(draft -> draft.rules = rules);
    }

    /** The same with another {@code timeRequired}. */
    public AlertServerOptions withTimeRequired(boolean timeRequired) {
        return with(draft -> draft.timeRequired = timeRequired);
    }

    /** The same with another {@code dedupWindow}. */
    public AlertServerOptions withDedupWindow(Duration dedupWindow) {
        return with(draft -> draft.dedupWindow = dedupWindow);
    }

    /** The same with another {@code silence}. */
    public AlertServerOptions withSilence(@Nullable Duration silence) {
        return with(draft -> draft.silence = silence);
    }

    /** The same with another {@code burst} and {@code perSecond}. */
    public AlertServerOptions withRate(int atOnce, int aSecond) {
        return with(draft -> {
            draft.burst = atOnce;
            draft.perSecond = aSecond;
        });
    }

    /** The same with another {@code gates}. */
    public AlertServerOptions withGates(Supplier<Gate> gates) {
        return with(draft -> draft.gates = gates);
    }

    /** The same with another {@code markets}. */
    public AlertServerOptions withMarkets(List<Marketplace> markets) {
        return with(draft -> draft.markets = markets);
    }

    /** The same with another {@code clock}. */
    public AlertServerOptions withClock(InstantSource clock) {
        return with(draft -> draft.clock = clock);
    }

    /** The same with another {@code agents}. */
    public AlertServerOptions withAgents(@Nullable AgentOptions agents) {
        return with(draft -> draft.agents = agents);
    }

    private AlertServerOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** These options while one of them changes. */
    private static final class Draft {
        String listen;

        @Nullable
        Tls tls;

        final Doorman.Config senders;
        AddressList allow;
        AddressList proxies;
        List<Secret> readers;
        AlertRules rules;
        boolean timeRequired;
        Duration dedupWindow;

        @Nullable
        Duration silence;

        int burst;
        int perSecond;
        final Path journal;
        Supplier<Gate> gates;
        List<Marketplace> markets;
        final WebLimits limits;
        InstantSource clock;

        @Nullable
        AgentOptions agents;

        Draft(AlertServerOptions options) {
            listen = options.listen;
            tls = options.tls;
            senders = options.senders;
            allow = options.allow;
            proxies = options.proxies;
            readers = options.readers;
            rules = options.rules;
            timeRequired = options.timeRequired;
            dedupWindow = options.dedupWindow;
            silence = options.silence;
            burst = options.burst;
            perSecond = options.perSecond;
            journal = options.journal;
            gates = options.gates;
            markets = options.markets;
            limits = options.limits;
            clock = options.clock;
            agents = options.agents;
        }

        AlertServerOptions options() {
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
                    agents);
        }
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
