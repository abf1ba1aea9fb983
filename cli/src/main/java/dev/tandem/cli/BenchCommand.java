package dev.tandem.cli;

import dev.tandem.bench.BenchJson;
import dev.tandem.bench.BenchPage;
import dev.tandem.bench.BenchReport;
import dev.tandem.bench.BenchText;
import dev.tandem.bench.LatencyRow;
import dev.tandem.bench.LatencyTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tandem bench}: how fast a strategy is, and where the time goes. */
@Command(
        name = "bench",
        synopsisHeading = "",
        customSynopsis = {
            "tandem bench [--strategy NAME|File.java|CLASS] [-p key=value]... [--data FILE|sample:NAME --instrument BASE/QUOTE]",
            "             [--quick|--full] [--report DIR] [options]",
            "tandem bench --exchange NAME --instrument BASE/QUOTE [--sandbox|--endpoint URL|--send-orders] [--quick|--full]",
            ""
        },
        description = "measures how fast a strategy is, or how fast an exchange answers",
        footerHeading = "%n",
        footer = {
            "It takes up to a minute, with --quick some seconds, and is compared with your last run of the same. All options of",
            "tandem backtest about data, account, costs, exits and limits can be given; --quantity and --fee for instance",
            "change what orders cost. With --exchange it is the exchange's plugin that is measured: orders are placed far below",
            "the market, asked for and canceled, five a second.",
            "",
            "Examples:",
            "  tandem bench --quick",
            "  tandem bench --strategy MyStrategy.java --data bars.csv --instrument BTC/USD",
            "  tandem bench --strategy sma-cross-ta4j -p fast=10 -p slow=30 --format json",
            "  tandem bench --exchange xchange:binance --endpoint http://127.0.0.1:8090 --instrument BTC/USDT --quick"
        })
final class BenchCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    private BenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new BenchCommand(terminal));
        flags().addTo(commandLine);
        return commandLine;
    }

    private static Flags flags() {
        List<Flags.Section> all = new ArrayList<>();
        all.add(Flags.section(
                "What is measured",
                Flags.value("--strategy", "NAME|File.java|CLASS", "as for tandem backtest (default: sma-cross)"),
                Flags.value(
                        "--data", "FILE|sample:NAME", "as for tandem backtest (default: generated one-minute bars)"),
                Flags.value("--instrument", "BASE/QUOTE", "what is traded; needed with --data"),
                Flags.flag("--quick", "a few seconds and 200,000 generated bars instead of 1,000,000"),
                Flags.flag("--full", "as long as a verdict takes (default)")));
        all.add(Flags.section(
                "An exchange instead",
                ExchangeAccess.exchangeOption(),
                ExchangeAccess.sandboxOption(),
                ExchangeAccess.endpointOption(),
                ExchangeAccess.credentialsOption(),
                Flags.flag("--send-orders", "real orders to the exchange itself")));
        all.addAll(BacktestFlags.conditions());
        all.add(Flags.section(
                "Result",
                Flags.value("--report", "DIR", "also write result.json and a page with histograms there"),
                Flags.format()));
        return new Flags(List.copyOf(all));
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        Values values = new Values(spec);
        if (values.isSet("--quick") && values.isSet("--full")) {
            throw UserError.usage("--full: stands beside --quick, and only one of them can be");
        }
        if (values.text("--exchange") != null) {
            return new BenchExchange(values, terminal).run(values.isSet("--quick"));
        }
        for (String option : List.of("--sandbox", "--endpoint", "--credentials", "--send-orders")) {
            if (values.isGiven(option)) {
                throw UserError.usage(option + ": is about --exchange, which is missing");
            }
        }
        BacktestOptions options = BacktestArguments.readOrGenerate(spec, terminal);
        if (options.market().allFills()) {
            throw UserError.usage("--fills: 'all' runs a strategy three times, and one run is measured: give realistic,"
                    + " pessimistic or optimistic");
        }
        LoadedStrategy strategy =
                new StrategyLoader(terminal, BuiltInStrategies.find()).load(options.strategy(), options.classpath());
        BenchReport report = new BenchRun(options, strategy, terminal).run(values.isSet("--quick"));
        String folder = values.text("--report");
        if (folder != null) {
            Map<String, LatencyRow> latencies = new LinkedHashMap<>();
            report.latencies()
                    .forEach(row -> latencies.put(
                            "Orders in this JVM, " + LatencyTable.rate(row.wanted())
                                    + " per second, from the signal to the callback",
                            row));
            BenchFolder.write(
                    terminal.resolve(folder),
                    BenchPage.of(report.strategy(), BenchText.of(report), latencies),
                    json -> BenchJson.write(report, json));
        }
        switch (options.format()) {
            case TEXT -> terminal.out().print(BenchText.of(report));
            case JSON -> Json.print(terminal, json -> BenchJson.write(report, json));
        }
        return ExitCode.DONE;
    }
}
