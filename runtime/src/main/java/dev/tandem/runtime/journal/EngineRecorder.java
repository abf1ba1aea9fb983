package dev.tandem.runtime.journal;

import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineClock;
import dev.tandem.engine.EngineCommand;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.Keeping;
import dev.tandem.engine.StrategyException;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Bar;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Order;
import dev.tandem.model.Signal;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Strategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands around an engine. While a journal is played back it feeds the engine what is in there and compares what it
 * decides; from its end on it writes down what comes in and what is decided. Which of the two it is may change in the
 * middle of an event: where the recorded process ended.
 */
final class EngineRecorder implements EngineWiring {
    private final String session;
    private final StillClock clock;
    private final Map<Instrument, RecordedBars> histories = new HashMap<>();
    private final SentOrders sent = new SentOrders();
    private final List<JournalEntry.Decision> unrecorded = new ArrayList<>();
    private final Keeping keeping;
    private final Engine engine;
    private final @Nullable Journal journal;
    private final Unsent unsent;
    private @Nullable EngineClock source;
    private @Nullable Playback playback;
    private @Nullable Difference difference;
    private @Nullable String strategyFailure;
    private @Nullable Thread processing;
    private boolean started;
    private long startedNanos;
    private boolean failureRecorded;
    private @Nullable Order lastRequest;
    private long inputs;
    private long decisions;

    /**
     * @param journal where it is written on; null for a replay only
     * @param unsent what becomes of decisions that were not written down
     */
    EngineRecorder(
            JournalReader reader,
            @Nullable Journal journal,
            Unsent unsent,
            Function<? super EngineWiring, Engine> builder) {
        this.session = reader.session();
        this.clock = new StillClock(reader.createdNanos());
        this.journal = journal;
        this.unsent = unsent;
        this.keeping = keeping(journal);
        this.playback = new Playback(reader);
        this.engine = builder.apply(this);
    }

    /** A replay may be of a folder in which nothing can be written, and ends soon. */
    private static Keeping keeping(@Nullable Journal journal) {
        if (journal == null) {
            return Keeping.IN_MEMORY;
        }
        Path directory = journal.directory();
        SpilledRows.removeLeftovers(directory);
        return width -> new SpilledRows(directory, width);
    }

    // What the engine is put together from

    @Override
    public String session() {
        return session;
    }

    @Override
    public EngineClock clock() {
        return clock;
    }

    @Override
    public Strategy strategy(Strategy strategy) {
        return new JournaledStrategy(strategy, new JournaledTrader(this));
    }

    @Override
    public EngineAccount account(EngineAccount account) {
        return new EngineAccount(
                account.exchange(),
                account.capabilities(),
                account.ledger(),
                account.takerFee(),
                inbox -> new JournaledLane(account.exchange(), account.lane().apply(this::process), this));
    }

    @Override
    public BarHistory history(Instrument instrument) {
        return bars(instrument);
    }

    private RecordedBars bars(Instrument instrument) {
        return histories.computeIfAbsent(
                instrument, i -> new RecordedBars(i, keeping().rows(RecordedBars.WIDTH)));
    }

    @Override
    public Keeping keeping() {
        return keeping;
    }

    // What is known

    Engine engine() {
        return engine;
    }

    @Nullable
    Difference difference() {
        return difference;
    }

    Recovery recovery() {
        return new Recovery(inputs, decisions, List.copyOf(unrecorded), sent.unanswered(), sent.unansweredCancels());
    }

    // Playing back

    /** Feeds the engine everything that is in the journal, up to the first difference. */
    void play() {
        Playback played = playback;
        if (played == null) {
            return;
        }
        for (JournalRecord next = played.peek(); next != null && difference == null; next = played.peek()) {
            if (next.entry() instanceof JournalEntry.Input input && !next.nested()) {
                played.take();
                inputs++;
                clock.set(next.timeNanos());
                play(next, input);
            } else {
                difference = new Difference(next, null);
            }
        }
    }

