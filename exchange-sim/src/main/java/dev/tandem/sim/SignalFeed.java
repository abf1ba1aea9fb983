package dev.tandem.sim;

import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineEvent;
import dev.tandem.model.ReceivedSignal;
import java.util.List;

/** Agents' signals of a run, in the order in which they arrive, each told once. */
final class SignalFeed {
    private final List<ReceivedSignal> signals;
    private final int count;
    private int told;

    /** @param signals in the order in which they arrive */
    SignalFeed(List<ReceivedSignal> signals) {
        this.signals = signals;
        this.count = signals.size();
    }

    /** When the next one arrives; {@link Long#MAX_VALUE} for never. */
    long next() {
        return told < count ? signals.get(told).receivedNanos() : Long.MAX_VALUE;
    }

    /** Whether none arrives any more: asked at each bar, where {@link #next} would make it look up when the bar closes. */
    boolean isOver() {
        return told == count;
    }

    /** The next one is told. Whoever calls has moved the clock there. */
    void tell(Engine engine) {
        engine.process(new EngineEvent.SignalReceived(signals.get(told++).signal()));
    }
}
