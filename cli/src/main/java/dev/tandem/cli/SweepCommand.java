package dev.tandem.cli;

import dev.tandem.sweep.Trial;
import dev.tandem.sweep.report.SweepJson;
import dev.tandem.sweep.report.SweepReport;
import dev.tandem.sweep.report.SweepText;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tandem sweep}: many parameters on the same data, and how much of the best is luck. */
@Command(
        name = "sweep",
        synopsisHeading = "",
        customSynopsis = {
            "tandem sweep --data FILE|sample:NAME --instrument BASE/QUOTE --strategy NAME|File.java|CLASS",
            "             -p key=from..to:step|a,b,c... [--where CONDITION] [--search grid|random|cma-es] [options]",
            ""
        },
        description = "searches parameters, and says how much of the best is luck",
        footerHeading = "%n",
        footer = {
            "The rows are written as the trials end. What is interrupted keeps what is done; --resume goes on.",
            "",
            "Examples:",
            "  tandem sweep --data sample:bitstamp-btcusd --instrument BTC/USD --strategy sma-cross \\",
            "               -p fast=5..23:2 -p slow=30..120:10 --out sweep.csv --report report/",
            "  tandem sweep --data bars.csv --instrument ETH/USDT --strategy MyStrategy.java -p low=20..40 -p high=60..80 \\",
            "               --where 'high - low >= 30' --search cma-es --trials 500 --walk-forward rolling"
        })
final class SweepCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    private SweepCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new SweepCommand(terminal));
        SweepFlags.flags().addTo(commandLine);
        return commandLine;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        SweepRequest request = SweepArguments.read(spec, terminal);
        LoadedStrategy strategy = new StrategyLoader(terminal, BuiltInStrategies.find())
                .load(request.first().strategy(), request.first().classpath());
        String call = CallText.of(spec, new Values(spec).config());
        try (Interruption interruption = Interruption.watch()) {
            SweepRun.Finished run = new SweepRun(request, strategy, terminal, interruption::hasCome).run(call);
            print(run.report(), request);
            return exitCode(run);
        }
    }

    private void print(SweepReport report, SweepRequest request) {
        switch (request.first().format()) {
            case TEXT -> terminal.out().print(SweepText.of(report, request.top()));
            case JSON -> Json.print(terminal, json -> SweepJson.write(report, request.top(), json));
        }
        terminal.out().flush();
    }

    private int exitCode(SweepRun.Finished run) {
        List<Trial> failures = run.report().outcome().failures();
        if (run.page() != null) {
            terminal.err().println("report: " + run.page());
        }
        if (run.trouble() != null) {
            throw run.trouble();
        }
        if (!failures.isEmpty()) {
            Trial first = failures.getFirst();
            throw UserError.usage(
                    (failures.size() == 1 ? "1 trial failed" : failures.size() + " trials failed, the first one")
                            + ": trial " + first.number() + " (" + text(first.parameters()) + "): " + first.error());
        }
        return run.report().outcome().stopped() ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }

    private static String text(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
