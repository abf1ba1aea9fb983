package dev.tandem.cli;

import dev.tandem.engine.BracketStart;
import dev.tandem.gate.Sizing;
import dev.tandem.gate.Thresholds;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.BarLabel;
import dev.tandem.marketdata.ColumnSpec;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.sim.AccountType;
import dev.tandem.sim.match.FillModel;
import java.io.File;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** From what was written to {@link BacktestOptions}. */
final class BacktestArguments {
    /** What {@link BacktestOptions#data} is where bars are generated. */
    static final String GENERATED = "generated";

    /** For one of several files: as if it were not said. */
    private static final String EACH_DEFAULT = "default";

    private static final String GENERATED_INSTRUMENT = "BTC/USD";
    private static final String DEFAULT_STRATEGY = "sma-cross";
    private static final List<String> OF_DATA = List.of(
            "--instrument", "--bar", "--bar-label", "--columns", "--lenient", "--from", "--to", "--tick", "--lot");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final CommandSpec spec;
    private final Terminal terminal;
    private final Values values;

    private BacktestArguments(CommandSpec spec, Terminal terminal) {
        this(spec, terminal, new Values(spec));
    }

    private BacktestArguments(CommandSpec spec, Terminal terminal, Values values) {
        this.spec = spec;
        this.terminal = terminal;
        this.values = values;
    }

    /**
     * For a command that trades as the market goes: the strategy, the size, the exits and the limits, without data.
     *
     * @throws UserError naming the option, the bad value and what would be right
     */
    static BacktestOptions readWithoutData(CommandSpec spec, Terminal terminal) {
        BacktestArguments arguments = new BacktestArguments(spec, terminal, new Values(spec, true));
        return arguments.read("live", arguments.required("--instrument"), arguments.required("--strategy"));
    }

    /** @throws UserError naming the option, the bad value and what would be right */
    static BacktestOptions read(CommandSpec spec, Terminal terminal) {
        return new BacktestArguments(spec, terminal).read();
    }

    private BacktestOptions read() {
        if (signals() != null && values.text("--strategy") == null) {
            requireAll("--data", "--instrument");
            return read(required("--data"), required("--instrument"), "panel");
        }
        requireAll("--data", "--instrument", "--strategy");
        return read(required("--data"), required("--instrument"), required("--strategy"));
    }

    /**
     * For a command that takes several sets of data: {@code --data a.csv,b.csv --instrument BTC/USD,ETH/USD}; one
     * instrument counts for all of them.
     *
     * @throws UserError naming the option, the bad value and what would be right
     */
    static List<BacktestOptions> readSeveral(CommandSpec spec, Terminal terminal) {
        return new BacktestArguments(spec, terminal).readSeveral();
    }

    private List<BacktestOptions> readSeveral() {
        requireAll("--data", "--instrument", "--strategy");
        String data = required("--data");
        // a file's own name may have a comma in it
        String[] sources = Files.exists(terminal.resolve(data)) ? new String[] {data} : data.split(",", -1);
        String[] instruments = required("--instrument").split(",", -1);
        if (instruments.length != 1 && instruments.length != sources.length) {
            throw values.bad(
                    "--instrument",
                    "one for all sets of data or one for each, which are " + sources.length + " after --data");
        }
        List<BacktestOptions> all = new ArrayList<>();
        for (int i = 0; i < sources.length; i++) {
            if (sources[i].isBlank()) {
                throw values.bad("--data", "a file's name between two commas is missing");
            }
            all.add(read(sources[i], instruments[instruments.length == 1 ? 0 : i], required("--strategy")));
        }
        return List.copyOf(all);
    }

    /**
     * For a command that can do without: where no data are named, those that are generated.
     *
     * @throws UserError naming the option, the bad value and what would be right
     */
    static BacktestOptions readOrGenerate(CommandSpec spec, Terminal terminal) {
        return new BacktestArguments(spec, terminal).readOrGenerate();
    }

