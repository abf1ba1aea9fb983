package dev.tandem.cli;

import static dev.tandem.cli.Flags.choice;
import static dev.tandem.cli.Flags.flag;
import static dev.tandem.cli.Flags.section;
import static dev.tandem.cli.Flags.value;
import static dev.tandem.cli.Flags.values;

import dev.tandem.engine.BracketStart;
import dev.tandem.marketdata.BarLabel;
import dev.tandem.sim.AccountType;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code tandem backtest}, as its help shows them. */
final class BacktestFlags {
    private BacktestFlags() {}

    static Flags flags() {
        List<Flags.Section> all = new ArrayList<>();
        all.add(section(
                "What is run (required)",
                values(
                        "--data",
                        "FILE|sample:NAME",
                        "bars, trades, quotes or book updates in CSV, also .gz; can be repeated"),
                values(
                        "--instrument",
                        "BASE/QUOTE",
                        "what is traded, such as BTC/USD; one for all --data, or one for each, in the same order"),
                value(
                        "--strategy",
                        "NAME|File.java|CLASS",
                        "a built-in (tandem strategies), a source file, or a class on --classpath")));
        all.add(section(
                "Agents",
                value(
                        "--signals",
                        "FILE",
                        "recorded signals and forecasts (CSV, or JSON lines), told when they arrived; without"
                                + " --strategy, panel trades on them")));
        all.addAll(conditions(true));
        all.add(MarketFlags.flags());
        all.add(section("Result", value("--report", "DIR", "write the report's files there"), Flags.format()));
        return new Flags(List.copyOf(all));
    }

    /** Under which conditions a strategy is run, whatever is wanted of the run. */
    static List<Flags.Section> conditions() {
        return conditions(false);
    }

    /** @param perFile whether what says how data are read can be said for each file */
    private static List<Flags.Section> conditions(boolean perFile) {
        return List.of(
                section(
                        "Strategy",
                        Flags.parameter("a parameter of the strategy; can be repeated"),
                        value("--classpath", "PATH", "jars and folders with the strategy's classes, as for java -cp")),
                section(
                        "Data",
                        value(
                                "--bar",
                                "LENGTH",
                                "length of a bar, such as 1m, 4h, 1d; trades and quotes become bars of 1m"),
                        choice("--bar-label", BarLabel.class, "which end of a bar its timestamp is (default: open)"),
                        each(perFile, "--columns", "SPEC", "yahoo, binance, or such as 0=timestamp,1=open,…"),
                        flag("--lenient", "skip bad rows and count them by reason"),
                        value("--from", "TIME", "from this date or time on (UTC)"),
                        value("--to", "TIME", "up to this date or time (UTC), not including it"),
                        each(
                                perFile,
                                "--tick",
                                "STEP",
                                "smallest step of a price (default: 0.00000001, prices are rounded to it)"),
                        each(perFile, "--lot", "STEP", "smallest step of a quantity (default: 0.00000001)")),
                section(
                        "Account and size",
                        value("--cash", "AMOUNT", "to begin with (default: 1000000)"),
                        choice("--account", AccountType.class, "spot cannot be short (default: margin)"),
                        value("--quantity", "QUANTITY", "size of an order (default: 1)"),
                        value("--risk-percent", "PERCENT", "size so that the stop costs this much of the equity"),
                        value("--cash-percent", "PERCENT", "size for this much of the equity"),
                        value(
                                "--kelly",
                                "PART",
                                "size by confidence: this part of Kelly's rule, such as 0.5, at most 25 % of the equity"),
                        flag("--close-at-end", "close an open position at the last close")),
                section(
                        "Costs and fills",
                        value("--fee", "RATE", "of every fill (default: 0.001, which is 0.1 %)"),
                        value("--maker-fee", "RATE", "of fills that rested"),
                        value("--taker-fee", "RATE", "of the other fills"),
                        value(
                                "--slippage-bps",
                                "BPS",
                                "basis points by which market and stop fills are worse (default: 0)"),
                        flag("--slippage-within-bar", "slippage stops at the bar's high and low"),
                        choice(
                                "--fills",
                                MarketOptions.Fills.class,
                                "what is assumed where the data do not tell; all: each in turn (default: realistic)"),
                        choice(
                                "--bracket-from",
                                BracketStart.class,
                                "when the exits of an entry begin to work (default: fill)")),
                section(
                        "Exits",
                        value("--stop-loss", "FRACTION", "stop this far from the fill: 0.02 is 2 %"),
                        value("--take-profit", "FRACTION", "target this far from the fill"),
                        value("--trailing-stop", "FRACTION", "stop this far from the best close"),
                        flag("--no-signal-exit", "only these exits, not the strategy's own")),
                section(
                        "Limits",
                        value("--min-confidence", "NUMBER", "deny entries below (default: 0.6)"),
                        value(
                                "--min-confidence-for",
                                "WHAT=NUMBER,…",
                                "other minima: BTC/USD=0.7,short=0.8,agent:owl=0.9,strategy:panel=0.5"),
                        value(
                                "--min-edge-bps",
                                "BPS",
                                "deny entries whose expected value after both fees is below so many basis points"),
                        value("--max-order-notional", "AMOUNT", "deny larger orders"),
                        value("--max-position-notional", "AMOUNT", "deny orders that make the position larger"),
                        value("--max-open-orders", "NUMBER", "deny further orders"),
                        value("--max-daily-loss", "AMOUNT", "deny entries after such a loss on a UTC day")));
    }

    private static OptionSpec each(boolean perFile, String name, String label, String description) {
        return perFile
                ? values(name, label, description + "; one for all --data, or one for each")
                : value(name, label, description);
    }
}
