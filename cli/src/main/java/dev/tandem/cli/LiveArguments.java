package dev.tandem.cli;

import dev.tandem.gate.RiskLimits;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.model.Rate;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.runtime.session.SafetyLimits;
import dev.tandem.runtime.session.StopPolicy;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What a live or paper session was asked to be, checked option by option before anything is connected. */
final class LiveArguments {
    private static final int FLOOD = SafetyLimits.standard().ordersPerMinute();

    private final CommandSpec spec;
    private final Terminal terminal;
    private final Values values;
    private final String account;

    LiveArguments(CommandSpec spec, Terminal terminal) {
        this(spec, terminal, PluginConfig.DEFAULT_ACCOUNT, "");
    }

    /**
     * @param account whose keys of the environment are used
     * @param place where in the configuration it is said what is run; empty if on the command line
     */
    LiveArguments(CommandSpec spec, Terminal terminal, String account, String place) {
        this.spec = spec;
        this.terminal = terminal;
        this.account = account;
        this.values = new Values(spec, true);
        List<String> missing = new ArrayList<>();
        for (String option : List.of("--exchange", "--instrument", "--bar", "--strategy")) {
            String text = values.text(option);
            if (text == null) {
                missing.add(option);
            } else if (text.isBlank()) {
                throw values.bad(option, "it must not be empty");
            }
        }
        if (!missing.isEmpty() && !place.isEmpty()) {
            throw UserError.usage(String.join(
                            ", ",
                            missing.stream().map(option -> option.substring(2)).toList())
                    + ": missing, here and at the top; for example 'bar: 1m'");
        }
        if (isLive() && values.text("--journal") == null && !values.isSet("--check")) {
            missing.add("--journal");
        }
        if (!missing.isEmpty()) {
            throw UserError.usage(String.join(", ", missing) + ": missing; for example tandem " + spec.name()
                    + " --exchange xchange:binance --instrument BTC/USDT --bar 1m --strategy sma-cross"
                    + (isLive() ? " --journal session --sandbox" : ""));
        }
    }

    boolean isLive() {
        return spec.name().equals("live");
    }

    String exchange() {
        return values.text("--exchange", "");
    }

    List<String> instruments() {
        return List.of(values.text("--instrument", "").split(",", -1));
    }

    BacktestOptions strategy() {
        return BacktestArguments.readWithoutData(spec, terminal);
    }

    Duration bar() {
        BarInterval interval = values.parsed("--bar", BarInterval::parse);
        if (interval == null) {
            throw new IllegalStateException("--bar was checked before");
        }
        return Duration.ofNanos(interval.nanos());
    }

    boolean isLockstep() {
        boolean lockstep = values.isSet("--lockstep");
        if (lockstep && endpoint() == null) {
            throw UserError.usage("--lockstep: is for tandem venue, whose address --endpoint names");
        }
        if (lockstep && instruments().size() > 1) {
            throw UserError.usage("--lockstep: a venue trades one instrument, and --instrument names "
                    + instruments().size());
        }
        return lockstep;
    }

    @Nullable
    URI endpoint() {
        String address = ExchangeAccess.endpoint(values);
        return address == null ? null : URI.create(address);
    }

    boolean isSandbox() {
        return values.isSet("--sandbox");
    }

    boolean isCheck() {
        return values.isSet("--check");
    }

    /** Nobody trades real money by accident. */
    void refuseWhatIsNotSafe(BacktestOptions options) {
        List<String> where = new ArrayList<>();
        for (String option : List.of("--sandbox", "--endpoint", "--real-money")) {
            if (values.isGiven(option)) {
                where.add(option);
            }
        }
        if (where.size() > 1) {
            throw UserError.usage(String.join(" and ", where) + " exclude each other: give one of them");
        }
        if (where.isEmpty()) {
            throw UserError.refused("this would trade real money at " + exchange()
                    + ": say --sandbox, --endpoint URL, or --real-money together with --max-order-notional,"
                    + " --max-position-notional and --max-daily-loss");
        }
        if (where.contains("--real-money")) {
            List<String> missing = new ArrayList<>();
            if (options.maxOrderNotional() == null) {
                missing.add("--max-order-notional");
            }
            if (options.maxPositionNotional() == null) {
                missing.add("--max-position-notional");
            }
            if (options.maxDailyLoss() == null) {
                missing.add("--max-daily-loss");
            }
            if (!missing.isEmpty()) {
                throw UserError.refused("--real-money needs every limit; missing: " + String.join(", ", missing));
            }
        }
    }

    /** What the plugin is told. Keys are passed on from the environment as it was when this process began. */
    PluginConfig plugin(boolean needsKeys) {
        Map<String, String> settings = new LinkedHashMap<>();
        URI endpoint = endpoint();
        if (endpoint != null) {
            settings.put("url", endpoint.toString());
        }
        if (isSandbox()) {
            settings.put("sandbox", "true");
        }
        if (isLockstep()) {
            // The market waits: whoever asks is the session, and limits are counted in the market's time.
            settings.put("poll-interval", "60m");
            settings.put("rate-limits", "false");
            settings.put("read-timeout", "30s");
            settings.put("turn-timeout", "60s");
        }
        if (values.isSet("--no-stream") && exchange().startsWith("xchange:")) {
            settings.put("stream", "false");
        }
        if (needsKeys) {
            keys(settings);
        }
        return new PluginConfig(exchange(), account, settings);
    }