    private BacktestOptions readOrGenerate() {
        if (values.text("--data") != null) {
            requireAll("--data", "--instrument");
            return read(required("--data"), required("--instrument"), values.text("--strategy", DEFAULT_STRATEGY));
        }
        for (String option : OF_DATA) {
            if (values.isGiven(option)) {
                throw UserError.usage(option + ": is about --data, which is missing; generated bars of "
                        + GENERATED_INSTRUMENT + " are used where it is");
            }
        }
        return read(GENERATED, GENERATED_INSTRUMENT, values.text("--strategy", DEFAULT_STRATEGY));
    }

    private BacktestOptions read(String data, String instrument, String strategy) {
        Rate[] fees = fees();
        Long cash = values.money("--cash", "1000000");
        BigDecimal minConfidence = values.decimal(
                "--min-confidence",
                v -> v.signum() >= 0 && v.compareTo(BigDecimal.ONE) <= 0,
                "a number from 0 to 1, such as 0.6");
        BigDecimal slippage = values.decimal(
                "--slippage-bps",
                v -> v.signum() >= 0 && v.compareTo(BigDecimal.valueOf(10_000)) < 0 && v.scale() <= 4,
                "basis points from 0 to below 10000 with at most 4 decimals, such as 5 for 0.05 %");
        Instrument first = instrument(instrument, 0);
        ReadOptions reading = reading(instrument, 0);
        return new BacktestOptions(
                data,
                first,
                market(data, reading),
                reading,
                strategy,
                classpath(),
                parameters(),
                cash == null ? 1_000_000 * Money.ONE : cash,
                values.choice("--account", AccountType.class, AccountType.MARGIN),
                sizing(),
                values.isSet("--close-at-end"),
                fees[0],
                fees[1],
                slippage == null ? Rate.ZERO : Rate.ofBasisPoints(slippage),
                values.isSet("--slippage-within-bar"),
                fillModel(),
                values.choice("--bracket-from", BracketStart.class, BracketStart.FILL),
                fraction("--stop-loss", 1, "0.02 for 2 %"),
                fraction("--take-profit", 100, "0.04 for 4 %"),
                fraction("--trailing-stop", 1, "0.03 for 3 %"),
                !values.isSet("--no-signal-exit"),
                minConfidence == null ? 0.6 : minConfidence.doubleValue(),
                minimaFor(),
                minEdge(),
                signals(),
                values.money("--max-order-notional", "50000"),
                values.money("--max-position-notional", "100000"),
                values.count("--max-open-orders"),
                values.money("--max-daily-loss", "5000"),
                spec.findOption("--report") == null ? null : values.path("--report", terminal),
                values.choice("--format", OutputFormat.class, OutputFormat.TEXT));
    }

