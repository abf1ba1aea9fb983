package dev.tandem.cli;

import static dev.tandem.cli.Flags.choice;
import static dev.tandem.cli.Flags.flag;
import static dev.tandem.cli.Flags.section;
import static dev.tandem.cli.Flags.value;

import dev.tandem.engine.BracketStart;
import dev.tandem.runtime.session.StopPolicy;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code tandem live} and {@code tandem paper}, as their help shows them. */
final class LiveFlags {
    private LiveFlags() {}

    static Flags live() {
        List<Flags.Section> all = new ArrayList<>();
        all.add(whatIsRun());
        all.add(section(
                "Where (one of the first three)",
                ExchangeAccess.sandboxOption(),
                ExchangeAccess.endpointOption(),
                flag("--real-money", "the real exchange; needs every limit of order, position and daily loss"),
                value("--duration", "TIME", "stops after this time, such as 10m"),
                noStream(),
                flag("--lockstep", "the market waits for us: for tandem venue --clock lockstep"),
                value("--journal", "DIR", "remembers the session; what is in there is gone on with"),
                ExchangeAccess.credentialsOption(),
                flag("--check", "says what would be run, and connects to nothing")));
        all.addAll(conditions());
        all.add(WatchFlags.options());
        all.add(section("Result", Flags.format()));
        return new Flags(List.copyOf(all));
    }

    static Flags paper() {
        List<Flags.Section> all = new ArrayList<>();
        all.add(whatIsRun());
        all.add(section(
                "Where",
                ExchangeAccess.sandboxOption(),
                ExchangeAccess.endpointOption(),
                value("--journal", "DIR", "remembers the session (default: a folder that is removed at the end)"),
                value("--duration", "TIME", "stops after this time, such as 10m"),
                noStream()));
        all.addAll(conditions());
        all.add(WatchFlags.options());
        all.add(section("Result", Flags.format()));
        return new Flags(List.copyOf(all));
    }

    private static OptionSpec noStream() {
        return flag("--no-stream", "ask for bars and fills only, although the exchange has streams of them");
    }

    private static Flags.Section whatIsRun() {
        return section(
                "What is run (required)",
                ExchangeAccess.exchangeOption(),
                value("--instrument", "BASE/QUOTE[,…]", "what is traded, such as BTC/USDT"),
                value("--bar", "LENGTH", "length of a bar, such as 1m, 4h, 1d"),
                value(
                        "--strategy",
                        "NAME|File.java|CLASS",
                        "a built-in (tandem strategies), a source file, or a class on --classpath"));
    }

    private static List<Flags.Section> conditions() {
        return List.of(
                section(
                        "Strategy",
                        Flags.parameter("a parameter of the strategy; can be repeated"),
                        value("--classpath", "PATH", "jars and folders with the strategy's classes, as for java -cp"),
                        value("--warmup", "BARS", "show it so many past bars first (default: 500; lockstep: none)")),
                section(
                        "Account and size",
                        value("--cash", "AMOUNT", "what it may count as its own (default: what the account has free)"),
                        value("--quantity", "QUANTITY", "size of an order (default: 1)"),
                        value("--risk-percent", "PERCENT", "size so that the stop costs this much of the equity"),
                        value("--cash-percent", "PERCENT", "size for this much of the equity"),
                        value("--fee", "RATE", "what sizing reckons with, and paper pays (default: 0.001)"),
                        flag("--close-at-end", "close an open position when the market ends"),
                        choice(
                                "--on-stop",
                                StopPolicy.class,
                                "orders and positions when it is interrupted (default: keep)")),
                section(
                        "Exits",
                        value("--stop-loss", "FRACTION", "stop this far from the fill: 0.02 is 2 %"),
                        value("--take-profit", "FRACTION", "target this far from the fill"),
                        value("--trailing-stop", "FRACTION", "stop this far from the best close"),
                        flag("--no-signal-exit", "only these exits, not the strategy's own"),
                        choice(
                                "--bracket-from",
                                BracketStart.class,
                                "when the exits of an entry begin to work (default: fill)")),
                section(
                        "Limits",
                        value("--min-confidence", "NUMBER", "deny entries below (default: 0.6)"),
                        value("--max-order-notional", "AMOUNT", "deny larger orders"),
                        value("--max-position-notional", "AMOUNT", "deny orders that make the position larger"),
                        value("--max-open-orders", "NUMBER", "deny further orders"),
                        value("--max-daily-loss", "AMOUNT", "only reduce after such a loss on a UTC day"),
                        value(
                                "--max-drawdown",
                                "FRACTION",
                                "only reduce that far below the highest close of the equity"),
                        value("--max-orders-per-minute", "NUMBER", "halt above (default: 60)"),
                        value("--max-denials", "NUMBER", "halt after so many in a row (default: 20)"),
                        value("--max-rejects", "NUMBER", "halt after so many in a row (default: 5)"),
                        value("--max-feed-age", "TIME", "only reduce while a bar is missing for longer (default: 1m)"),
                        value("--max-clock-skew", "TIME", "halt above (default: 2s)"),
                        value(
                                "--max-naked",
                                "TIME",
                                "close a position that is without its stop for longer (default: 30s)"),
                        value("--max-thinking", "TIME", "fence a strategy off that thinks for longer (default: 30s)"),
                        value(
                                "--kill-file",
                                "FILE",
                                "halt when it is there (default: kill, in the journal's folder)")));
    }
}
