package dev.tandem.cli;

import dev.tandem.bench.BenchJson;
import dev.tandem.bench.BenchReport;
import dev.tandem.bench.BenchText;
import java.util.ArrayList;
import java.util.List;
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
            "             [--quick] [options]",
            ""
        },
        description = "measures how fast a strategy is",
        footerHeading = "%n",
        footer = {
            "It takes up to half a minute, with --quick a few seconds. All options of tandem backtest about data, account,",
            "costs, exits and limits can be given; --quantity and --fee for instance change what orders cost.",
            "",
            "Examples:",
            "  tandem bench --quick",
            "  tandem bench --strategy MyStrategy.java --data bars.csv --instrument BTC/USD",
            "  tandem bench --strategy sma-cross-ta4j -p fast=10 -p slow=30 --format json"
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
                Flags.flag("--quick", "a few seconds and 200,000 generated bars instead of 1,000,000")));
        all.addAll(BacktestFlags.conditions());
        all.add(Flags.section("Result", Flags.format()));
        return new Flags(List.copyOf(all));
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        BacktestOptions options = BacktestArguments.readOrGenerate(spec, terminal);
        if (options.market().allFills()) {
            throw UserError.usage("--fills: 'all' runs a strategy three times, and one run is measured: give realistic,"
                    + " pessimistic or optimistic");
        }
        LoadedStrategy strategy =
                new StrategyLoader(terminal, BuiltInStrategies.find()).load(options.strategy(), options.classpath());
        BenchReport report = new BenchRun(options, strategy, terminal).run(new Values(spec).isSet("--quick"));
        switch (options.format()) {
            case TEXT -> terminal.out().print(BenchText.of(report));
            case JSON -> Json.print(terminal, json -> BenchJson.write(report, json));
        }
        return ExitCode.DONE;
    }
}