    private MarketOptions market(String data, ReadOptions reading) {
        if (!values.knows("--frame")) {
            return MarketOptions.of(data, reading, allFills());
        }
        List<String> files = values.list("--data");
        List<String> instruments = values.list("--instrument");
        if (instruments.size() != 1 && instruments.size() != files.size()) {
            throw UserError.usage("--instrument: there are " + instruments.size() + " for " + files.size()
                    + " --data; give one for all of them, or one for each, in the same order");
        }
        List<MarketOptions.Feed> feeds = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).isBlank()) {
                throw Values.badOneOf("--data", files.get(i), "it must not be empty");
            }
            String symbol = instruments.get(instruments.size() == 1 ? 0 : i);
            if (i > 0) {
                instrument(symbol, i);
            }
            feeds.add(new MarketOptions.Feed(files.get(i), i == 0 ? reading : reading(symbol, i)));
        }
        haveOneGrid(feeds);
        return new MarketArguments(values, terminal).read(List.copyOf(feeds), allFills());
    }

    private static void haveOneGrid(List<MarketOptions.Feed> feeds) {
        Map<String, MarketOptions.Feed> first = new LinkedHashMap<>();
        for (MarketOptions.Feed feed : feeds) {
            MarketOptions.Feed known =
                    first.putIfAbsent(feed.reading().instrument().symbol(), feed);
            if (known != null) {
                haveOne("--tick", feed, known.reading().tick(), feed.reading().tick());
                haveOne("--lot", feed, known.reading().lot(), feed.reading().lot());
            }
        }
    }

    private static void haveOne(
            String option, MarketOptions.Feed feed, @Nullable BigDecimal one, @Nullable BigDecimal other) {
        boolean same = one == null ? other == null : other != null && one.compareTo(other) == 0;
        if (!same) {
            throw UserError.usage(option + ": " + feed.reading().instrument().symbol() + " has " + stepText(one)
                    + " and, for " + feed.source() + ", " + stepText(other) + "; an instrument has one");
        }
    }

    private static String stepText(@Nullable BigDecimal step) {
        return step == null ? EACH_DEFAULT : step.toPlainString();
    }

    private boolean allFills() {
        return fills() == MarketOptions.Fills.ALL;
    }

    private MarketOptions.Fills fills() {
        return values.choice("--fills", MarketOptions.Fills.class, MarketOptions.Fills.REALISTIC);
    }

    private FillModel fillModel() {
        return switch (fills()) {
            case REALISTIC, ALL -> FillModel.REALISTIC;
            case PESSIMISTIC -> FillModel.PESSIMISTIC;
            case OPTIMISTIC -> FillModel.OPTIMISTIC;
        };
    }

    /** How the data of another command with the same options are read. */
    static ReadOptions reading(CommandSpec spec, Terminal terminal, String symbol) {
        return new BacktestArguments(spec, terminal).reading(symbol, 0);
    }

    /** @param file the how manieth, from 0 */
    private ReadOptions reading(String symbol, int file) {
        Instant from = values.time("--from");
        Instant to = values.time("--to");
        if (from != null && to != null && !from.isBefore(to)) {
            throw values.bad("--to", "a time after --from, which is " + from);
        }
        return ReadOptions.builder(symbol)
                .tick(step("--tick", file))
                .lot(step("--lot", file))
                .bar(values.parsed("--bar", BarInterval::parse))
                .barLabel(values.choice("--bar-label", BarLabel.class, BarLabel.OPEN))
                .columns(columns(file))
                .lenient(values.isSet("--lenient"))
                .from(from)
                .to(to)
                .build();
    }

    private void requireAll(String... options) {
        List<String> missing = new ArrayList<>();
        for (String option : options) {
            String text = values.text(option);
            if (text == null) {
                missing.add(option);
            } else if (text.isBlank()) {
                throw values.bad(option, "it must not be empty");
            }
        }
        if (!missing.isEmpty()) {
            throw UserError.usage(String.join(", ", missing) + ": missing; for example tandem " + spec.name()
                    + " --data bars.csv --instrument BTC/USD --strategy sma-cross");
        }
    }

    private String required(String option) {
        String text = values.text(option);
        if (text == null) {
            throw new IllegalStateException(option + " was checked before");
        }
        return text;
    }

    private Instrument instrument(String symbol, int file) {
        try {
            Instrument.of(symbol);
        } catch (IllegalArgumentException e) {
            String right = "base and quote asset in capitals, such as BTC/USD";
            throw symbol.equals(values.text("--instrument"))
                    ? values.bad("--instrument", right)
                    : Values.badOneOf("--instrument", symbol, right);
        }
        BigDecimal tick = step("--tick", file);
        BigDecimal lot = step("--lot", file);
        try {
            return Instrument.of(
                    symbol,
                    tick == null ? Instrument.DEFAULT_STEP : tick,
                    lot == null ? Instrument.DEFAULT_STEP : lot,
                    0);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--tick, --lot: " + e.getMessage());
        }
    }

    private @Nullable BigDecimal step(String option, int file) {
        String right = "a number above 0, such as 0.01";
        String text = each(option, file);
        if (text == null || values.all(option).size() == 1) {
            return text == null ? null : values.decimal(option, v -> v.signum() > 0, right);
        }
        try {
            BigDecimal step = Decimals.parse(text);
            if (step.signum() > 0) {
                return Decimals.strip(step);
            }
        } catch (NumberFormatException e) {
            throw Values.badOneOf(option, text, right);
        }
        throw Values.badOneOf(option, text, right);
    }

    private @Nullable ColumnSpec columns(int file) {
        String text = each("--columns", file);
        if (text == null || values.all("--columns").size() == 1) {
            return text == null ? null : values.parsed("--columns", ColumnSpec::parse);
        }
        try {
            return ColumnSpec.parse(text);
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--columns: " + e.getMessage());
        }
    }

    /** What was said for one of the files: the only value, or that in its place; null for nothing. */
    private @Nullable String each(String option, int file) {
        List<String> given = values.all(option);
        int files = values.knows("--frame") ? values.list("--data").size() : 1;
        if (given.size() > 1 && given.size() != files) {
            throw UserError.usage(option + ": there are " + given.size() + " for " + files
                    + " --data; give one for all of them, or one for each, in the same order ('" + EACH_DEFAULT
                    + "' for a file that needs none)");
        }
        String text = given.isEmpty() ? null : given.get(given.size() == 1 ? 0 : file);
        return EACH_DEFAULT.equals(text) ? null : text;
    }

    private Sizing sizing() {
        String option = values.oneOf("--quantity", "--risk-percent", "--cash-percent", "--kelly");
        if (option == null) {
            return new Sizing.Fixed(BigDecimal.ONE);
        }
        if (option.equals("--kelly")) {
            BigDecimal part = given(
                    option,
                    values.decimal(
                            option,
                            v -> v.signum() > 0 && v.compareTo(BigDecimal.ONE) <= 0 && v.scale() <= 8,
                            "a part above 0 and at most 1, such as 0.5 for half of it"));
            return new Sizing.Kelly(Rate.of(part), Sizing.Kelly.DEFAULT_CAP, roundTrip());
        }
        if (option.equals("--quantity")) {
            return new Sizing.Fixed(
                    given(option, values.decimal(option, v -> v.signum() > 0, "a number above 0, such as 0.5")));
        }
        BigDecimal percent = given(
                option,
                values.decimal(
                        option,
                        v -> v.signum() > 0 && v.compareTo(HUNDRED) <= 0 && v.scale() <= 6,
                        "percent, above 0 and at most 100, with at most 6 decimals"));
        return option.equals("--risk-percent")
                ? new Sizing.PercentAtRisk(Rate.ofPercent(percent))
                : new Sizing.PercentOfEquity(Rate.ofPercent(percent));
    }

    /** What a round trip costs a taker. */
    private Rate roundTrip() {
        return new Rate(2 * Math.max(0, fees()[1].units()));
    }

    private @Nullable String signals() {
        if (spec.findOption("--signals") == null || values.text("--signals") == null) {
            return null;
        }
        String file = values.text("--signals", "");
        if (file.isBlank()) {
            throw values.bad("--signals", "it must not be empty");
        }
        return file;
    }

    private @Nullable Rate minEdge() {
        BigDecimal points = values.decimal(
                "--min-edge-bps",
                v -> v.abs().compareTo(BigDecimal.valueOf(10_000)) < 0 && v.scale() <= 4,
                "basis points with at most 4 decimals, such as 5 for 0.05 %");
        return points == null ? null : Rate.ofBasisPoints(points);
    }

    private List<Thresholds.Rule> minimaFor() {
        String text = values.text("--min-confidence-for");
        List<Thresholds.Rule> rules = new ArrayList<>();
        if (text == null) {
            return rules;
        }
        for (String each : text.split(",", -1)) {
            int equals = each.lastIndexOf('=');
            try {
                rules.add(rule(each.substring(0, Math.max(0, equals)), Decimals.parse(each.substring(equals + 1))));
            } catch (IllegalArgumentException e) {
                throw values.bad(
                        "--min-confidence-for",
                        "'" + each
                                + "' is none; such as BTC/USD=0.7, short=0.8, agent:owl=0.9 or strategy:panel=0.5, each"
                                + " from 0 to 1");
            }
        }
        return rules;
    }

    private static Thresholds.Rule rule(String what, BigDecimal minimum) {
        double value = minimum.doubleValue();
        if (what.startsWith("agent:") && what.length() > 6) {
            return new Thresholds.Rule(null, null, null, what.substring(6), value);
        }
        if (what.startsWith("strategy:") && what.length() > 9) {
            return new Thresholds.Rule(what.substring(9), null, null, null, value);
        }
        return switch (what) {
            case "long", "buy" -> new Thresholds.Rule(null, null, Side.BUY, null, value);
            case "short", "sell" -> new Thresholds.Rule(null, null, Side.SELL, null, value);
            default -> new Thresholds.Rule(null, Instrument.of(what).symbol(), null, null, value);
        };
    }

    /** Maker and taker. */
    private Rate[] fees() {
        boolean single = values.text("--fee") != null;
        boolean split = values.text("--maker-fee") != null || values.text("--taker-fee") != null;
        if (single && split) {
            boolean singleHere = values.isOnCommandLine("--fee");
            boolean splitHere = values.isOnCommandLine("--maker-fee") || values.isOnCommandLine("--taker-fee");
            if (singleHere == splitHere) {
                throw UserError.usage("--fee excludes --maker-fee and --taker-fee: give one rate or two");
            }
            single = singleHere;
            split = splitHere;
        }
        if (!split) {
            Rate fee = fee("--fee", single ? null : Rate.parse("0.001"));
            return new Rate[] {fee, fee};
        }
        if (values.text("--maker-fee") == null || values.text("--taker-fee") == null) {
            throw UserError.usage(
                    values.text("--maker-fee") == null
                            ? "--maker-fee: missing; --taker-fee is there, and the two go together"
                            : "--taker-fee: missing; --maker-fee is there, and the two go together");
        }
        return new Rate[] {fee("--maker-fee", null), fee("--taker-fee", null)};
    }

    /** A rebate is a negative rate. */
    private Rate fee(String option, @Nullable Rate byDefault) {
        if (byDefault != null) {
            return byDefault;
        }
        return Rate.of(given(
                option,
                values.decimal(
                        option,
                        v -> v.abs().compareTo(BigDecimal.ONE) < 0 && v.scale() <= 8,
                        "a rate between -1 and 1 with at most 8 decimals, such as 0.001 for 0.1 %")));
    }

    private @Nullable Rate fraction(String option, int below, String example) {
        BigDecimal value = values.decimal(
                option,
                v -> v.signum() > 0 && v.compareTo(BigDecimal.valueOf(below)) < 0 && v.scale() <= 8,
                "a fraction between 0 and " + below + " with at most 8 decimals, such as " + example);
        return value == null ? null : Rate.of(value);
    }

    private static BigDecimal given(String option, @Nullable BigDecimal value) {
        if (value == null) {
            throw new IllegalStateException(option + " was checked before");
        }
        return value;
    }

    /**
     * Which strategy was named where everything else is known already.
     *
     * @param strategy null if none was
     */
    record StrategyCall(@Nullable String strategy, List<Path> classpath, Map<String, String> parameters) {}

    static StrategyCall strategyOnly(CommandSpec spec, Terminal terminal) {
        BacktestArguments arguments = new BacktestArguments(spec, terminal, new Values(spec, true));
        return new StrategyCall(arguments.values.text("--strategy"), arguments.classpath(), arguments.parameters());
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>(values.config().parameters(spec));
        Set<String> here = new HashSet<>();
        for (String pair : values.list("--param")) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                throw UserError.option("-p", pair, "a name and a value, such as fast=10");
            }
            String key = pair.substring(0, equals);
            if (!here.add(key)) {
                throw UserError.usage("-p " + key + ": is given more than once");
            }
            parameters.put(key, pair.substring(equals + 1));
        }
        return Collections.unmodifiableMap(parameters);
    }

    private List<Path> classpath() {
        String text = values.text("--classpath");
        if (text == null) {
            return List.of();
        }
        List<Path> entries = new ArrayList<>();
        for (String entry : text.split(File.pathSeparator, -1)) {
            Path path = terminal.resolve(entry);
            if (entry.isEmpty() || !Files.exists(path)) {
                throw values.bad("--classpath", "'" + entry + "' does not exist");
            }
            entries.add(path);
        }
        return List.copyOf(entries);
    }
}
