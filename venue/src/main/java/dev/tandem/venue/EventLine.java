package dev.tandem.venue;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events of one connection, on their way through whatever trouble was ordered. */
final class EventLine {
    private final Faults faults;
    private final Consumer<byte[]> to;
    private byte @Nullable [] held;

    EventLine(Faults faults, Consumer<byte[]> to) {
        this.faults = faults;
        this.to = to;
    }

    synchronized void send(byte[] event) {
        Faults.Action action = faults.areNone() ? null : faults.nextOfStreams();
        byte[] late = held;
        held = null;
        if (action == Faults.Action.REORDER && late == null) {
            held = event;
            return;
        }
        to.accept(event);
        if (action == Faults.Action.DUPLICATE) {
            to.accept(event);
        }
        if (late != null) {
            to.accept(late);
        }
    }
}
