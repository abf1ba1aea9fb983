package dev.tandem.engine;

import dev.tandem.model.Instrument;
import dev.tandem.strategy.BarHistory;
import java.util.ArrayList;
import java.util.List;

/** What the engine knows of an instrument, whichever account trades it. */
final class InstrumentState {
    final Instrument instrument;
    final BarHistory history;

    /** One per account; the default account's first. */
    final List<PositionState> positions = new ArrayList<>();

    long lastTicks;

    InstrumentState(Instrument instrument, BarHistory history) {
        this.instrument = instrument;
        this.history = history;
    }

    /** Where the position is: the first account that has one, otherwise the default account. */
    PositionState holder() {
        // By number, without an iterator: strategies ask at every bar.
        for (int i = 0; i < positions.size(); i++) {
            PositionState position = positions.get(i);
            if (position.lots() != 0) {
                return position;
            }
        }
        return positions.getFirst();
    }
}
