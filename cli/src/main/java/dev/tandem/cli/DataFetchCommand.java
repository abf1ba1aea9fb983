package dev.tandem.cli;

import static dev.tandem.cli.Flags.section;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.marketdata.BarInterval;
import dev.tandem.model.Capability;
import dev.tandem.model.Instrument;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.PluginRegistry;
import dev.tandem.strategy.Spelling;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** {@code tandem data fetch}: the history of an exchange, into a file that a backtest reads. */
@Command(
        name = "fetch",
        synopsisHeading = "",
        customSynopsis = {
            "tandem data fetch --exchange NAME --instrument BASE/QUOTE --bar LENGTH --from TIME [--to TIME] -o FILE [options]",
            ""
        },
        description = {
            "fetches bars from an exchange into a CSV file; called again, it goes on where the file ends.",
            "Needs no keys."
        },
        footerHeading = "%n",
        footer = {
            "Examples:",
            "  tandem data fetch --exchange xchange:binance --instrument BTC/USDT --bar 1h --from 2024-01-01 --to 2024-07-01"
                    + " -o btc.csv",
            "  tandem backtest --data btc.csv --instrument BTC/USDT --strategy sma-cross"
        })
final class DataFetchCommand implements Callable<Integer> {
    private static final int SHOWN_GAPS = 10;

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    private DataFetchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new DataFetchCommand(terminal));
        new Flags(List.of(
                        ExchangeAccess.options(),
                        section(
                                "What is fetched",
                                Flags.value(
                                        "--instrument", "BASE/QUOTE", "as the exchange trades it, such as BTC/USDT"),
                                Flags.value("--bar", "LENGTH", "length of a bar, such as 1m, 4h, 1d"),
                                Flags.value("--from", "TIME", "from this date or time on (UTC)"),
                                Flags.value(
                                        "--to",
                                        "TIME",
                                        "up to this date or time (UTC), not including it (default: now)")),
                        section(
                                "Result",
                                OptionSpec.builder("-o", "--output")
                                        .type(String.class)
                                        .arity("1")
                                        .paramLabel("FILE")
                                        .description("where to; a file that is there is continued")
                                        .build(),
                                Flags.format())))
                .addTo(commandLine);
        return commandLine;
    }

    /** What was asked for. */
    private record Wanted(
            String instrument,
            BarInterval bar,
            Instant from,
            @Nullable Instant to,
            Path file,
            String name) {}

    private static Wanted wanted(Values values, Terminal terminal) {
        List<String> missing = new ArrayList<>();
        for (String option : List.of("--exchange", "--instrument", "--bar", "--from", "--output")) {
            if (values.text(option) == null) {
                missing.add(option.equals("--output") ? "-o" : option);
            }
        }
        if (!missing.isEmpty()) {
            throw UserError.usage(String.join(", ", missing)
                    + ": missing; for example tandem data fetch --exchange xchange:binance --instrument BTC/USDT --bar 1h"
                    + " --from 2024-01-01 -o btc.csv");
        }
        Instant from = Objects.requireNonNull(values.time("--from"));
        Instant to = values.time("--to");
        if (to != null && !to.isAfter(from)) {
            throw values.bad("--to", "a time after --from");
        }
        return new Wanted(
                values.text("--instrument", ""),
                Objects.requireNonNull(values.parsed("--bar", BarInterval::parse)),
                from,
                to,
                Objects.requireNonNull(values.path("--output", terminal)),
                values.text("--output", ""));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        Values values = new Values(spec);
        Wanted wanted = wanted(values, terminal);
        OutputFormat format = values.choice("--format", OutputFormat.class, OutputFormat.TEXT);
        ExchangeAccess access = new ExchangeAccess(values, terminal);
        try (PluginRegistry registry = PluginRegistry.discover()) {
            // Waiting for room in the rate limit is what this command is for.
            ExecutionPlugin plugin = access.open(registry, Map.of("turn-timeout", "10m"));
            if (!plugin.capabilities().has(Capability.HISTORY)) {
                throw values.bad("--exchange", "it has no 'history' to fetch; tandem exchanges lists those that have");
            }
            try {
                plugin.init(report -> {});
            } catch (PluginException e) {
                throw UserError.network(String.valueOf(e.getMessage()));
            }
            Instrument instrument = instrument(values, plugin);
            fetch(plugin, instrument, wanted, format, access.exchange());
        }
        return ExitCode.DONE;
    }

    private static Instrument instrument(Values values, ExecutionPlugin plugin) {
        String symbol = values.text("--instrument", "");
        List<Instrument> all = plugin.instruments();
        return all.stream()
                .filter(instrument -> instrument.symbol().equals(symbol))
                .findFirst()
                .orElseThrow(() -> values.bad(
                        "--instrument",
                        Spelling.nearest(
                                        symbol,
                                        all.stream().map(Instrument::symbol).toList())
                                .map(name -> "did you mean '" + name + "'?")
                                .orElse("one of the " + all.size() + " that " + plugin.name() + " trades, such as "
                                        + (all.isEmpty() ? "none" : all.getFirst()))));
    }

    private void fetch(
            ExecutionPlugin plugin, Instrument instrument, Wanted wanted, OutputFormat format, String exchange)
            throws IOException, InterruptedException {
        Duration bar = Duration.ofNanos(wanted.bar.nanos());
        Instant to = wanted.to == null ? InstantSource.system().instant() : wanted.to;
        long all = Duration.between(wanted.from, to).toMillis();
        try (BarFile file = BarFile.open(wanted.file, wanted.name);
                Progress progress = Progress.of(terminal, "fetching", all)) {
            Long resumed = file.isEmpty() ? null : file.lastMillis() + bar.toMillis();
            BarFetch fetch = new BarFetch(
                    plugin,
                    instrument,
                    bar,
                    file,
                    Thread::sleep,
                    remark -> terminal.err().println("tandem: " + Complaint.oneLine(remark)));
            fetch.run(wanted.from, to, progress::at);
            if (file.isEmpty()) {
                throw UserError.network(exchange + " has no bars of " + wanted.bar + " of " + instrument + " between "
                        + BarFetch.text(wanted.from.toEpochMilli()) + " and " + BarFetch.text(to.toEpochMilli()));
            }
            BarFile.Contents contents = file.contents(
                    bar.toMillis(), wanted.from.toEpochMilli(), wanted.to == null ? null : wanted.to.toEpochMilli());
            Result result = new Result(
                    exchange, instrument.symbol(), wanted.bar.toString(), wanted.name, contents, fetch, resumed);
            if (format == OutputFormat.JSON) {
                Json.print(terminal, result::write);
            } else {
                result.print(terminal);
            }
        }
    }

    /** What there is in the end. */
    private record Result(
            String exchange,
            String instrument,
            String bar,
            String file,
            BarFile.Contents contents,
            BarFetch fetch,
            @Nullable Long resumed) {
        void print(Terminal to) {
            to.out()
                    .println(file + "  " + contents.rows() + " bars of " + bar + " of " + instrument + " from "
                            + exchange + ", " + fetch.fetched() + " of them new");
            to.out().println("  from        " + BarFetch.text(contents.firstMillis()));
            to.out().println("  last        " + BarFetch.text(contents.lastMillis()));
            to.out()
                    .println(
                            "  duplicates  " + fetch.duplicates() + (fetch.duplicates() == 0 ? "" : " (written once)"));
            if (fetch.outOfOrder() > 0) {
                to.out().println("  misplaced   " + fetch.outOfOrder() + " (left out)");
            }
            to.out().println("  gaps        " + contents.gaps().size() + " (" + contents.missing() + " bars)");
            contents.gaps().stream()
                    .limit(SHOWN_GAPS)
                    .forEach(gap -> to.out()
                            .println("    " + BarFetch.text(gap.fromMillis()) + " to " + BarFetch.text(gap.toMillis())
                                    + ": " + gap.bars()));
            if (contents.gaps().size() > SHOWN_GAPS) {
                to.out().println("    and " + (contents.gaps().size() - SHOWN_GAPS) + " more; --format json has all");
            }
        }

        void write(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("schema", "tandem.fetch/1");
            json.writeStringField("exchange", exchange);
            json.writeStringField("instrument", instrument);
            json.writeStringField("bar", bar);
            json.writeStringField("file", file);
            json.writeNumberField("bars", contents.rows());
            json.writeNumberField("fetched", fetch.fetched());
            if (resumed == null) {
                json.writeNullField("resumedAt");
            } else {
                json.writeStringField("resumedAt", BarFetch.text(resumed));
            }
            json.writeStringField("first", BarFetch.text(contents.firstMillis()));
            json.writeStringField("last", BarFetch.text(contents.lastMillis()));
            json.writeNumberField("duplicates", fetch.duplicates());
            json.writeNumberField("misplaced", fetch.outOfOrder());
            json.writeNumberField("missing", contents.missing());
            json.writeArrayFieldStart("gaps");
            for (BarFile.Gap gap : contents.gaps()) {
                json.writeStartObject();
                json.writeStringField("from", BarFetch.text(gap.fromMillis()));
                json.writeStringField("to", BarFetch.text(gap.toMillis()));
                json.writeNumberField("bars", gap.bars());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
