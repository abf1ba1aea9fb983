package dev.tandem.cli;

import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.model.Confidence;
import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.Rate;
import dev.tandem.web.Tls;
import dev.tandem.web.WebServer;
import dev.tandem.web.WebServerException;
import dev.tandem.webhook.AlertServerOptions;
import dev.tandem.webhook.alert.AlertRules;
import dev.tandem.webhook.alert.SymbolTable;
import dev.tandem.webhook.auth.AddressList;
import dev.tandem.webhook.auth.Doorman;
import dev.tandem.webhook.auth.Secret;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What a server for alerts was asked to be, checked option by option. */
final class ServeArguments {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m|h|d)");
    private static final Pattern OF_EQUITY =
            Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?) ?(?:%|percent)(?: of(?: the)? (?:equity|account))?");
    private static final Pattern AT_RISK = Pattern.compile(
            "([0-9]{1,3}(?:\\.[0-9]{1,6})?) ?(?:%|percent) ?(?:at )?risk|risk(?: percent)? ([0-9]{1,3}(?:\\.[0-9]{1,6})?) ?%?");
    private static final Pattern WORDS_OF_EQUITY = Pattern.compile(
            "percent(?: of equity)? ([0-9]{1,3}(?:\\.[0-9]{1,6})?)|equity ([0-9]{1,3}(?:\\.[0-9]{1,6})?) ?%?");
    private static final int SECRET = 16;
    private static final int BODY_SECRET = 6;

    final Values values;
    private final Terminal terminal;

    ServeArguments(CommandSpec spec, Terminal terminal) {
        this.values = new Values(spec);
        this.terminal = terminal;
    }

    // What is understood

    AlertRules rules() {
        return new AlertRules(
                symbols(),
                policy(),
                missingConfidence(),
                values.choice("--confidence-scale", ServeFlags.Scale.class, ServeFlags.Scale.FRACTION)
                        == ServeFlags.Scale.PERCENT,
                sizing(),
                unit(),
                duration("--webhook-max-age", AlertRules.MAX_AGE),
                AlertRules.MAX_AHEAD,
                values.isSet("--webhook-default-text"));
    }

    private AlertRules.@Nullable QuantityUnit unit() {
        if (values.text("--webhook-quantity-unit") == null) {
            return null;
        }
        ServeFlags.Unit unit = values.choice("--webhook-quantity-unit", ServeFlags.Unit.class, ServeFlags.Unit.BASE);
        return unit == ServeFlags.Unit.BASE ? AlertRules.QuantityUnit.BASE : AlertRules.QuantityUnit.QUOTE;
    }

    private SymbolTable symbols() {
        Map<String, String> names = new LinkedHashMap<>();
        for (String pair : values.list("--webhook-symbols")) {
            int equals = pair.indexOf('=');
            if (equals <= 0 || names.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
                throw UserError.option(
                        "--webhook-symbols",
                        pair,
                        "a name and a symbol, such as BINANCE:BTCUSDT=BTC/USDT, each name once");
            }
        }
        BigDecimal tick = step("--tick");
        BigDecimal lot = step("--lot");
        Function<String, Instrument> instruments = symbol -> Instrument.of(symbol, tick, lot, 0);
        try {
            return SymbolTable.of(names, instruments);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--webhook-symbols: " + e.getMessage());
        }
    }

    private BigDecimal step(String option) {
        BigDecimal step = values.decimal(option, v -> v.signum() > 0, "a number above 0, such as 0.01");
        return step == null ? Instrument.DEFAULT_STEP : step;
    }

    private ConfidencePolicy policy() {
        BigDecimal minimum = values.decimal(
                "--confidence-minimum",
                v -> v.signum() >= 0 && v.compareTo(BigDecimal.ONE) <= 0,
                "a number from 0 to 1, such as 0.6");
        return minimum == null ? ConfidencePolicy.standard() : ConfidencePolicy.minimum(minimum.doubleValue());
    }

    private Confidence missingConfidence() {
        String text = values.text("--confidence-missing", "deny");
        return switch (text) {
            case "deny" -> Confidence.UNSTATED;
            case "allow" -> Confidence.CERTAIN;
            default -> {
                BigDecimal assumed = values.decimal(
                        "--confidence-missing",
                        v -> v.signum() >= 0 && v.compareTo(BigDecimal.ONE) <= 0,
                        "deny, allow, or a number from 0 to 1 that is assumed");
                yield Confidence.of(assumed == null ? 0 : assumed.doubleValue());
            }
        };
    }

    /** Null if the alert has to say. */
    private @Nullable Sizing sizing() {
        String text = values.text("--sizing-quantity", "alert").strip();
        if (text.equals("alert")) {
            return null;
        }
        try {
            Matcher risk = AT_RISK.matcher(text);
            if (risk.matches()) {
                return new Sizing.PercentAtRisk(percent(risk.group(1) == null ? risk.group(2) : risk.group(1)));
            }
            Matcher equity = OF_EQUITY.matcher(text);
            if (equity.matches()) {
                return new Sizing.PercentOfEquity(percent(equity.group(1)));
            }
            Matcher words = WORDS_OF_EQUITY.matcher(text);
            if (words.matches()) {
                return new Sizing.PercentOfEquity(percent(words.group(1) == null ? words.group(2) : words.group(1)));
            }
            return new Sizing.Fixed(Decimals.parse(text.startsWith("fixed ") ? text.substring(6) : text));
        } catch (IllegalArgumentException e) {
            throw values.bad("--sizing-quantity", "alert, a quantity such as 0.01, '10% of equity' or '1% risk'");
        }
    }

    private static Rate percent(String text) {
        return Rate.ofPercent(Decimals.parse(text));
    }

    private Duration duration(String option, Duration byDefault) {
        Duration duration = duration(option);
        return duration == null ? byDefault : duration;
    }

    private @Nullable Duration duration(String option) {
        String text = values.text(option);
        if (text == null) {
            return null;
        }
        Matcher parts = DURATION.matcher(text);
        long number = parts.matches() ? Long.parseLong(parts.group(1)) : 0;
        if (number == 0) {
            throw values.bad(option, "a time above 0, such as 500ms, 60s, 10m or 1h");
        }
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    // Who may send

    private Doorman.Config senders() {
        List<Secret> signing = new ArrayList<>();
        for (String text : values.list("--webhook-secrets")) {
            signing.add(secret("--webhook-secrets", text, SECRET));
        }
        return new Doorman.Config(
                signing,
                secret("--webhook-url-token", SECRET),
                secret("--webhook-body-secret", BODY_SECRET),
                values.choice("--webhook-require", ServeFlags.Require.class, ServeFlags.Require.ANY)
                        == ServeFlags.Require.ALL,
                false);
    }

    private @Nullable Secret secret(String option, int least) {
        String text = values.text(option);
        return text == null ? null : secret(option, text, least);
    }

    /** Where a secret stands is said; what it is never. */
    private Secret secret(String option, String reference, int least) {
        String text = SecretText.read(option, reference, terminal);
        try {
            return Secret.of(option, text, least);
        } catch (IllegalArgumentException e) {
            throw UserError.usage(String.valueOf(e.getMessage()));
        }
    }

    private AddressList addresses(String option) {
        try {
            return AddressList.of(values.list(option));
        } catch (IllegalArgumentException e) {
            throw UserError.usage(option + ": " + e.getMessage());
        }
    }

    // All of it

    String exchange() {
        return values.text("--exchange", "sim");
    }

    String listen() {
        String address = values.text("--listen", "127.0.0.1:8080");
        try {
            WebServer.builder().listen(address);
            return address;
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--listen: " + e.getMessage());
        }
    }

    Path journal() {
        Path journal = values.path("--journal", terminal);
        if (journal == null) {
            throw UserError.usage(
                    "--journal: missing; alerts are kept there before they are answered, such as --journal alerts");
        }
        return journal;
    }

    /** How long a bar is at whose close agents decide, at an exchange; null at sim, or if they do not. */
    @Nullable
    Duration agentBar() {
        if (exchange().equals("sim")) {
            return null;
        }
        BarInterval bar = values.parsed("--bar", BarInterval::parse);
        return bar == null ? null : Duration.ofNanos(bar.nanos());
    }

    RiskLimits limits() {
        RiskLimits limits = RiskLimits.NONE;
        Long order = values.money("--max-order-notional", "50000");
        Long position = values.money("--max-position-notional", "100000");
        Integer open = values.count("--max-open-orders");
        Long loss = values.money("--max-daily-loss", "5000");
        limits = order == null ? limits : limits.withOrderNotional(order);
        limits = position == null ? limits : limits.withPositionNotional(position);
        limits = open == null ? limits : limits.withOpenOrders(open);
        return loss == null ? limits : limits.withDailyLoss(loss);
    }

    /** Without the markets: those are opened last. */
    AlertServerOptions options(AlertRules rules, List<dev.tandem.webhook.Marketplace> markets) {
        RiskLimits limits = limits();
        Sizing sizing = rules.sizing() == null ? Sizing.one() : rules.sizing();
        Supplier<Gate> gates = () -> new Gate(rules.confidence(), limits, sizing);
        Doorman.Config senders = senders();
        AddressList allow = addresses("--webhook-allow");
        senders = everybodyHere(senders, allow);
        Secret reader = secret("--webhook-inbox-token", SECRET);
        try {
            AlertServerOptions options = AlertServerOptions.of(senders, rules, journal(), gates, markets)
                    .withListen(listen())
                    .withTls(tls())
                    .withAllow(allow)
                    .withProxies(addresses("--webhook-trusted-proxies"))
                    .withReaders(reader == null ? List.of() : List.of(reader))
                    .withTimeRequired(values.choice(
                                    "--webhook-missing-time",
                                    ServeFlags.MissingTime.class,
                                    ServeFlags.MissingTime.REJECT)
                            == ServeFlags.MissingTime.REJECT)
                    .withSilence(duration("--webhook-silence"));
            Duration window = duration("--webhook-dedup-window");
            return window == null ? options : options.withDedupWindow(window);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--webhook-dedup-window: " + e.getMessage());
        }
    }

    /** Nothing configured: then nobody, unless it was said aloud and nobody else can reach it. */
    private Doorman.Config everybodyHere(Doorman.Config senders, AddressList allow) {
        if (senders.knowsSomebody()) {
            return senders;
        }
        if (!allow.isEmpty() && !allow.namesTradingView()) {
            return new Doorman.Config(List.of(), null, null, false, true);
        }
        if (!values.isSet("--webhook-allow-unauthenticated")) {
            throw UserError.refused(
                    allow.isEmpty()
                            ? "nothing says who may send alerts: set webhook secrets, url-token or body-secret (tandem serve"
                                    + " --init makes them), or --webhook-allow-unauthenticated on loopback"
                            : "TradingView's addresses send for everybody who has an account there: set webhook secrets,"
                                    + " url-token or body-secret as well");
        }
        String host = listen().replaceFirst(":[0-9]*$", "");
        if (!host.matches("127\\..*|localhost|\\[::1]")) {
            throw UserError.refused(
                    "--webhook-allow-unauthenticated is for loopback only, and --listen is " + listen());
        }
        return new Doorman.Config(List.of(), null, null, false, true);
    }

    private @Nullable Tls tls() {
        Path certificate = values.path("--tls-certificate", terminal);
        Path key = values.path("--tls-key", terminal);
        if ((certificate == null) != (key == null)) {
            throw UserError.usage("--tls-certificate, --tls-key: the two go together");
        }
        try {
            return certificate == null || key == null ? null : Tls.pem(certificate, key);
        } catch (WebServerException e) {
            throw UserError.usage("--tls-certificate, --tls-key: " + e.getMessage());
        }
    }
}
