package dev.tandem.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * What the launcher lets the JVM watch when it makes the ahead-of-time cache: the commands that people use, with their
 * output thrown away.
 */
@Command(name = "warm-up", hidden = true, description = "runs the common commands, so that the JVM learns them")
final class WarmUpCommand implements Callable<Integer> {
    private static final int BARS = 200_000;

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
    public Integer call() throws IOException {
        CALLS.forEach(this::run);
        readAnAlert();
        readMuch();
        return ExitCode.DONE;
    }

    private void readAnAlert() throws IOException {
        Path file = Files.createTempFile("tandem-warm-up", ".json");
        try {
            Files.writeString(file, "{\"ticker\":\"BTCUSDT\",\"action\":\"buy\",\"quantity\":1,\"confidence\":0.9}");
            run(List.of(
                    "serve", "--check", file.toString(), "--webhook-symbols", "BTCUSDT=BTC/USDT", "--format", "json"));
        } finally {
            Files.delete(file);
        }
    }

    /**
     * A file that is long enough for the JVM to learn which methods are worth compiling, and how they are used: then it
     * does so sooner in a user's first seconds.
     */
    private void readMuch() throws IOException {
        Path file = Files.createTempFile("tandem-warm-up", ".csv");
        try {
            Files.writeString(file, minutes());
            run(List.of("backtest", "--data", file.toString(), "--instrument", "BTC/USD", "--strategy", "sma-cross"));
            run(List.of("backtest", "--data", file.toString(), "--instrument", "BTC/USD", "--strategy", "sma-cross"));
        } finally {
            Files.delete(file);
        }
    }

    private static String minutes() {
        StringBuilder csv = new StringBuilder("timestamp,open,high,low,close,volume\n");
        SplittableRandom random = new SplittableRandom(1);
        long cents = 3_000_000;
        for (int i = 0; i < BARS; i++) {
            long open = cents;
            cents = Math.max(100_000, open + random.nextLong(-1_200, 1_201));
            csv.append(1_577_836_800_000L + i * 60_000L);
            price(csv, open);
            price(csv, Math.max(open, cents) + random.nextLong(300));
            price(csv, Math.min(open, cents) - random.nextLong(300));
            price(csv, cents);
            csv.append(',').append(random.nextInt(10)).append('.').append(1_000 + random.nextInt(9_000));
            csv.append('\n');
        }
        return csv.toString();
    }

    private static void price(StringBuilder csv, long cents) {
        csv.append(',').append(cents / 100).append('.').append(cents / 10 % 10).append(cents % 10);
    }

    private void run(List<String> call) {
        Terminal quiet = new Terminal(
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                false,
                false,
                terminal.resolve(""),
                Map.of());
        Tandem.run(call, quiet);
    }
}
