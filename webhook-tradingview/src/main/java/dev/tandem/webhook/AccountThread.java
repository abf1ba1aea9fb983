package dev.tandem.webhook;

import dev.tandem.engine.BracketStart;
import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineClock;
import dev.tandem.engine.EngineCommand;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.EngineOptions;
import dev.tandem.engine.EquityRecording;
import dev.tandem.engine.Keeping;
import dev.tandem.gate.Gate;
import dev.tandem.gate.TradingState;
import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import dev.tandem.model.Position;
import dev.tandem.model.Signal;
import dev.tandem.model.Times;
import dev.tandem.runtime.journal.Journal;
import dev.tandem.runtime.journal.JournaledEngine;
import dev.tandem.runtime.journal.Unsent;
import dev.tandem.runtime.session.HeldLane;
import dev.tandem.runtime.session.TradingAccount;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Strategy;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account, one engine, one thread: everything that concerns it happens here, in the order in which it came. So a close
 * and an open that arrive in the same second are carried out as they were sent.
 */
final class AccountThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AccountThread.class);

    /** A clock that is set before each thing that happens. */
    private static final class SetClock implements EngineClock {
        private volatile long nanos;

        @Override
        public long nanos() {
            return nanos;
        }

        void advanceTo(long moment) {
            nanos = Math.max(nanos, moment);
        }
    }

    private final Marketplace market;
    private final InstantSource time;
    private final SetClock clock = new SetClock();
    private final ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final Map<Instrument, ClosedBars> histories = new LinkedHashMap<>();
    /** The bars that the engine knows. */
    private final Map<Instrument, BarHistory> known = new LinkedHashMap<>();

    private final Engine engine;
    private final @Nullable JournaledEngine journaled;
    private final @Nullable Journal journal;
    private final @Nullable AccountRecovery recovery;
    /** What the exchange has said and was not handled yet. */
    private final ConcurrentLinkedQueue<EngineEvent> answers = new ConcurrentLinkedQueue<>();

    private final Thread thread;
    private volatile Map<Instrument, Long> held = Map.of();
    private volatile String halted = "";
    private volatile @Nullable String failure;
    private volatile boolean ending;
    private boolean ended;

    /**
     * @param trader decides what is done
     * @param gates makes the gate
     * @param journal where the engine's inputs and decisions are kept, if orders outlive this process; else null
     * @param begunNanos when the account's story begins
     */
    AccountThread(
            Marketplace market,
            Strategy trader,
            Supplier<Gate> gates,
            @Nullable Journal journal,
            InstantSource time,
            long begunNanos) {
        this.market = market;
        this.time = time;
        this.journal = journal;
        clock.advanceTo(begunNanos);
        this.thread = Thread.ofPlatform().name("account-" + market.name()).unstarted(this::run);
        if (journal == null) {
            market.instruments().forEach(instrument -> histories.put(instrument, new ClosedBars()));
            known.putAll(histories);
            this.engine = new Engine(
                    trader,
                    clock,
                    gates.get(),
                    options("tv"),
                    known,
                    List.of(market.account(clock, "tv", market.cash(), this::process)),
                    EquityRecording.EACH_CLOSE,
                    Keeping.NOTHING);
            this.journaled = null;
            this.recovery = null;
            engine.process(new EngineEvent.Start());
        } else {
            TradingAccount venue = market.venue();
            if (venue == null) {
                throw new IllegalArgumentException(market.name() + " keeps a journal and is no exchange");
            }
            HeldLane lane = new HeldLane(venue.lane());
            long cash = AccountRecovery.cash(journal, market, now());
            JournaledEngine opened = JournaledEngine.open(journal, this::now, Unsent.REFUSE, wiring -> {
                Map<Instrument, BarHistory> bars = new LinkedHashMap<>();
                market.instruments().forEach(instrument -> bars.put(instrument, wiring.history(instrument)));
                known.putAll(bars);
                EngineAccount account = market.account(wiring.clock(), wiring.session(), cash, this::post);
                return new Engine(
                        wiring.strategy(trader),
                        wiring.clock(),
                        gates.get(),
                        options(wiring.session()),
                        bars,
                        List.of(wiring.account(new EngineAccount(
                                account.exchange(),
                                account.capabilities(),
                                account.ledger(),
                                account.takerFee(),
                                inbox -> lane))),
                        EquityRecording.EACH_CLOSE,
                        Keeping.NOTHING);
            });
            this.journaled = opened;
            this.engine = opened.engine();
            this.recovery = new AccountRecovery(opened, journal, venue, lane, this::post, this::handleAnswers);
            if (opened.recovery().inputs() == 0) {
                opened.process(new EngineEvent.Start());
            }
        }
        noteHeld();
    }

    private static EngineOptions options(String session) {
        return new EngineOptions(session, null, null, null, true, BracketStart.FILL);
    }

    private long now() {
        return Times.nanos(time.instant());
    }

    Marketplace market() {
        return market;
    }

    /** What is held, signed, in lots; as of the last thing that happened. For any thread. */
    long held(Instrument instrument) {
        return held.getOrDefault(instrument, 0L);
    }

    private void noteHeld() {
        Map<Instrument, Long> lots = new LinkedHashMap<>();
        for (Position position : engine.positions()) {
            if (!position.isFlat()) {
                lots.put(position.instrument(), position.lots());
            }
        }
        held = lots;
        halted = engine.tradingState() == TradingState.HALTED ? engine.tradingStateCause() : "";
    }

    /** Why every order is denied at present; empty if none is for that. */
    String halted() {
        return halted;
    }

    void start() {
        thread.start();
    }

    /** Why nothing is carried out any more; empty while it is. */
    String trouble() {
        String stopped = failure;
        if (stopped != null) {
            return stopped;
        }
        String unknown = recovery == null ? "" : recovery.trouble();
        return unknown.isEmpty() ? market.trouble() : unknown;
    }

    /** What waits for its turn, and what is being carried out. */
    int waiting() {
        return unfinished.get();
    }

    /** Has something done on the thread of the account. */
    void enqueue(Runnable task) {
        lineUp(task);
        wake();
    }

    /**
     * Gives something its place among what the thread of the account does. Whoever calls this says {@link #wake} afterwards,
     * when he has done what must not wait: waking a thread takes longer than all the rest.
     */
    void lineUp(Runnable task) {
        unfinished.incrementAndGet();
        queue.add(() -> {
            try {
                task.run();
            } finally {
                unfinished.decrementAndGet();
            }
        });
    }

    /** Sees to it that what was lined up is done. */
    void wake() {
        if (!queue.isEmpty()) {
            LockSupport.unpark(thread);
        }
    }

    private void post(EngineEvent event) {
        answers.add(event);
        enqueue(() -> handleAnswers());
    }

    /** What the exchange has said so far; says how much that was. */
    private int handleAnswers() {
        int count = 0;
        for (EngineEvent event = answers.poll(); event != null; event = answers.poll()) {
            process(event);
            count++;
        }
        return count;
    }

    private void process(EngineEvent event) {
        if (journaled != null) {
            journaled.process(event);
        } else {
            engine.process(event);
        }
        noteHeld();
    }

    private void run() {
        try {
            if (recovery != null) {
                recovery.settle(() -> ending);
                noteHeld();
            }
            while (!ended && !Thread.currentThread().isInterrupted()) {
                Runnable task = queue.poll();
                if (task != null) {
                    task.run();
                } else {
                    LockSupport.park(queue);
                }
            }
        } catch (RuntimeException | Error e) {
            failure = "the account has stopped: " + e.getMessage();
            LOG.error("the account at {} has stopped: nothing is carried out any more", market.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Carries an alert out; on this thread, or before it was started.
     *
     * @param nanos what time it is
     * @return the reason in a word for which the gate denied something of it; empty if it did not
     */
    String execute(Signal signal, long nanos) {
        clock.advanceTo(nanos);
        Map<String, Long> before = engine.orderCounts().denials();
        for (Bar bar : market.before(signal.instrument())) {
            closed(bar);
        }
        process(new EngineEvent.SignalReceived(signal));
        market.after(signal.instrument(), this::closed);
        return deniedSince(before);
    }

    /** The reason in a word for which the gate has denied something since then; empty if it has not. */
    private String deniedSince(Map<String, Long> before) {
        for (Map.Entry<String, Long> denial : engine.orderCounts().denials().entrySet()) {
            if (denial.getValue() > before.getOrDefault(denial.getKey(), 0L)) {
                return denial.getKey();
            }
        }
        return "";
    }

    /**
     * Tells the strategy a signal in the market's own time, which does not go on for that: it is as old there as it is here.
     *
     * @param nanos what time it is here
     */
    void hear(Signal signal, long nanos) {
        for (Bar bar : market.before(signal.instrument())) {
            closedInItsTime(bar);
        }
        long age = nanos - signal.madeNanos();
        process(new EngineEvent.SignalReceived(signal.withMade(clock.nanos() - age)));
    }

    /**
     * Lets the market go on by one bar.
     *
     * @return the reason in a word for which the gate denied something; empty if it did not
     */
    String goOn(Instrument instrument) {
        Map<String, Long> before = engine.orderCounts().denials();
        market.after(instrument, this::closedInItsTime);
        return deniedSince(before);
    }

    /** The bars of an instrument that its engine knows. */
    BarHistory history(Instrument instrument) {
        BarHistory history = known.get(instrument);
        if (history == null) {
            throw new IllegalArgumentException("this account does not trade " + instrument);
        }
        return history;
    }

    /** Tells the strategy a signal, at an exchange. */
    void tell(Signal signal) {
        process(new EngineEvent.SignalReceived(signal));
    }

    /**
     * A bar has closed at an exchange; one that is known already is passed over.
     *
     * @return the reason in a word for which the gate denied something; empty if it did not
     */
    String closeBar(Bar bar) {
        BarHistory history = history(bar.instrument());
        boolean first = history.size() == 0;
        if (!first && bar.closeTimeNanos() <= history.bar(history.size() - 1).closeTimeNanos()) {
            return "";
        }
        Map<String, Long> before = engine.orderCounts().denials();
        process(new EngineEvent.BarClosed(
                bar.numbered(first ? 0 : history.bar(history.size() - 1).index() + 1)));
        return deniedSince(before);
    }

    /** Bars that have closed while nobody could act on them: the strategy sees them, and its orders of then do not count. */
    void showPast(List<Bar> bars) {
        if (bars.isEmpty()) {
            return;
        }
        TradingState state = engine.tradingState();
        String cause = engine.tradingStateCause();
        change(TradingState.HALTED, EngineCommand.WARMING_UP);
        bars.forEach(this::closeBar);
        change(state, cause);
    }

    private void change(TradingState state, String cause) {
        process(new EngineEvent.Commanded(new EngineCommand.ChangeState(state, cause)));
    }

    private void closedInItsTime(Bar bar) {
        clock.advanceTo(bar.closeTimeNanos());
        closed(bar);
    }

    private void closed(Bar bar) {
        ClosedBars history = histories.get(bar.instrument());
        if (history != null) {
            history.add(bar);
        }
        process(new EngineEvent.BarClosed(bar));
    }

    /** Ends when everything that waits has been done. */
    @Override
    public void close() {
        ending = true;
        queue.add(() -> ended = true);
        wake();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        market.close();
        if (journal != null) {
            journal.close();
        }
    }
}
