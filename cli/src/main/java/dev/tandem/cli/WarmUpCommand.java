package dev.tandem.cli;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * What the launcher lets the JVM watch when it makes the ahead-of-time cache: the commands that people use, with their
 * output thrown away.
 */
@Command(name = "warm-up", hidden = true, description = "runs the common commands, so that the JVM learns them")
final class WarmUpCommand implements Callable<Integer> {
    private static final List<List<String>> CALLS = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("backtest", "--help"),
            List.of("data", "list"),
            List.of("strategies"),
            List.of("strategies", "--format", "json"),
            List.of("backtest", "--data", "sample:none", "--instrument", "BTC/USD", "--strategy", "sma-cross"),
            List.of("backtest", "--fee", "none"),
            List.of("backtest", "--data", "sample:apple-daily", "--instrument", "AAPL/USD", "--strategy", "sma-cross"),
            List.of(
                    "backtest",
                    "--data",
                    "sample:binance-ethusd-5m",
                    "--instrument",
                    "ETH/USD",
                    "--strategy",
                    "ema-flip",
                    "--format",
                    "json"));

    private final Terminal terminal;

    WarmUpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        for (List<String> call : CALLS) {
            Terminal quiet = new Terminal(
                    OutputStream.nullOutputStream(),
                    OutputStream.nullOutputStream(),
                    false,
                    false,
                    terminal.resolve(""),
                    Map.of());
            Tandem.run(call, quiet);
        }
        return ExitCode.DONE;
    }
}