    private void play(JournalRecord record, JournalEntry.Input input) {
        if (input instanceof JournalEntry.WarmedUp(Bar bar)) {
            bars(bar.instrument()).add(bar);
            return;
        }
        EngineEvent event = event(record, input);
        if (event == null) {
            return;
        }
        try {
            run(event);
        } catch (StrategyException e) {
            // It is a decision like any other, and was compared.
            strategyFailure = e.getMessage();
        }
    }

    /** What came back at once when an order was sent: the engine is told at the same point of the same event. */
    void playAnswers() {
        Playback played = playback;
        if (played == null) {
            return;
        }
        for (JournalRecord next = played.peek();
                next != null && next.nested() && next.entry() instanceof JournalEntry.Input input;
                next = played.peek()) {
            played.take();
            inputs++;
            EngineEvent event = event(next, input);
            if (event != null) {
                engine.process(event);
            } else if (difference != null) {
                return;
            }
        }
    }

    /** Null for an answer to something that has ended long ago; and a difference, if it was never sent. */
    private @Nullable EngineEvent event(JournalRecord record, JournalEntry.Input input) {
        return switch (input) {
            case JournalEntry.Started e -> new EngineEvent.Start();
            case JournalEntry.WarmedUp e -> throw new IllegalArgumentException("no event: " + e);
            case JournalEntry.BarClosed(Bar bar) -> new EngineEvent.BarClosed(bar);
            case JournalEntry.Reported e -> new EngineEvent.Reported(e.report());
            case JournalEntry.Answered answered -> {
                ApprovedOrder order = sent.answered(answered, engine);
                if (order == null) {
                    if (!sent.wasSent(answered.order(), session)) {
                        difference = new Difference(record, null);
                    }
                    yield null;
                }
                yield new EngineEvent.Answered(order, answered.result());
            }
            case JournalEntry.CancelAnswered answered -> {
                sent.cancelAnswered(answered);
                yield new EngineEvent.CancelAnswered(answered.order(), answered.result());
            }
            case JournalEntry.Finished(boolean closePositions) -> new EngineEvent.Finish(closePositions);
            case JournalEntry.SignalReceived(Signal signal) -> new EngineEvent.SignalReceived(signal);
            case JournalEntry.Commanded(EngineCommand command) -> new EngineEvent.Commanded(command);
        };
    }

    /** From here on things are written down. */
    void goLive(EngineClock live) {
        if (playback != null) {
            playback.close();
            playback = null;
        }
        source = live;
        sent.forget();
    }

    void close() {
        if (playback != null) {
            playback.close();
            playback = null;
        }
    }

    /** The strategy has wanted this, and it became of it what its status says. */
    void requested(Order order) {
        lastRequest = order;
    }

    long startedNanos() {
        return startedNanos;
    }

    @Nullable
    Order lastRequest() {
        return lastRequest;
    }

    // Decisions

    /**
     * Compares a decision with the recorded one, or writes it down.
     *
     * @param leaves whether it goes to an exchange: then it is durable, and all before it, when this returns
     */
    Fate decided(JournalEntry.Decision decision, boolean leaves) {
        if (difference != null) {
            return Fate.ENDS_HERE;
        }
        Playback played = playback;
        if (played != null) {
            JournalRecord next = played.peek();
            if (next != null) {
                if (!(next.entry() instanceof JournalEntry.Decision then) || !then.isReachedBy(decision)) {
                    difference = new Difference(next, decision);
                    return Fate.ENDS_HERE;
                }
                played.take();
                decisions++;
                return Fate.LEFT_THEN;
            }
            unrecorded.add(decision);
        }
        if (journal == null) {
            return Fate.ENDS_HERE;
        }
        long number = journal.write(decision, clock.nanos(), false);
        if (leaves) {
            journal.commit(number);
        }
        return played != null && unsent == Unsent.REFUSE ? Fate.REFUSED : Fate.LEAVES;
    }

