package dev.tandem.cli;

import dev.tandem.engine.EngineCommand;
import dev.tandem.gate.Sizing;
import dev.tandem.gate.TradingState;
import dev.tandem.model.Balance;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginException;
import dev.tandem.runtime.journal.AccountLock;
import dev.tandem.runtime.journal.Journal;
import dev.tandem.runtime.journal.JournalException;
import dev.tandem.runtime.journal.JournalLockedException;
import dev.tandem.runtime.session.ControlServer;
import dev.tandem.runtime.session.LiveSession;
import dev.tandem.runtime.session.SafetyLimits;
import dev.tandem.runtime.session.SessionControl;
import dev.tandem.runtime.session.SessionJournal;
import dev.tandem.runtime.session.SessionSetup;
import dev.tandem.runtime.session.SessionStatus;
import dev.tandem.runtime.session.StopPolicy;
import dev.tandem.runtime.session.TradingAccount;
import dev.tandem.runtime.session.VenueLockstep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one call: connects their accounts, runs each on a thread of its own until it ends or is interrupted, and
 * prints what came of them. What happens to one of them does not stop the others.
 */
final class LiveRun {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final LivePlan plan;
    private final Path folder;
    private final WatchArguments watching;
    private final @Nullable Duration duration;
    private final Terminal terminal;
    private final InstantSource clock = InstantSource.system();
    private final ArrayDeque<AutoCloseable> open = new ArrayDeque<>();
    private final Map<String, TradingAccount> accounts = new HashMap<>();
    private final Map<String, AccountShare> shares = new LinkedHashMap<>();
    private final List<RunningSession> sessions = new CopyOnWriteArrayList<>();
    private volatile boolean running;

    /**
     * @param folder where the sessions are remembered
     * @param duration after which they are stopped; null for never
     */
    LiveRun(LivePlan plan, Path folder, WatchArguments watching, @Nullable Duration duration, Terminal terminal) {
        this.plan = plan;
        this.folder = folder;
        this.watching = watching;
        this.duration = duration;
        this.terminal = terminal;
    }

    /**
     * @param plugins makes an exchange that is not started yet
     * @param names what tells accounts apart, without secrets; strategies with the same share one
     */
    int run(Function<LivePlan.Planned, ExecutionPlugin> plugins, Function<LivePlan.Planned, String> names) {
        try (Interruption interruption = Interruption.watch(this::isStopping);
                Watch watch = new Watch(watching, terminal, clock)) {
            try {
                for (LivePlan.Planned planned : plan.strategies()) {
                    inWords(planned, () -> connect(planned, plugins, names.apply(planned)));
                }
                shares.values().forEach(AccountShare::check);
                for (LivePlan.Planned planned : plan.strategies()) {
                    inWords(planned, () -> open(planned, names.apply(planned), watch));
                }
                return run(watch, interruption);
            } finally {
                closeAll();
            }
        } catch (JournalLockedException e) {
            throw UserError.refused(String.valueOf(e.getMessage()));
        }
    }

    /** What is done when the process is told to end; false while nothing has begun that could be stopped. */
    private boolean isStopping() {
        sessions.forEach(each -> each.session().stop(each.planned().arguments().onStop()));
        return running;
    }

    /** Connects the account of a strategy, unless another one has, and takes note of what is to be the strategy's own. */
    private void connect(
            LivePlan.Planned planned, Function<LivePlan.Planned, ExecutionPlugin> plugins, String accountName) {
        planned.loaded().resolved(planned.options().parameters());
        Path journalFolder = plan.journal(folder, planned);
        TradingAccount account = accounts.get(accountName);
        if (account == null) {
            open.push(AccountLock.take(locks(), accountName, clock));
            account = connected(planned, plugins, journalFolder);
            open.push(account);
            accounts.put(accountName, account);
            shares.put(accountName, new AccountShare(account.plugin()));
        }
        AccountShare share = shares.get(accountName);
        Long cash = planned.arguments().cash();
        if (share != null) {
            share.add(planned.name(), planned.arguments().instruments().getFirst(), cash, hasBegun(journalFolder));
        }
    }

    private void open(LivePlan.Planned planned, String accountName, Watch watch) throws IOException {
        Path journalFolder = plan.journal(folder, planned);
        TradingAccount account = accounts.get(accountName);
        if (account == null) {
            throw new IllegalStateException("not connected: " + accountName);
        }
        Files.createDirectories(folder);
        Journal journal = Journal.open(journalFolder);
        open.push(journal);
        boolean lockstep = planned.arguments().isLockstep();
        SafetyLimits safety = planned.arguments().safety(journalFolder);
        URI endpoint = planned.arguments().endpoint();
        LiveSession session = LiveSession.open(
                        setup(planned, account.plugin(), journalFolder, lockstep),
                        account,
                        journal,
                        lockstep && endpoint != null ? new VenueLockstep(endpoint) : null,
                        safety,
                        clock,
                        watch.listener(
                                planned.name(),
                                new SessionLines(terminal, plan.several() ? planned.name() : "", lockstep)))
                .warmUp(planned.arguments().warmUp())
                .closeAtEnd(planned.options().closeAtEnd());
        watch.measure(planned.name(), session);
        sessions.add(new RunningSession(planned, session, safety));
    }