    private void keys(Map<String, String> settings) {
        String file = values.text("--credentials");
        if (file != null) {
            settings.put("credentials", terminal.resolve(file).toString());
            return;
        }
        String name = exchange().substring(exchange().lastIndexOf(':') + 1);
        String whose = account.equals(PluginConfig.DEFAULT_ACCOUNT) ? "" : "_" + account;
        String prefix = "TANDEM_" + (name + whose).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
        String key = terminal.environment().get(prefix + "_KEY");
        String secret = terminal.environment().get(prefix + "_SECRET");
        if (key == null || key.isBlank() || secret == null || secret.isBlank()) {
            throw UserError.usage("there is no key for " + exchange() + ": set " + prefix + "_KEY and " + prefix
                    + "_SECRET, or name a file that only you can read with --credentials");
        }
        settings.put("key", key);
        settings.put("secret", secret);
        String passphrase = terminal.environment().get(prefix + "_PASSPHRASE");
        if (passphrase != null) {
            settings.put("passphrase", passphrase);
        }
    }

    @Nullable
    Path journal() {
        return values.path("--journal", terminal);
    }

    /** Null if nothing was said: then it is what the account has. */
    @Nullable
    Long cash() {
        return values.money("--cash", "1000000");
    }

    int warmUp() {
        String text = values.text("--warmup");
        if (text == null) {
            return isLockstep() ? 0 : 500;
        }
        if (!text.matches("[0-9]{1,5}")) {
            throw values.bad("--warmup", "a number of bars from 0 to 99999");
        }
        return Integer.parseInt(text);
    }

    StopPolicy onStop() {
        return values.choice("--on-stop", StopPolicy.class, StopPolicy.KEEP);
    }

    @Nullable
    Duration duration() {
        return values.duration("--duration", null);
    }

    /** A flood is cut at the gate as well, one order after the one that halts: within an event nobody else is in time. */
    RiskLimits limits(BacktestOptions options) {
        int perMinute = count("--max-orders-per-minute", isLockstep() ? SafetyLimits.OFF : FLOOD);
        RiskLimits base = perMinute == SafetyLimits.OFF
                ? RiskLimits.NONE
                : RiskLimits.NONE.withOrderRate(perMinute + 1L, Duration.ofMinutes(1));
        RiskLimits limits = base.withOrderNotional(orOff(options.maxOrderNotional()))
                .withPositionNotional(orOff(options.maxPositionNotional()))
                .withDailyLoss(orOff(options.maxDailyLoss()));
        return options.maxOpenOrders() == null ? limits : limits.withOpenOrders(options.maxOpenOrders());
    }

    private static long orOff(@Nullable Long limit) {
        return limit == null ? RiskLimits.OFF : limit;
    }

    SafetyLimits safety(@Nullable Path journal) {
        SafetyLimits byDefault = isLockstep() ? SafetyLimits.lockstep() : SafetyLimits.standard();
        BigDecimal drawdown = values.decimal(
                "--max-drawdown",
                v -> v.signum() > 0 && v.compareTo(BigDecimal.ONE) <= 0 && v.scale() <= 8,
                "a fraction above 0 and at most 1, such as 0.1 for 10 %");
        String killFile = values.text("--kill-file");
        Path kill = killFile != null ? terminal.resolve(killFile) : journal == null ? null : journal.resolve("kill");
        Duration naked = values.duration("--max-naked", byDefault.nakedAfter());
        Duration thinking = values.duration("--max-thinking", byDefault.hangAfter());
        return byDefault
                .withDrawdown(drawdown == null ? null : Rate.of(drawdown))
                .withOrdersPerMinute(count("--max-orders-per-minute", byDefault.ordersPerMinute()))
                .withDenialsInARow(count("--max-denials", byDefault.denialsInARow()))
                .withRejectsInARow(count("--max-rejects", byDefault.rejectsInARow()))
                .withStaleFeed(values.duration("--max-feed-age", byDefault.staleFeed()))
                .withClockSkew(values.duration("--max-clock-skew", byDefault.clockSkew()))
                .withNaked(byDefault.rearmAfter(), naked == null ? byDefault.nakedAfter() : naked)
                .withHangAfter(thinking == null ? byDefault.hangAfter() : thinking)
                .withKillFile(kill);
    }

    private int count(String option, int byDefault) {
        Integer given = values.count(option);
        return given == null ? byDefault : given;
    }

    Values values() {
        return values;
    }

    OutputFormat format() {
        return values.choice("--format", OutputFormat.class, OutputFormat.TEXT);
    }
}
