package dev.tandem.runtime.session;

import dev.tandem.engine.EngineCommand;
import dev.tandem.engine.EngineEvent;
import dev.tandem.lane.EngineInbox;
import dev.tandem.model.Bar;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import dev.tandem.plugin.PluginException;
import dev.tandem.result.RunResult;
import dev.tandem.runtime.journal.Journal;
import dev.tandem.runtime.journal.JournalEntry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One strategy that runs on one account: takes what the venue tells, one event after the other, keeps a journal of it,
 * and lets nothing leave that is not in there. Opened on a journal that has something in it, it goes on where that ends.
 *
 * <pre>{@code
 * try (TradingAccount account = new TradingAccount(plugin, InstantSource.system());
 *         Journal journal = Journal.open(directory)) {
 *     LiveSession session = LiveSession.open(setup, account, journal, SafetyLimits.standard(), InstantSource.system(), out);
 *     RunResult result = session.run();
 * }
 * }</pre>
 *
 * <p>{@link #run} has the engine's thread. {@link #stop}, {@link #command}, {@link #status} and {@link #fence} may be called
 * by any.
 */
public final class LiveSession {
    /** The topic of what is said about fills. */
    public static final String FILL = "fill";

    private static final Duration TICK = Duration.ofMillis(50);
    private static final Duration RECHECK = Duration.ofSeconds(30);

    /** How long a stop waits for what it has asked the venue for. */
    private static final Duration LAST_FILLS = Duration.ofSeconds(20);

    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    /** How often a close that was refused, or came before a last fill, is tried again. */
    private static final int CLOSES_AGAIN = 3;

    private final SessionSetup setup;
    private final TradingAccount account;
    private final Journal journal;
    private final @Nullable Lockstep lockstep;
    private final SafetyLimits limits;
    private final Safety safety;
    private final InstantSource wallClock;
    private final SessionClock clock;
    private final SessionListener out;
    private final EngineInbox inbox;
    private final CommandBox commands = new CommandBox();
    private final StatusBoard board;
    private final HeldLane lane;
    private final boolean goesOn;
    private Duration recheck = RECHECK;
    private SessionProbe probe = SessionProbe.NONE;
    private int warmUpBars;
    private boolean closeAtEnd;
    private volatile @Nullable StopPolicy stopping;

    private LiveSession(
            SessionSetup setup,
            TradingAccount account,
            Journal journal,
            @Nullable Lockstep lockstep,
            SafetyLimits limits,
            InstantSource clock,
            SessionListener out,
            boolean goesOn) {
        this.setup = setup;
        this.account = account;
        this.journal = journal;
        this.lockstep = lockstep;
        this.limits = limits;
        this.safety = new Safety(limits, setup.limits().dailyLoss());
        this.wallClock = clock;
        this.clock = new SessionClock(clock, lockstep != null);
        this.out = out;
        this.inbox = new EngineInbox(account.lane());
        this.board = new StatusBoard(journal.session(), setup.strategyName());
        this.lane = new HeldLane(account.lane());
        this.goesOn = goesOn;
    }

    /** A session in real time. */
    public static LiveSession open(
            SessionSetup setup,
            TradingAccount account,
            Journal journal,
            SafetyLimits limits,
            InstantSource clock,
            SessionListener out) {
        return open(setup, account, journal, null, limits, clock, out);
    }

    /**
     * @param lockstep the market's clock if it stands still until it is told to go on; null for real time
     * @throws IllegalArgumentException if the journal is of another session, naming the difference
     */
    public static LiveSession open(
            SessionSetup setup,
            TradingAccount account,
            Journal journal,
            @Nullable Lockstep lockstep,
            SafetyLimits limits,
            InstantSource clock,
            SessionListener out) {
        Map<String, String> then = SessionJournal.settings(journal.directory()).orElse(null);
        if (then == null) {
            journal.append(new JournalEntry.Settings(setup.words()), Times.nanos(clock.instant()), false);
        } else {
            SessionJournal.difference(then, setup.words()).ifPresent(difference -> {
                throw new IllegalArgumentException(
                        "the journal " + journal.directory() + " is of another session: " + difference);
            });
        }
        return new LiveSession(setup, account, journal, lockstep, limits, clock, out, then != null);
    }

    /** The strategy is shown so many bars of the past before the first one that it may act on. */
    public LiveSession warmUp(int bars) {
        warmUpBars = bars;
        return this;
    }

    /** What is open after the last bar of a market that ends is closed. */
    public LiveSession closeAtEnd(boolean close) {
        closeAtEnd = close;
        return this;
    }

    /** How often the venue is asked for its own view of orders, balances and the time (default: 30 s). */
    public LiveSession recheck(Duration every) {
        recheck = every;
        return this;
    }

    /** Who is told how long things take. */
    public LiveSession probe(SessionProbe other) {
        probe = other;
        lane.probe(other);
        journal.timed(nanos -> other.took(Stage.FORCE, nanos));
        return this;
    }

    /** Its name, which its orders carry. */
    public String name() {
        return journal.session();
    }

    // The run

    /**
     * Goes on until it is stopped, or until the market ends.
     *
     * @throws PluginException if the venue does not answer for longer than a session can wait
     * @throws dev.tandem.runtime.journal.JournalException if the journal cannot be written: nothing has left since
     */
    public RunResult run() throws InterruptedException {
        long started = System.nanoTime();
        account.join(name(), inbox::post);
        List<BarFeed> feeds = new ArrayList<>();
        try {
            if (lockstep != null) {
                long now = lockstep.nowNanos();
                clock.advanceTo(now == Long.MIN_VALUE ? 0 : now);
            }
            SessionEngine engine =
                    new SessionEngine(setup, account, lane, journal, inbox, safety, board, clock, probe, out);
            SessionWatch watch = new SessionWatch(name(), account, engine, safety, limits, recheck, board);
            new SessionStart(setup, account, lane, inbox, wallClock, engine)
                    .begin(name(), goesOn, warmUpBars, safety, watch);
            if (lockstep != null) {
                steps(lockstep, engine, watch);
            } else {
                realTime(feeds, engine, watch);
                // What closes from here on is shown to the next session.
                feeds.forEach(BarFeed::close);
            }
            end(engine);
            return SessionResult.of(
                    setup, engine.built(), lockstep == null ? "live" : "lockstep", System.nanoTime() - started);
        } finally {
            feeds.forEach(BarFeed::close);
            account.leave(name());
            commands.close();
        }
    }

    private void steps(Lockstep market, SessionEngine engine, SessionWatch watch) throws InterruptedException {
        while (!isStopping()) {
            Lockstep.Step step = engine.nothingIsThere() ? market.nextClose() : market.next();
            if (step.kind() == Lockstep.Kind.END) {
                return;
            }
            clock.advanceTo(step.timeNanos());
            engine.settle();
            if (step.kind() == Lockstep.Kind.CLOSE) {
                long open = step.timeNanos() - setup.bar().toNanos();
                for (Bar bar : engine.bars().of(setup.instruments().getFirst(), open, step.timeNanos())) {
                    engine.close(bar, step.row());
                }
            }
            obey(engine);
            watch.look(List.of());
        }
    }

    private void realTime(List<BarFeed> feeds, SessionEngine engine, SessionWatch watch) throws InterruptedException {
        Queue<String> said = new ConcurrentLinkedQueue<>();
        for (Instrument instrument : setup.instruments()) {
            long length = setup.bar().toNanos();
            long now = BarFeed.marketNow(account.plugin(), instrument, wallClock);
            long after = engine.bars().lastClose(instrument, Math.floorDiv(now, length) * length);
            BarFeed feed = new BarFeed(
                    account.plugin(),
                    instrument,
                    setup.bar(),
                    wallClock,
                    after,
                    bar -> inbox.post(new EngineEvent.BarClosed(bar)),
                    said::add);
            feeds.add(feed);
            feed.start();
        }
        while (!isStopping()) {
            engine.next(TICK);
            obey(engine);
            for (String text = said.poll(); text != null; text = said.poll()) {
                board.streams(feeds.stream().allMatch(BarFeed::isStreaming));
                engine.remark("feed", text);
            }
            watch.look(feeds);
        }
    }

    private void end(SessionEngine engine) throws InterruptedException {
        StopPolicy policy = stopping;
        if (policy == null) {
            engine.process(new EngineEvent.Finish(closeAtEnd));
            engine.settle();
            return;
        }
        switch (policy) {
            case KEEP -> {}
            case CANCEL -> engine.process(new EngineCommand.CancelAll("stopped"));
            case CLOSE -> engine.process(new EngineCommand.Flatten("stopped"));
        }
        if (policy != StopPolicy.KEEP) {
            engine.say("stopping", policy == StopPolicy.CANCEL ? "open orders are canceled" : "positions are closed");
        }
        engine.settle();
        if (!engine.clock().standsStill()) {
            untilDone(engine, policy);
        }
        engine.publish();
    }

    /** A venue may take its time for a cancel or a fill; what is not done then is said, and is trouble. */
    private static void untilDone(SessionEngine engine, StopPolicy policy) throws InterruptedException {
        long deadline = System.nanoTime() + LAST_FILLS.toNanos();
        long ask = System.nanoTime() + ASK_AGAIN.toNanos();
        int again = 0;
        while (System.nanoTime() - deadline < 0) {
            boolean closesAgain = engine.isToBeClosedAgain(policy);
            if (closesAgain ? again == CLOSES_AGAIN : !engine.isOnItsWay(policy)) {
                break;
            }
            engine.next(TICK);
            if (System.nanoTime() - ask >= 0) {
                engine.settle();
                ask = System.nanoTime() + ASK_AGAIN.toNanos();
                if (closesAgain && engine.isToBeClosedAgain(policy)) {
                    again++;
                    engine.process(new EngineCommand.Flatten("stopped"));
                    engine.settle();
                }
            }
        }
        String left = engine.left(policy);
        if (!left.isEmpty()) {
            engine.remark("stopping", "not done: " + left);
            throw new PluginException("stopped, and " + left + "; look at the exchange, or start again and stop again");
        }
    }

    // Stopping, and commands

    /** Stops it, soon; {@link #run} returns then. */
    public void stop(StopPolicy policy) {
        if (stopping == null) {
            stopping = policy;
        }
    }

    private boolean isStopping() {
        return stopping != null || lane.isFenced();
    }

    /**
     * Tells the engine something, on its thread.
     *
     * @return what came of it, in words; completes when it is done
     */
    public CompletableFuture<String> command(EngineCommand command) {
        return commands.ask(command);
    }

    private void obey(SessionEngine engine) throws InterruptedException {
        for (CommandBox.Asked next = commands.next(); next != null; next = commands.next()) {
            engine.tell(next.command());
            engine.settleInLockstep();
            engine.publish();
            String cause = engine.engine().tradingStateCause();
            next.answer().complete(engine.engine().tradingState().text() + (cause.isEmpty() ? "" : ": " + cause));
        }
    }

    // A strategy that hangs

    /** For how long the strategy has been thinking about one event; 0 if it is not. */
    public Duration busyFor() {
        return board.busyFor();
    }

    /**
     * Fences it off: nothing that its engine decides leaves any more, and its open orders that are no exits are canceled
     * through the account's lane. For a strategy that hangs; there is no way back but a new process.
     *
     * @return which orders were canceled
     */
    public List<String> fence() {
        lane.fence();
        account.leave(name());
        List<String> canceled = new ArrayList<>();
        for (ClientOrderId entry : board.entries()) {
            account.lane().cancel(entry);
            canceled.add(entry.toString());
        }
        return canceled;
    }

    /** Whether it was fenced off. */
    public boolean isFenced() {
        return lane.isFenced();
    }

    // What others see

    /** How it is; null before the first event. */
    public @Nullable SessionStatus status() {
        return board.status();
    }
}
