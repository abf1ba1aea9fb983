package dev.tandem.cli;

import dev.tandem.gate.Sizing;
import dev.tandem.model.Balance;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginException;
import dev.tandem.report.JsonReport;
import dev.tandem.report.TextReport;
import dev.tandem.result.RunResult;
import dev.tandem.runtime.journal.AccountLock;
import dev.tandem.runtime.journal.Journal;
import dev.tandem.runtime.journal.JournalException;
import dev.tandem.runtime.journal.JournalLockedException;
import dev.tandem.runtime.journal.ReplayException;
import dev.tandem.runtime.session.ControlServer;
import dev.tandem.runtime.session.LiveSession;
import dev.tandem.runtime.session.SafetyLimits;
import dev.tandem.runtime.session.SessionControl;
import dev.tandem.runtime.session.SessionJournal;
import dev.tandem.runtime.session.SessionSetup;
import dev.tandem.runtime.session.StopPolicy;
import dev.tandem.runtime.session.TradingAccount;
import dev.tandem.runtime.session.VenueLockstep;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One session from the command line: connects, runs it until it ends or is interrupted, and prints what came of it. */
final class LiveRun {
    private static final Duration LAST_WORDS = Duration.ofSeconds(40);

    private final LiveArguments arguments;
    private final BacktestOptions options;
    private final LoadedStrategy loaded;
    private final Terminal terminal;
    private final InstantSource clock = InstantSource.system();

    LiveRun(LiveArguments arguments, BacktestOptions options, LoadedStrategy loaded, Terminal terminal) {
        this.arguments = arguments;
        this.options = options;
        this.loaded = loaded;
        this.terminal = terminal;
    }