    /** Something that is done for one of the strategies before all of them start. */
    private interface Step {
        void run() throws IOException;
    }

    /** What goes wrong is said in words, and with the strategy's name where there are several. */
    private static void inWords(LivePlan.Planned planned, Step step) {
        planned.checked(() -> {
            try {
                step.run();
            } catch (JournalLockedException e) {
                throw UserError.refused(String.valueOf(e.getMessage()));
            } catch (JournalException | IllegalArgumentException e) {
                throw UserError.usage(String.valueOf(e.getMessage()));
            } catch (PluginException e) {
                throw UserError.network(String.valueOf(e.getMessage()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private TradingAccount connected(
            LivePlan.Planned planned, Function<LivePlan.Planned, ExecutionPlugin> plugins, Path journalFolder) {
        return Connection.open(
                () -> plugins.apply(planned),
                hasBegun(journalFolder),
                clock,
                trouble -> new SessionLines(terminal, plan.several() ? planned.name() : "", false)
                        .said("waiting", trouble));
    }

    private static boolean hasBegun(Path journalFolder) {
        try {
            return Files.isDirectory(journalFolder)
                    && SessionJournal.settings(journalFolder).isPresent();
        } catch (JournalException e) {
            // None yet, or damaged: the journal itself says so when it is opened.
            return false;
        }
    }

    /** The other way round, so that nothing loses what it stands on; one that cannot be closed does not keep the others. */
    private void closeAll() {
        RuntimeException trouble = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (RuntimeException e) {
                trouble = e;
            } catch (Exception e) {
                trouble = new IllegalStateException(e);
            }
        }
        if (trouble != null && sessions.stream().allMatch(RunningSession::isGood)) {
            throw trouble;
        }
    }

    private int run(Watch watch, Interruption interruption) {
        Map<String, LiveSession> named = new LinkedHashMap<>();
        sessions.forEach(each -> named.put(each.name(), each.session()));
        running = true;
        boolean lockstep = plan.strategies().getFirst().arguments().isLockstep();
        try (ControlServer control = new ControlServer(folder, new SessionControl(named));
                SessionDisplay display = SessionDisplay.of(terminal, named, lockstep)) {
            if (control == null || display == null) {
                throw new IllegalStateException("not open");
            }
            watch.start(() -> sessions.stream().allMatch(RunningSession::isGood));
            sessions.forEach(each -> each.start(watch.listener(each.name(), (topic, text) -> {})));
            look(watch);
        }
        int code = new LiveResult(terminal, plan.several()).print(sessions);
        return code == ExitCode.DONE && interruption.hasCome() ? ExitCode.INTERRUPTED : code;
    }

    /** Until all have ended: those that hang are fenced off, and the time and the file that stop all of them are watched. */
    private void look(Watch watch) {
        long deadline = duration == null ? Long.MAX_VALUE : System.nanoTime() + duration.toNanos();
        Path kill = folder.resolve("kill");
        for (RunningSession each : sessions) {
            while (!await(each.ended(), LOOK)) {
                for (RunningSession other : sessions) {
                    if (other.fenceIfItHangs()) {
                        String text = "the strategy has not come back for more than "
                                + other.safety().hangAfter().toSeconds() + " s: fenced off, canceled "
                                + other.canceled();
                        terminal.err().println("tandem: " + (plan.several() ? other.name() + ": " : "") + text);
                        watch.listener(other.name(), (topic, words) -> {}).said("fenced", text);
                    }
                }
                if (plan.several() && Files.exists(kill)) {
                    sessions.forEach(other -> halt(other.session(), "kill file " + kill));
                }
                if (duration != null && System.nanoTime() - deadline >= 0) {
                    sessions.forEach(other -> other.session().stop(StopPolicy.KEEP));
                }
            }
        }
    }

    private static void halt(LiveSession session, String cause) {
        SessionStatus status = session.status();
        if (status != null && !status.state().equals(TradingState.HALTED.text()) && !session.isFenced()) {
            session.command(new EngineCommand.ChangeState(TradingState.HALTED, cause));
        }
    }

    static boolean await(CountDownLatch latch, Duration time) {
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

    private static SessionSetup setup(
            LivePlan.Planned planned, ExecutionPlugin plugin, Path journalFolder, boolean lockstep) {
        LiveArguments arguments = planned.arguments();
        BacktestOptions options = planned.options();
        LoadedStrategy loaded = planned.loaded();
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
                cash(arguments, plugin, instruments.getFirst().quote(), journalFolder),
                options.sizing(),
                options.minConfidence(),
                arguments.limits(options),
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
    private static long cash(LiveArguments arguments, ExecutionPlugin plugin, String quote, Path journalFolder) {
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
