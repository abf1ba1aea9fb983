package dev.tandem.runtime.journal;

import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineClock;
import dev.tandem.engine.EngineEvent;
import dev.tandem.model.Bar;
import dev.tandem.model.Order;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An engine whose inputs are in the journal before it handles them, and whose orders are durable in the journal before
 * they leave. Opened on a journal that has something in it, it is built up again from that first: the same strategy, fed
 * the same inputs, comes to the same state.
 *
 * <pre>{@code
 * Journal journal = Journal.open(directory);
 * JournaledEngine engine = JournaledEngine.open(journal, clock, Unsent.REFUSE, wiring -> new Engine(
 *         wiring.strategy(strategy), wiring.clock(), gate, new EngineOptions(wiring.session(), …),
 *         Map.of(btc, wiring.history(btc)), List.of(wiring.account(account)), EquityRecording.EACH_CLOSE,
 *         wiring.keeping()));
 * engine.process(new EngineEvent.Start());
 * }</pre>
 *
 * <p>One thread, like the engine's. While an event is handled the engine's clock stands still, at the time that is in the
 * journal.
 */
public final class JournaledEngine {
    private final EngineRecorder recorder;
    private final Recovery recovery;

    private JournaledEngine(EngineRecorder recorder, Recovery recovery) {
        this.recorder = recorder;
        this.recovery = recovery;
    }

    /**
     * Builds an engine, and feeds it what is in the journal. With {@link Unsent#SEND} orders may leave before this returns;
     * what the venue reports meanwhile has to wait.
     *
     * @param clock what time it is from now on
     * @param unsent what becomes of orders that never left
     * @param builder builds the engine from the wiring; everything else that it uses has to be as new
     * @throws ReplayException if the engine does not come to the decisions that are in the journal; nothing was sent
     * @throws JournalException if the journal cannot be read or written
     */
    public static JournaledEngine open(
            Journal journal, EngineClock clock, Unsent unsent, Function<? super EngineWiring, Engine> builder) {
        journal.flush();
        EngineRecorder recorder = new EngineRecorder(JournalReader.open(journal.directory()), journal, unsent, builder);
        try {
            recorder.play();
            Difference difference = recorder.difference();
            if (difference != null) {
                throw new ReplayException(difference);
            }
            journal.flush();
            Recovery recovery = recorder.recovery();
            recorder.goLive(clock);
            return new JournaledEngine(recorder, recovery);
        } finally {
            recorder.close();
        }
    }

    /** The engine, for what can be asked of it. Events go through {@link #process} here. */
    public Engine engine() {
        return recorder.engine();
    }

    /** What the strategy wanted last; null if it has wanted nothing yet. */
    public @Nullable Order lastRequest() {
        return recorder.lastRequest();
    }

    /** When the run began, as its engine saw it; 0 if it has not. */
    public long startedNanos() {
        return recorder.startedNanos();
    }

    /** What it was built up from. */
    public Recovery recovery() {
        return recovery;
    }

    /**
     * A bar from before the start: the strategy can look at it, and is not called.
     *
     * @throws IllegalStateException after the start
     */
    public void warmUp(Bar bar) {
        recorder.warmUp(bar);
    }

    /**
     * Writes an event down, then handles it and everything that follows from it.
     *
     * @throws JournalException if it cannot be written, or an order of it cannot: then that order has not left, and nothing
     *     goes on
     * @throws dev.tandem.engine.StrategyException if the strategy throws; that is in the journal, and nothing goes on
     */
    public void process(EngineEvent event) {
        recorder.process(event);
    }
}
