package dev.tandem.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.marketdata.BarLabel;
import dev.tandem.sim.BookPolicy;
import dev.tandem.sim.spot.FeeAsset;
import dev.tandem.venue.Venue;
import dev.tandem.venue.VenueBuilder;
import dev.tandem.web.WebServerException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** {@code tandem venue}: the simulated exchange as a server. */
@Command(
        name = "venue",
        synopsisHeading = "",
        customSynopsis = {
            "tandem venue --data FILE|sample:NAME --instrument BASE/QUOTE [--clock lockstep|1x|60x|max] [options]",
            ""
        },
        description = "a simulated exchange that speaks Binance's spot protocol",
        footerHeading = "%n",
        footer = {
            "It prints one line of JSON when it listens, and runs until it is interrupted. In lockstep the market stands",
            "still until POST /tandem/next: a bar has two steps, its open and the rest of it; with --replay ticks each trade,",
            "quote or book update is one. GET /tandem/truth tells every order, fill and balance. See docs/venue.md.",
            "",
            "Examples:",
            "  tandem venue --data sample:bitstamp-btcusd --instrument BTC/USD",
            "  tandem venue --data bars.csv --instrument BTC/USDT --bar 1m --tick 0.01 --lot 0.00001 --clock 60x \\",
            "    --listen 127.0.0.1:8080 --api-key k --api-secret s --balance USDT=10000 --balance BTC=1"
        })
final class VenueCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    private VenueCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new VenueCommand(terminal));
        flags().addTo(commandLine);
        return commandLine;
    }

    private static Flags flags() {
        return new Flags(List.of(
                Flags.section(
                        "What happens there",
                        Flags.values(
                                "--data",
                                "FILE|sample:NAME",
                                "bars, or trades, quotes and book updates of one market; can be repeated"),
                        Flags.value("--instrument", "BASE/QUOTE", "what is traded, such as BTC/USDT"),
                        Flags.value(
                                "--clock",
                                "lockstep|1x|60x|max",
                                "how time passes, also 5x and the like; lockstep waits for POST /tandem/next (default:"
                                        + " lockstep)"),
                        Flags.choice(
                                "--replay",
                                MarketOptions.Replay.class,
                                "what happens: bars, or ticks as they were recorded (default: ticks where there are"
                                        + " some; bars in lockstep)"),
                        Flags.choice("--book-gap", BookPolicy.Gap.class, "where update ids jump (default: stop)"),
                        Flags.choice(
                                "--book-crossed", BookPolicy.Crossed.class, "where bid and offer meet (default: stop)"),
                        Flags.value("--bar", "LENGTH", "length of a bar, such as 1m, 4h, 1d"),
                        Flags.choice(
                                "--bar-label", BarLabel.class, "which end of a bar its timestamp is (default: open)"),
                        Flags.value("--columns", "SPEC", "yahoo, binance, or such as 0=timestamp,1=open,…"),
                        Flags.flag("--lenient", "skip bad rows"),
                        Flags.value("--from", "TIME", "from this date or time on (UTC)"),
                        Flags.value("--to", "TIME", "up to this date or time (UTC), not including it")),
                Flags.section(
                        "What may be traded",
                        Flags.value("--tick", "STEP", "smallest step of a price (default: 0.00000001)"),
                        Flags.value("--lot", "STEP", "smallest step of a quantity (default: 0.00000001)"),
                        Flags.value(
                                "--min-notional",
                                "AMOUNT",
                                "smallest order (default: 5, a tenth of the first price where that is less)"),
                        Flags.value("--fee", "RATE", "of every fill (default: 0.001, which is 0.1 %)"),
                        Flags.choice(
                                "--fee-asset",
                                FeeAsset.class,
                                "in which a buyer is charged; received, as Binance does it (default: quote)")),
                Flags.section(
                        "Who may trade",
                        list(
                                "--balance",
                                "ASSET=AMOUNT",
                                "what every account has; can be repeated (default: 1000000 of the" + " quote asset)"),
                        list("--api-key", "KEY", "an account's key; repeat both for more accounts (default: tandem)"),
                        list("--api-secret", "SECRET", "its secret (default: tandem-secret)"),
                        Flags.value("--request-weight", "NUMBER", "per address and minute (default: 6000)"),
                        Flags.value("--order-rate", "NUMBER", "new orders per account and ten seconds (default: 100)")),
                Flags.section(
                        "How it is reached",
                        Flags.choice("--api", VenueArguments.Api.class, "whose protocol it speaks (default: binance)"),
                        Flags.value(
                                "--listen",
                                "ADDRESS:PORT",
                                "where it listens; port 0 is any free one (default: 127.0.0.1:0)")),
                Flags.section(
                        "What goes wrong, and what stays",
                        Flags.value("--faults", "FILE", "trouble on order: delays, resets, 503, -1007, a wrong clock"),
                        Flags.value("--journal", "DIR", "keep every order and fill there, also through a kill -9"))));
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

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        VenueArguments arguments = new VenueArguments(spec, terminal);
        // Answers that are on their way arrive before it ends.
        try (Interruption interruption = Interruption.watch();
                Venue venue = start(arguments.venue())) {
            say(venue, arguments);
            interruption.await();
            return ExitCode.INTERRUPTED;
        } catch (WebServerException e) {
            throw UserError.network(String.valueOf(e.getMessage()));
        }
    }

    private static Venue start(VenueBuilder builder) {
        try {
            return builder.start();
        } catch (IllegalArgumentException e) {
            throw UserError.usage("--journal: " + e.getMessage());
        }
    }

    private void say(Venue venue, VenueArguments arguments) {
        venue.findings().forEach(finding -> terminal.err().println("tandem: " + finding));
        boolean loopback = venue.address().getAddress().isLoopbackAddress();
        terminal.err()
                .println(
                        loopback
                                ? "tandem: the venue listens on loopback: only this machine can reach it"
                                : "tandem: warning: the venue listens on "
                                        + venue.address().getAddress().getHostAddress()
                                        + ": other machines can reach it");
        StringWriter line = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("listening", venue.uri().toString());
            json.writeStringField("reach", loopback ? "loopback" : "network");
            json.writeStringField("api", "binance");
            json.writeStringField("symbol", venue.symbol());
            json.writeStringField("clock", venue.clock().text());
            json.writeArrayFieldStart("apiKeys");
            for (String key : arguments.keys()) {
                json.writeString(key);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        terminal.out().println(line);
        terminal.out().flush();
    }
}
