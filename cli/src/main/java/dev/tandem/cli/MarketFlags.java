package dev.tandem.cli;

import static dev.tandem.cli.Flags.choice;
import static dev.tandem.cli.Flags.section;
import static dev.tandem.cli.Flags.value;
import static dev.tandem.cli.Flags.values;

import dev.tandem.sim.BookPolicy;

/** The options of {@code tandem backtest} that say what its market is made of. */
final class MarketFlags {
    private MarketFlags() {}

    static Flags.Section flags() {
        return section(
                "Market",
                choice(
                        "--replay",
                        MarketOptions.Replay.class,
                        "whether orders meet bars, or trades, quotes and book updates one by one (default: bars)"),
                values("--frame", "LENGTH", "also show the strategy bars of this length, such as 1h; can be repeated"),
                value(
                        "--participation",
                        "FRACTION",
                        "at most this much of a bar's volume is ours: 0.1 is 10 % (default: no limit)"),
                choice(
                        "--queue",
                        MarketOptions.Queue.class,
                        "where a limit order stands at its price (default: as --fills assumes)"),
                choice("--book-gap", BookPolicy.Gap.class, "where update ids jump (default: stop)"),
                choice("--book-crossed", BookPolicy.Crossed.class, "where bid and offer meet (default: stop)"),
                value("--latency", "TIME", "of data, orders and answers: 5ms, 2ms..20ms, lognormal:5ms,0.5, file:NAME"),
                value("--data-latency", "TIME", "of market data to the strategy"),
                value("--order-latency", "TIME", "of orders to the exchange"),
                value("--answer-latency", "TIME", "of answers and reports back"),
                value(
                        "--faults",
                        "FILE|random:RATE",
                        "what goes wrong with orders: lines such as 3 reject, or random:0.05 for one in twenty"),
                value("--seed", "NUMBER", "of whatever is random (default: 42)"));
    }
}
