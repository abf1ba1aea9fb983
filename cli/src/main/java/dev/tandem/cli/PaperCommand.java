package dev.tandem.cli;

import dev.tandem.model.Money;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.sim.AccountType;
import dev.tandem.sim.PaperExchange;
import dev.tandem.sim.SimConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tandem paper}: a live session whose orders go to the simulated exchange. */
@Command(
        name = "paper",
        synopsisHeading = "",
        customSynopsis = {
            "tandem paper --exchange NAME --instrument BASE/QUOTE --bar LENGTH --strategy NAME|File.java|CLASS [options]",
            "tandem paper --config tandem.yaml     # one or several strategies",
            ""
        },
        description = "runs a strategy at an exchange's prices, with money that does not exist",
        footerHeading = "%n",
        footer = {
            "No key is needed. Ctrl-C stops it and prints the result.",
            "",
            "Example:",
            "  tandem paper --exchange xchange:binance --instrument BTC/USDT --bar 1m --strategy sma-cross --quantity 0.01"
        })
final class PaperCommand implements Callable<Integer> {
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Terminal terminal;

    @Spec
    private @Nullable CommandSpec spec;

    private PaperCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine commandLine = new CommandLine(new PaperCommand(terminal));
        LiveFlags.paper().addTo(commandLine);
        return commandLine;
    }

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli has not set the spec");
        }
        LivePlan plan = LivePlan.read(spec, terminal);
        Values values = new Values(spec, true);
        WatchArguments watching = WatchArguments.read(values, terminal);
        Duration duration = values.duration("--duration", null);
        Path given = values.path("--journal", terminal);
        for (LivePlan.Planned each : plan.strategies()) {
            Path folder = given == null ? null : plan.journal(given, each);
            if (folder != null && Files.isDirectory(folder) && isBegun(folder)) {
                throw UserError.usage("--journal: " + folder
                        + " is of a session that has ended; what a paper account held is gone with it, so give a new"
                        + " folder");
            }
        }
        Path journal = given == null ? temporary() : given;
        try {
            return new LiveRun(plan, journal, watching, duration, terminal)
                    .run(
                            PaperCommand::paper,
                            each -> "paper:" + plan.journal(journal, each).toAbsolutePath());
        } finally {
            if (given == null) {
                remove(journal);
            }
        }
    }

    /** Each strategy has an account of its own: what does not exist need not be shared. */
    private static ExecutionPlugin paper(LivePlan.Planned planned) {
        Long cash = planned.arguments().cash();
        return new PaperExchange(
                LiveCommand.open(planned.plugin()),
                Set.copyOf(planned.arguments().instruments()),
                SimConfig.standard()
                        .withAccount(AccountType.SPOT)
                        .withFees(
                                planned.options().makerFee(), planned.options().takerFee()),
                cash == null ? Money.parse("1000000") : cash,
                InstantSource.system(),
                POLL);
    }

    private static boolean isBegun(Path journal) {
        try (Stream<Path> files = Files.list(journal)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".tj"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("tandem-paper-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // What is left is in the folder for temporary files: the system removes it.
            return;
        }
    }
}
