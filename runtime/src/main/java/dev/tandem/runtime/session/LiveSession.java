package dev.tandem.runtime.session;

import dev.tandem.engine.EngineClock;
import dev.tandem.engine.EngineCommand;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.Unprotected;
import dev.tandem.gate.TradingState;
import dev.tandem.lane.EngineInbox;
import dev.tandem.ledger.Holding;
import dev.tandem.model.Bar;
import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Decimals;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Order;
import dev.tandem.model.Position;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.PluginException;
import dev.tandem.result.RunResult;
import dev.tandem.runtime.journal.Journal;
import dev.tandem.runtime.journal.JournalEntry;
import dev.tandem.runtime.journal.JournaledEngine;
import dev.tandem.runtime.journal.Unsent;
import dev.tandem.strategy.BarHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final Duration RECHECK = Duration.ofSeconds(30);

    private final SessionSetup setup;
    private final TradingAccount account;
    private final ExecutionPlugin venue;
    private final Journal journal;
    private final @Nullable Lockstep lockstep;
    private final Safety safety;
    private final SafetyLimits limits;
    private final InstantSource clock;
    private final SessionListener out;
    private final EngineClock engineClock;
    private final MarketTime marketTime = new MarketTime();
    private final EngineInbox inbox;
    private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final List<PolledBars> feeds = new ArrayList<>();
    private final HeldLane lane;
    private final boolean goesOn;
    private final OpenOrderCheck openOrders;
    private Duration recheck = RECHECK;
    private SessionProbe probe = SessionProbe.NONE;
    private int warmUpBars;
    private boolean closeAtEnd;
    private SessionSetup.@Nullable Built built;
    private @Nullable JournaledEngine engine;
    private volatile @Nullable StopPolicy stopping;
    private volatile long busySinceNanos;
    private volatile boolean fenced;
    private volatile @Nullable SessionStatus status;
    private long events;
    private long slowestNanos;
    private long heardNanos;
    private long nakedSinceNanos;
    private long rearmedNanos;
    private long nextCheckNanos;
    private long statusNanos;
    private int divergences;
    private volatile List<ClientOrderId> entries = List.of();

    private record Asked(EngineCommand command, CompletableFuture<String> answer) {}

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
        this.venue = account.plugin();
        this.journal = journal;
        this.lockstep = lockstep;
        this.limits = limits;
        this.safety = new Safety(limits, setup.limits().dailyLoss());
        this.clock = clock;
        this.out = out;
        this.engineClock = lockstep == null ? () -> Times.nanos(clock.instant()) : marketTime;
        this.inbox = new EngineInbox(account.lane());
        this.lane = new HeldLane(account.lane());
        this.goesOn = goesOn;
        this.openOrders = new OpenOrderCheck(journal.session(), venue, account.lane());
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
        try {
            begin();
            if (lockstep != null) {
                steps(lockstep);
            } else {
                realTime();
            }
            end();
            return SessionResult.of(
                    setup, built(), lockstep == null ? "live" : "lockstep", System.nanoTime() - started);
        } finally {
            feeds.forEach(PolledBars::close);
            account.leave(name());
            while (!asked.isEmpty()) {
                Asked late = asked.poll();
                if (late != null) {
                    late.answer.complete("the session has ended");
                }
            }
        }
    }

    private void begin() throws InterruptedException {
        if (lockstep != null) {
            long now = lockstep.nowNanos();
            marketTime.set(now == Long.MIN_VALUE ? 0 : now);
        }
        Unsent unsent = lockstep == null ? Unsent.REFUSE : Unsent.SEND;
        JournaledEngine opened = JournaledEngine.open(journal, engineClock, unsent, wiring -> {
            SessionSetup.Built fresh = setup.build(wiring, lane);
            built = fresh;
            return fresh.engine();
        });
        engine = opened;
        boolean isNew = opened.recovery().inputs() == 0;
        reconcile(isNew);
        if (isNew) {
            process(new EngineEvent.Start());
        }
        safety.startAt(opened.engine());
        catchUp(isNew);
        rearm();
        settle();
        publish();
    }

    private void end() throws InterruptedException {
        StopPolicy policy = stopping;
        if (policy == null) {
            process(new EngineEvent.Finish(closeAtEnd));
            settle();
            return;
        }
        switch (policy) {
            case KEEP -> {}
            case CANCEL -> process(new EngineEvent.Commanded(new EngineCommand.CancelAll("stopped")));
            case CLOSE -> process(new EngineEvent.Commanded(new EngineCommand.Flatten("stopped")));
        }
        if (policy != StopPolicy.KEEP) {
            say("stopping", policy == StopPolicy.CANCEL ? "open orders are canceled" : "positions are closed");
        }
        settle();
        publish();
    }

    /** Stops it, soon; {@link #run} returns then. */
    public void stop(StopPolicy policy) {
        if (stopping == null) {
            stopping = policy;
        }
    }

    private boolean isStopping() {
        return stopping != null || fenced;
    }

    private void steps(Lockstep market) throws InterruptedException {
        while (!isStopping()) {
            Lockstep.Step step = nothingIsThere() ? market.nextClose() : market.next();
            if (step.kind() == Lockstep.Kind.END) {
                return;
            }
            marketTime.set(step.timeNanos());
            settle();
            if (step.kind() == Lockstep.Kind.CLOSE) {
                long open = step.timeNanos() - setup.bar().toNanos();
                for (Bar bar : history(setup.instruments().getFirst(), open, step.timeNanos())) {
                    close(bar, step.row());
                }
            }
            commands();
            watch();
        }
    }

    /** Whether no order of ours is at the venue or on its way: then nothing can happen to us at a bar's open. */
    private boolean nothingIsThere() {
        return built().engine().openOrders().isEmpty()
                && built().engine().workingOrders().isEmpty()
                && account.lane().isIdle()
                && inbox.size() == 0;
    }

    private void realTime() throws InterruptedException {
        for (Instrument instrument : setup.instruments()) {
            BarHistory known = history(instrument);
            long length = setup.bar().toNanos();
            long now = PolledBars.marketNow(venue, instrument, clock);
            long after = known.size() == 0 ? Math.floorDiv(now, length) * length : lastClose(known);
            PolledBars feed = new PolledBars(
                    venue, instrument, setup.bar(), clock, after, bar -> inbox.post(new EngineEvent.BarClosed(bar)));
            feeds.add(feed);
            feed.start();
        }
        while (!isStopping()) {
            inbox.processNext(this::handle, TICK);
            commands();
            watch();
        }
    }

    // Beginning

    private void reconcile(boolean isNew) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Reconciliation reconciliation =
                    new Reconciliation(built().engine(), venue, account.lane(), inbox::post, name(), lockstep != null);
            try {
                reconciliation.orders(lane);
                lane.release();
                settle();
                reconciliation.balances();
            } catch (PluginException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
                say("waiting", "the venue cannot be asked yet: " + e.getMessage());
                Thread.sleep(RETRY);
                continue;
            }
            for (Reconciliation.Line line : reconciliation.lines()) {
                if (!isNew || line.verdict() != Reconciliation.Verdict.FOREIGN) {
                    remark("reconciled", line.toString());
                }
            }
            String unknown = reconciliation.unknown();
            if (unknown != null) {
                change(TradingState.HALTED, "not reconciled: " + unknown);
            }
            if (!isNew) {
                say("reconciled", goesOn ? "the session goes on" : "");
            }
            return;
        }
    }

    /** Bars that closed while nobody was here; on a new journal, those that the strategy is to be warmed up with. */
    private void catchUp(boolean isNew) throws InterruptedException {
        for (Instrument instrument : setup.instruments()) {
            BarHistory known = history(instrument);
            long now = lockstep == null ? PolledBars.marketNow(venue, instrument, clock) : engineClock.nanos();
            if (!isNew) {
                // Killed before the first bar was in the journal: what has closed since the beginning is missing.
                long since = known.size() > 0 ? lastClose(known) : journaled().startedNanos();
                List<Bar> missed = history(instrument, since, now);
                boolean live = lockstep != null || missed.size() <= 1;
                show(missed, live);
            } else if (lockstep == null && warmUpBars > 0) {
                show(history(instrument, now - warmUpBars * setup.bar().toNanos(), now), false);
            }
        }
    }

    private void show(List<Bar> bars, boolean live) throws InterruptedException {
        if (bars.isEmpty()) {
            return;
        }
        TradingState before = built().engine().tradingState();
        String cause = built().engine().tradingStateCause();
        if (!live) {
            remark(
                    "warm-up",
                    bars.size() + " bars up to " + Times.text(bars.getLast().closeTimeNanos()));
            process(command(TradingState.HALTED, EngineCommand.WARMING_UP));
        }
        for (Bar bar : bars) {
            close(bar, -1);
        }
        if (!live) {
            process(command(before, cause));
        }
    }

    private List<Bar> history(Instrument instrument, long from, long to) throws InterruptedException {
        if (from >= to) {
            return List.of();
        }
        Instant first = Times.instant(from);
        Instant last = Times.instant(to);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return venue.history(instrument, setup.bar(), first, last);
            } catch (PluginException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
                Thread.sleep(RETRY);
            }
        }
    }

    private BarHistory history(Instrument instrument) {
        BarHistory known = built().histories().get(instrument);
        if (known == null) {
            throw new IllegalArgumentException("this session does not trade " + instrument);
        }
        return known;
    }

    private static long lastClose(BarHistory bars) {
        return bars.bar(bars.size() - 1).closeTimeNanos();
    }

    /** @param row in the data, or {@code -1}: then the one after the last */
    private void close(Bar bar, long row) throws InterruptedException {
        BarHistory known = history(bar.instrument());
        long index = row >= 0
                ? row
                : known.size() == 0 ? 0 : known.bar(known.size() - 1).index() + 1;
        handle(new EngineEvent.BarClosed(bar.numbered(index)));
        if (lockstep != null) {
            settle();
        }
    }

    // Events

    private void handle(EngineEvent event) {
        probe.took(Stage.QUEUE, inbox.waitedNanos());
        EngineEvent known = event;
        if (event instanceof EngineEvent.BarClosed(Bar bar) && bar.index() < 0) {
            BarHistory history = history(bar.instrument());
            if (history.size() > 0 && bar.closeTimeNanos() <= lastClose(history)) {
                return;
            }
            long index =
                    history.size() == 0 ? 0 : history.bar(history.size() - 1).index() + 1;
            known = new EngineEvent.BarClosed(bar.numbered(index));
        }
        process(known);
        if (event instanceof EngineEvent.Reported || event instanceof EngineEvent.Answered) {
            safety.saw(event);
        }
        heard(known);
        EngineCommand command = safety.check(built().engine(), engineClock.nanos());
        if (command != null) {
            tell(command);
        }
    }

    /** What a person and the clocks are told of an event. */
    private void heard(EngineEvent event) {
        switch (event) {
            case EngineEvent.BarClosed(Bar bar)
            when lockstep == null -> {
                heardNanos = Times.nanos(clock.instant());
                since(Stage.FEED, bar.closeTimeNanos());
            }
            case EngineEvent.Answered(var order, var result) -> {
                lane.answered(order);
                if (result instanceof ExecutionResult.Rejected rejected) {
                    say("rejected", order + ": " + rejected.code() + " " + rejected.message());
                }
            }
            case EngineEvent.Reported(ExecutionReport.Filled(Fill fill, long leaves)) -> {
                since(Stage.REPORT, fill.timeNanos());
                say(
                        FILL,
                        fill.side() + " " + Decimals.text(fill.instrument().quantity(fill.lots())) + " "
                                + fill.instrument() + " at "
                                + Decimals.text(fill.instrument().price(fill.priceTicks()))
                                + (leaves > 0 ? ", partly" : "") + ", equity "
                                + Money.toText(built().engine().equity()));
            }
            default -> {}
        }
    }

    /** A market of another time, a recorded one, has clocks that say nothing about ours. */
    private void since(Stage stage, long venueNanos) {
        long age = Times.nanos(clock.instant()) - venueNanos;
        if (lockstep == null && Math.abs(age) < PolledBars.ANOTHER_TIME) {
            probe.took(stage, age);
        }
    }

    private void process(EngineEvent event) {
        if (fenced) {
            return;
        }
        long began = System.nanoTime();
        busySinceNanos = began;
        boolean wasFailed = built().engine().failure() != null;
        journaled().process(event);
        busySinceNanos = 0;
        events++;
        long took = System.nanoTime() - began;
        slowestNanos = Math.max(slowestNanos, took);
        probe.took(Stage.DECISION, took);
        if (!wasFailed && built().engine().failure() != null) {
            remark("halted", String.valueOf(built().engine().tradingStateCause()));
        }
        if (event instanceof EngineEvent.BarClosed && lockstep == null) {
            publish();
        }
    }

    /**
     * Everything that the venue has to say about what has happened, and everything that follows from it, is handled when
     * this returns: the lane is idle, the inbox empty, and the venue, asked once more, tells nothing new.
     */
    private void settle() throws InterruptedException {
        drain();
        do {
            refresh();
        } while (drain() > 0);
    }

    private int drain() throws InterruptedException {
        int handled = 0;
        while (true) {
            boolean idle = account.lane().isIdle();
            if (inbox.processNext(this::handle, idle ? Duration.ZERO : Duration.ofMillis(1))) {
                handled++;
            } else if (idle && inbox.size() == 0) {
                return handled;
            }
        }
    }

    private void refresh() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                venue.refresh();
                return;
            } catch (PluginException e) {
                if (System.nanoTime() - deadline > 0) {
                    throw e;
                }
                Thread.sleep(RETRY);
            }
        }
    }

    // Watching

    private void watch() throws InterruptedException {
        long now = System.nanoTime();
        naked(now);
        for (PolledBars feed : feeds) {
            tellIfAny(safety.feed(built().engine(), feed.lateNanos()));
        }
        tellIfAny(safety.check(built().engine(), engineClock.nanos()));
        if (lockstep == null && now - nextCheckNanos >= 0) {
            nextCheckNanos = now + recheck.toNanos();
            compare();
        }
        if (lockstep != null ? (events & 0xff) == 0 : now - statusNanos >= 0) {
            publish();
        }
    }

    /** A position that was entered with a stop and has none: its exits are placed again, and if that fails it is closed. */
    private void naked(long now) throws InterruptedException {
        List<Unprotected> naked = built().engine().unprotected();
        if (naked.isEmpty()) {
            nakedSinceNanos = 0;
            return;
        }
        if (nakedSinceNanos == 0) {
            nakedSinceNanos = now;
            rearmedNanos = 0;
        }
        long age = now - nakedSinceNanos;
        if (age >= limits.nakedAfter().toNanos()) {
            nakedSinceNanos = 0;
            remark(
                    "naked",
                    naked.getFirst().instrument() + " has been without its stop for " + age / 1_000_000 + " ms (limit "
                            + limits.nakedAfter().toMillis() + " ms): it is closed");
            process(new EngineEvent.Commanded(new EngineCommand.Flatten("a position without its stop")));
            change(TradingState.HALTED, "a position was without its stop");
        } else if (age >= limits.rearmAfter().toNanos()
                && (rearmedNanos == 0
                        || now - rearmedNanos
                                >= Math.max(RETRY.toNanos(), limits.rearmAfter().toNanos()))) {
            rearmedNanos = now;
            rearm();
            if (lockstep != null) {
                settle();
            }
        }
    }

    private void rearm() {
        if (!built().engine().unprotected().isEmpty()) {
            remark("rearmed", built().engine().unprotected().getFirst().instrument() + " has no stop at the venue");
            process(new EngineEvent.Commanded(new EngineCommand.Rearm("a position without its stop")));
        }
    }

    /** Holds what the engine believes against what the venue says; a difference has to show twice. */
    private void compare() {
        try {
            tellIfAny(safety.health(built().engine(), venue.healthCheck()));
            compareOrders();
            if (venue.capabilities().has(Capability.SHORT)) {
                return;
            }
            var balances = venue.fetchBalance();
            String difference = null;
            for (Position position : built().engine().positions()) {
                String shortfall = Reconciliation.shortfall(position, balances);
                difference = difference == null ? shortfall : difference;
            }
            divergences = difference == null ? 0 : divergences + 1;
            if (divergences >= 2 && built().engine().tradingState() != TradingState.HALTED) {
                change(TradingState.HALTED, "divergence from the venue: " + difference);
            }
        } catch (PluginException e) {
            say("venue", String.valueOf(e.getMessage()));
        }
    }

    private void compareOrders() {
        if (!account.lane().isIdle() || inbox.size() > 0) {
            return;
        }
        for (Reconciliation.Line line : openOrders.look(built().engine().workingOrders())) {
            remark("reconciled", line.toString());
            if (line.verdict() == Reconciliation.Verdict.UNKNOWN
                    && built().engine().tradingState() != TradingState.HALTED) {
                change(TradingState.HALTED, "divergence from the venue: " + line);
            }
        }
    }

    // Commands

    /**
     * Tells the engine something, on its thread.
     *
     * @return what came of it, in words; completes when it is done
     */
    public CompletableFuture<String> command(EngineCommand command) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        asked.add(new Asked(command, answer));
        return answer;
    }

    private void commands() throws InterruptedException {
        for (Asked next = asked.poll(); next != null; next = asked.poll()) {
            tell(next.command);
            if (lockstep != null) {
                settle();
            }
            publish();
            next.answer.complete(built().engine().tradingState().text()
                    + (built().engine().tradingStateCause().isEmpty()
                            ? ""
                            : ": " + built().engine().tradingStateCause()));
        }
    }

    private void tellIfAny(@Nullable EngineCommand command) {
        if (command != null) {
            tell(command);
        }
    }

    private void tell(EngineCommand command) {
        if (command instanceof EngineCommand.ChangeState(TradingState state, String cause)) {
            if (state == TradingState.ACTIVE) {
                safety.resumed();
            }
            change(state, cause);
        } else {
            remark("command", command.toString());
            process(new EngineEvent.Commanded(command));
        }
    }

    private void change(TradingState state, String cause) {
        remark(state.text(), cause);
        process(command(state, cause));
        publish();
    }

    private static EngineEvent command(TradingState state, String cause) {
        return new EngineEvent.Commanded(new EngineCommand.ChangeState(state, cause));
    }

    // A strategy that hangs

    /** For how long the strategy has been thinking about one event; 0 if it is not. */
    public Duration busyFor() {
        long since = busySinceNanos;
        return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
    }

    /**
     * Fences it off: nothing that its engine decides leaves any more, and its open orders that are no exits are canceled
     * through the account's lane. For a strategy that hangs; there is no way back but a new process.
     *
     * @return which orders were canceled
     */
    public List<String> fence() {
        fenced = true;
        lane.fence();
        account.leave(name());
        List<String> canceled = new ArrayList<>();
        for (ClientOrderId entry : entries) {
            account.lane().cancel(entry);
            canceled.add(entry.toString());
        }
        return canceled;
    }

    /** Whether it was fenced off. */
    public boolean isFenced() {
        return fenced;
    }

    // What others see

    /** How it is; null before the first event. */
    public @Nullable SessionStatus status() {
        return status;
    }

    private void publish() {
        statusNanos = System.nanoTime() + Duration.ofMillis(500).toNanos();
        var now = built().engine();
        Instrument first = setup.instruments().getFirst();
        BarHistory bars = history(first);
        entries = now.openOrders().stream()
                .filter(order -> !order.request().reduceOnly())
                .map(Order::id)
                .toList();
        status = new SessionStatus(
                name(),
                setup.strategyName(),
                now.tradingState().text(),
                now.tradingStateCause(),
                now.positions().stream()
                        .filter(position -> !position.isFlat())
                        .map(position -> Decimals.text(position.quantity()) + " " + position.instrument())
                        .toList(),
                now.openOrders().stream().map(Order::toString).toList(),
                now.unprotected().stream()
                        .map(naked ->
                                Decimals.text(naked.instrument().quantity(naked.lots())) + " " + naked.instrument())
                        .toList(),
                Money.toText(now.equity()),
                Money.toText(built().ledger().cash()),
                bars.size(),
                bars.size() == 0 ? 0 : lastClose(bars),
                heardNanos,
                bars.size() == 0 ? "" : Decimals.text(bars.bar(bars.size() - 1).close()),
                signal(journaled().lastRequest()),
                now.orderCounts(),
                events,
                slowestNanos / 1_000,
                built().ledger().holdings().stream()
                        .filter(holding -> holding.dust() > 0)
                        .map(LiveSession::dust)
                        .toList());
    }

    private static String signal(@Nullable Order order) {
        if (order == null) {
            return "";
        }
        String reason = order.reason();
        return order.request().side() + " " + order.request().type() + " "
                + order.status().name().toLowerCase(Locale.ROOT) + (reason == null ? "" : ": " + reason);
    }

    private static String dust(Holding holding) {
        return Money.toText(holding.dust()) + " " + holding.instrument().base();
    }

    private void remark(String topic, String text) {
        journal.write(new JournalEntry.Remark(topic, text), engineClock.nanos(), false);
        say(topic, text);
    }

    private void say(String topic, String text) {
        out.said(topic, text);
    }

    private SessionSetup.Built built() {
        SessionSetup.Built now = built;
        if (now == null) {
            throw new IllegalStateException("the session has not begun");
        }
        return now;
    }

    private JournaledEngine journaled() {
        JournaledEngine now = engine;
        if (now == null) {
            throw new IllegalStateException("the session has not begun");
        }
        return now;
    }
}
