package dev.tandem.cli;

import static dev.tandem.cli.Flags.choice;
import static dev.tandem.cli.Flags.flag;
import static dev.tandem.cli.Flags.section;
import static dev.tandem.cli.Flags.value;

import dev.tandem.marketdata.BarLabel;
import dev.tandem.sim.AccountType;
import dev.tandem.sim.match.FillModel;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code tandem serve}, as its help shows them: each is a key of {@code tandem.yaml} as well. */
final class ServeFlags {
    private ServeFlags() {}

    /** In what a bare number of an alert is. */
    enum Unit {
        BASE,
        QUOTE
    }

    /** On which scale alerts state their confidence. */
    enum Scale {
        FRACTION,
        PERCENT
    }

    /** What is asked of an alert that does not say when it was sent. */
    enum MissingTime {
        REJECT,
        ALLOW
    }

    /** How many of the configured secrets a sender has to know. */
    enum Require {
        ANY,
        ALL
    }

    static Flags flags() {
        return new Flags(List.of(
                section(
                        "Instead of listening",
                        flag(
                                "--init",
                                "write a commented tandem.yaml with strong secrets, and say what to paste where"),
                        value("--check", "FILE|-", "say what would happen with this alert, and send nothing"),
                        value("--now", "TIME", "what time it is for --check (default: now)"),
                        Flags.format()),
                section(
                        "How it is reached",
                        value("--listen", "ADDRESS:PORT", "port 0 is any free one (default: 127.0.0.1:8080)"),
                        value("--tls-certificate", "FILE", "serve HTTPS: the certificate's chain in PEM"),
                        value("--tls-key", "FILE", "its private key in PEM")),
                section(
                        "Where orders go",
                        value("--exchange", "NAME", "sim, or one that tandem exchanges lists (default: sim)"),
                        list("--data", "FILE", "bars for sim; SYMBOL=FILE for one instrument, can be repeated"),
                        value(
                                "--bar",
                                "LENGTH",
                                "length of a bar in them; at an exchange of those at which agents decide"),
                        choice("--bar-label", BarLabel.class, "which end of a bar its timestamp is (default: open)"),
                        value("--columns", "SPEC", "yahoo, binance, or such as 0=timestamp,1=open,…"),
                        flag("--lenient", "skip bad rows"),
                        value("--from", "TIME", "from this date or time on (UTC)"),
                        value("--to", "TIME", "up to this date or time (UTC), not including it"),
                        value("--tick", "STEP", "smallest step of a price at sim (default: 0.00000001)"),
                        value("--lot", "STEP", "smallest step of a quantity at sim (default: 0.00000001)"),
                        value("--cash", "AMOUNT", "to begin with at sim (default: 1000000)"),
                        choice("--account", AccountType.class, "spot cannot be short (default: margin)"),
                        value("--fee", "RATE", "of every fill (default: 0.001, which is 0.1 %)"),
                        choice(
                                "--fills",
                                FillModel.class,
                                "what is assumed where a bar does not tell (default: realistic)"),
                        ExchangeAccess.sandboxOption(),
                        ExchangeAccess.endpointOption(),
                        flag("--real-money", "orders are real; needs the three limits of notional and loss"),
                        value("--journal", "DIR", "where alerts and orders are kept (required)")),
                section(
                        "Confidence",
                        OptionSpec.builder("--confidence-minimum", "--min-confidence")
                                .type(String.class)
                                .arity("1")
                                .paramLabel("NUMBER")
                                .description("deny entries below (default: 0.6)")
                                .build(),
                        value(
                                "--confidence-missing",
                                "deny|allow|NUMBER",
                                "for alerts that state none (default: deny)"),
                        choice("--confidence-scale", Scale.class, "whether 78 means 0.78 (default: fraction)")),
                section(
                        "Size and limits",
                        value(
                                "--sizing-quantity",
                                "SIZE",
                                "alert; a quantity such as 0.01; '10% of equity'; '1% risk' (default: alert)"),
                        value("--max-order-notional", "AMOUNT", "deny larger orders"),
                        value("--max-position-notional", "AMOUNT", "deny orders that make the position larger"),
                        value("--max-open-orders", "NUMBER", "deny further orders"),
                        value("--max-daily-loss", "AMOUNT", "deny entries after such a loss on a UTC day")),
                section(
                        "Who may send",
                        list("--webhook-secrets", "SECRET", "for signatures; env:NAME, file:FILE; can be repeated"),
                        value("--webhook-url-token", "SECRET", "the last part of the path"),
                        value("--webhook-body-secret", "SECRET", "'secret', 'passphrase', 'token' … in the alert"),
                        choice(
                                "--webhook-require",
                                Require.class,
                                "how many of these a sender has to know (default: any)"),
                        list("--webhook-allow", "ADDRESS", "from where: addresses, networks, tradingview"),
                        list("--webhook-trusted-proxies", "ADDRESS", "whose X-Forwarded-For is believed"),
                        value("--webhook-inbox-token", "SECRET", "who may read the inbox (default: whoever may send)"),
                        flag("--webhook-allow-unauthenticated", "everybody on this machine; on loopback only")),
                section(
                        "Agents",
                        list(
                                "--agents",
                                "KEY=VALUE",
                                "of the panel that trades on /v1/signals and /v1/forecasts, such as quorum=7")),
                section(
                        "What is understood",
                        list(
                                "--webhook-symbols",
                                "NAME=SYMBOL",
                                "what alerts call it, such as BINANCE:BTCUSDT=BTC/USDT"),
                        value("--webhook-max-age", "TIME", "older alerts are refused (default: 60s)"),
                        choice(
                                "--webhook-missing-time",
                                MissingTime.class,
                                "for alerts that are not signed and do not say when they were sent (default: reject)"),
                        choice("--webhook-quantity-unit", Unit.class, "in what an alert's bare number is"),
                        flag("--webhook-default-text", "carry out TradingView's own sentence too"),
                        value("--webhook-dedup-window", "TIME", "how long an alert is remembered (default: 10m)"),
                        value("--webhook-silence", "TIME", "say so when no alert comes for longer (default: never)"))));
    }

    private static OptionSpec list(String name, String label, String description) {
        return OptionSpec.builder(name)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .hideParamSyntax(false)
                .description(description)
                .build();
    }
}