    /**
     * @param plugin not started yet
     * @param accountName what tells the account apart, without secrets
     * @param journalFolder where the session is remembered
     * @param lockstep the venue's clock; null for real time
     */
    int run(ExecutionPlugin plugin, String accountName, Path journalFolder, @Nullable URI lockstep) {
        loaded.resolved(options.parameters());
        SafetyLimits safety = arguments.safety(journalFolder);
        try (AccountLock lock = AccountLock.take(locks(), accountName, clock);
                Journal journal = Journal.open(journalFolder);
                TradingAccount account = new TradingAccount(plugin, clock)) {
            if (lock == null) {
                throw new IllegalStateException("no lock");
            }
            SessionSetup setup = setup(plugin, journalFolder, lockstep != null);
            LiveSession session = LiveSession.open(
                            setup,
                            account,
                            journal,
                            lockstep == null ? null : new VenueLockstep(lockstep),
                            safety,
                            clock,
                            new SessionLines(terminal))
                    .warmUp(arguments.warmUp())
                    .closeAtEnd(options.closeAtEnd());
            return run(session, safety, journalFolder, lockstep != null);
        } catch (JournalLockedException e) {
            throw UserError.refused(String.valueOf(e.getMessage()));
        } catch (ReplayException e) {
            throw UserError.refused(
                    "the journal " + journalFolder + " and this strategy do not fit: " + e.getMessage());
        } catch (JournalException e) {
            throw UserError.usage(String.valueOf(e.getMessage()));
        } catch (PluginException e) {
            throw UserError.network(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw UserError.usage(String.valueOf(e.getMessage()));
        }
    }

    private int run(LiveSession session, SafetyLimits safety, Path journalFolder, boolean lockstep) {
        AtomicReference<@Nullable RunResult> result = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch printed = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        Thread runner = Thread.ofPlatform()
                .name("session-" + session.name())
                .daemon(true)
                .start(() -> {
                    try {
                        result.set(session.run());
                    } catch (Throwable e) {
                        trouble.set(e);
                    } finally {
                        ended.countDown();
                    }
                });
        Thread hook = new Thread(
                () -> {
                    interrupted.set(true);
                    session.stop(arguments.onStop());
                    await(printed, LAST_WORDS);
                },
                "session-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try (ControlServer control = new ControlServer(journalFolder, new SessionControl(List.of(session)));
                SessionDisplay display = SessionDisplay.of(terminal, session, lockstep)) {
            if (control == null || display == null) {
                throw new IllegalStateException("not open");
            }
            watch(session, safety, ended);
        }
        try {
            if (session.isFenced()) {
                runner.interrupt();
                throw UserError.refused("the strategy " + loaded.name() + " has not come back for more than "
                        + safety.hangAfter().toSeconds() + " s: it was fenced off, its open entries are canceled, its"
                        + " exits rest at the venue; start again to go on");
            }
            Throwable problem = trouble.get();
            if (problem != null) {
                throw problem instanceof RuntimeException e ? e : new IllegalStateException(problem);
            }
            RunResult document = result.get();
            if (document == null) {
                throw new IllegalStateException("the session ended without a result");
            }
            switch (options.format()) {
                case TEXT -> terminal.out().print(TextReport.text(document, terminal.reportOptions()));
                case JSON -> terminal.out().print(JsonReport.text(document));
            }
            terminal.out().flush();
            return interrupted.get() ? ExitCode.INTERRUPTED : ExitCode.DONE;
        } finally {
            printed.countDown();
            if (!interrupted.get()) {
                try {
                    Runtime.getRuntime().removeShutdownHook(hook);
                } catch (IllegalStateException e) {
                    // It is being shut down already: the hook has been let go.
                    interrupted.set(true);
                }
            }
        }
    }

    private void watch(LiveSession session, SafetyLimits safety, CountDownLatch ended) {
        Duration limit = arguments.duration();
        long deadline = limit == null ? Long.MAX_VALUE : System.nanoTime() + limit.toNanos();
        while (!await(ended, Duration.ofMillis(100))) {
            if (session.busyFor().compareTo(safety.hangAfter()) > 0) {
                List<String> canceled = session.fence();
                terminal.err().println("tandem: the strategy hangs: fenced off, canceled " + canceled);
                return;
            }
            if (limit != null && System.nanoTime() - deadline >= 0) {
                session.stop(StopPolicy.KEEP);
            }
        }
    }

    private static boolean await(CountDownLatch latch, Duration time) {
        try {
            return latch.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Where this user's accounts are locked: not below a journal, there may be several. */
    private Path locks() {
        String state = terminal.environment().get("TANDEM_STATE");
        return state != null && !state.isBlank()
                ? Path.of(state).resolve("locks")
                : Path.of(System.getProperty("user.home")).resolve(".tandem").resolve("locks");
    }

    private SessionSetup setup(ExecutionPlugin plugin, Path journalFolder, boolean lockstep) {
        List<Instrument> instruments = new ArrayList<>();
        for (String symbol : new LinkedHashSet<>(arguments.instruments())) {
            instruments.add(plugin.instruments().stream()
                    .filter(instrument -> instrument.symbol().equals(symbol))
                    .findFirst()
                    .orElseThrow(() -> UserError.option(
                            "--instrument", symbol, "is not traded at " + plugin.name() + near(plugin, symbol))));
        }
        if (options.sizing() instanceof Sizing.Fixed(BigDecimal quantity)) {
            for (Instrument instrument : instruments) {
                try {
                    instrument.lots(quantity);
                } catch (IllegalArgumentException e) {
                    throw UserError.usage("--quantity: " + e.getMessage());
                }
            }
        }
        return new SessionSetup(
                plugin.name(),
                loaded.name(),
                loaded.resolved(options.parameters()),
                loaded.sha256(),
                () -> loaded.create(options.parameters()),
                instruments,
                arguments.bar(),
                cash(plugin, instruments.getFirst().quote(), journalFolder),
                options.sizing(),
                options.minConfidence(),
                LiveArguments.limits(options),
                options.stopLoss(),
                options.takeProfit(),
                options.trailingStop(),
                options.signalExit(),
                options.bracketFrom(),
                options.takerFee(),
                plugin.capabilities(),
                lockstep);
    }

    private static String near(ExecutionPlugin plugin, String symbol) {
        List<String> some = plugin.instruments().stream()
                .map(Instrument::symbol)
                .filter(known -> known.startsWith(symbol.split("/", 2)[0] + "/"))
                .limit(5)
                .toList();
        return some.isEmpty() ? "" : "; there are " + String.join(", ", some);
    }

    /** What was said, what the journal began with, or what the account has free. */
    private long cash(ExecutionPlugin plugin, String quote, Path journalFolder) {
        Long given = arguments.cash();
        if (given != null) {
            return given;
        }
        Map<String, String> then = Files.isDirectory(journalFolder)
                ? SessionJournal.settings(journalFolder).orElse(Map.of())
                : Map.of();
        String before = then.get("cash");
        if (before != null) {
            return Money.parse(before);
        }
        for (Balance balance : plugin.fetchBalance()) {
            if (balance.asset().equals(quote) && balance.free() > 0) {
                return balance.free();
            }
        }
        throw UserError.usage("--cash: missing, and the account has no " + quote);
    }
}