    /** An order that left in the recorded session. */
    void leftThen(ApprovedOrder order) {
        sent.add(order);
        playAnswers();
    }

    /** A cancel that left in the recorded session. */
    void cancelLeftThen(ClientOrderId order) {
        sent.addCancel(order);
        playAnswers();
    }

    // Live

    void warmUp(Bar bar) {
        if (started) {
            throw new IllegalStateException("warm-up comes before the start");
        }
        clock.set(now());
        live().write(new JournalEntry.WarmedUp(bar), clock.nanos(), false);
        bars(bar.instrument()).add(bar);
    }

    void process(EngineEvent event) {
        Thread busy = processing;
        if (busy != null) {
            if (!busy.equals(Thread.currentThread())) {
                throw new IllegalStateException("an engine has one thread; " + busy.getName() + " is in it, and "
                        + Thread.currentThread().getName() + " wants to be");
            }
            processNested(event);
            return;
        }
        Journal to = live();
        if (strategyFailure != null) {
            throw new IllegalStateException("this engine has ended: " + strategyFailure);
        }
        clock.set(now());
        to.write(input(event), clock.nanos(), false);
        try {
            run(event);
        } catch (StrategyException e) {
            to.failure().ifPresent(failure -> {
                throw failure;
            });
            strategyFailure = e.getMessage();
            to.flush();
            throw e;
        }
        // A strategy may have swallowed the exception: nothing goes on all the same.
        to.flush();
    }

    private void processNested(EngineEvent event) {
        if (event instanceof EngineEvent.BarClosed) {
            throw new IllegalStateException("a bar cannot close while another event is handled");
        }
        live().write(input(event), clock.nanos(), true);
        engine.process(event);
    }

    private void run(EngineEvent event) {
        if (event instanceof EngineEvent.Start) {
            started = true;
            startedNanos = clock.nanos();
        }
        if (event instanceof EngineEvent.BarClosed(Bar bar)) {
            bars(bar.instrument()).add(bar);
        }
        processing = Thread.currentThread();
        try {
            engine.process(event);
            StrategyException halted = engine.failure();
            if (halted != null && !failureRecorded) {
                failureRecorded = true;
                decided(new JournalEntry.StrategyFailed(String.valueOf(halted.getMessage())), false);
            }
        } catch (StrategyException e) {
            if (journal == null || journal.failure().isEmpty()) {
                decided(new JournalEntry.StrategyFailed(String.valueOf(e.getMessage())), false);
            }
            throw e;
        } finally {
            processing = null;
        }
    }

    private long now() {
        if (source == null) {
            throw new IllegalStateException("this engine is still being built up");
        }
        return source.nanos();
    }

    private Journal live() {
        if (journal == null) {
            throw new IllegalStateException("a replay takes its inputs from the journal only");
        }
        return journal;
    }

    private static JournalEntry.Input input(EngineEvent event) {
        return switch (event) {
            case EngineEvent.Start start -> new JournalEntry.Started();
            case EngineEvent.BarClosed(Bar bar) -> new JournalEntry.BarClosed(bar);
            case EngineEvent.Reported e -> new JournalEntry.Reported(e.report());
            case EngineEvent.Answered e ->
                switch (e.order()) {
                    case ApprovedOrder.Single single -> new JournalEntry.Answered(single.id(), null, e.result());
                    case ApprovedOrder.Oco pair ->
                        new JournalEntry.Answered(pair.stop().id(), pair.limit().id(), e.result());
                };
            case EngineEvent.CancelAnswered e -> new JournalEntry.CancelAnswered(e.order(), e.result());
            case EngineEvent.Finish(boolean closePositions) -> new JournalEntry.Finished(closePositions);
            case EngineEvent.SignalReceived(Signal signal) -> new JournalEntry.SignalReceived(signal);
            case EngineEvent.Commanded(EngineCommand command) -> new JournalEntry.Commanded(command);
            // What the engine tells itself never comes from outside.
            default -> throw new IllegalArgumentException("not an input: " + event);
        };
    }
}
