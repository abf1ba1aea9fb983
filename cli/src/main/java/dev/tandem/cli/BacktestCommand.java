package dev.tandem.cli;

import dev.tandem.confidence.panel.PanelJson;
import dev.tandem.confidence.panel.PanelReport;
import dev.tandem.confidence.panel.PanelText;
import dev.tandem.model.Instrument;
import dev.tandem.report.JsonReport;
import dev.tandem.report.TextReport;
import dev.tandem.result.RunResult;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tandem backtest}: runs a strategy on the past. Its options are in {@link BacktestFlags}. */
@Command(
        name = "backtest",
        synopsisHeading = "",
        customSynopsis = {
            "tandem backtest --data FILE|sample:NAME --instrument BASE/QUOTE --strategy NAME|File.java|CLASS",
            "                [-p key=value]... [options]",
            ""
        },
        description = "runs a strategy on the past",
        footerHeading = "%n",
        footer = {
            "Examples:",
            "  tandem backtest --data sample:bitstamp-btcusd --instrument BTC/USD --strategy sma-cross -p fast=10 -p slow=30",
            "  tandem backtest --data bars.csv --instrument ETH/USDT --strategy rsi-limit --fee 0.00075 --format json",
            "  tandem backtest --data BTC-USD.csv --columns yahoo --instrument BTC/USD --strategy MyStrategy.java \\",
            "                  --stop-loss 0.02 --take-profit 0.04 --risk-percent 1 --report report/"
        })
final class BacktestCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    private BacktestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new BacktestCommand(terminal));
        BacktestFlags.flags().addTo(commandLine);
        return commandLine;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        BacktestOptions options = BacktestArguments.read(spec, terminal);
        LoadedStrategy strategy =
                new StrategyLoader(terminal, BuiltInStrategies.find()).load(options.strategy(), options.classpath());
        BacktestRun.Finished run = new BacktestRun(options, strategy, terminal).run();
        RunResult result = run.result();
        PanelReport panel = run.panel();
        switch (options.format()) {
            case TEXT -> {
                terminal.out().print(TextReport.text(result, terminal.reportOptions()));
                if (panel != null) {
                    terminal.out().print(PanelText.text(panel));
                }
            }
            case JSON ->
                terminal.out()
                        .print(JsonReport.text(result, more(panel, run.bars().instrument())));
        }
        if (options.report() != null) {
            Path page = ReportFolder.write(options.report(), run, CallText.of(spec, new Values(spec).config()));
            terminal.err().println("report: " + page);
        }
        return ExitCode.DONE;
    }

    static JsonReport.More more(@Nullable PanelReport panel, Instrument instrument) {
        return panel == null ? JsonReport.More.NOTHING : json -> PanelJson.write(panel, instrument.symbol(), json);
    }
}
