package dev.tandem.sim;

import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineEvent;
import dev.tandem.model.ReceivedSignal;
import java.util.List;

/** Agents' signals of a run, in the order in which they arrive, each told once. */
final class SignalFeed {
    static final long NEVER = Long.MAX_VALUE;

    private final List<ReceivedSignal> signals;
    private int told;

    /** @param signals in the order in which they arrive */
    SignalFeed(List<ReceivedSignal> signals) {
        this.signals = signals;
    }

    /** When the next one arrives; {@link #NEVER} if none does. */
    long next() {
        return told < signals.size() ? signals.get(told).receivedNanos() : NEVER;
    }

    /** The next one is told. Whoever calls has moved the clock there. */
    void tell(Engine engine) {
        engine.process(new EngineEvent.SignalReceived(signals.get(told++).signal()));
    }
}
