package dev.tandem.engine;

import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import dev.tandem.strategy.BarHistory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the engine knows of an instrument, whichever account trades it. */
final class InstrumentState {
    final Instrument instrument;
    final BarHistory history;

    /** One per account; the default account's first. An array, because each bar goes through it. */
    final PositionState[] positions;

    long lastTicks;

    /** How many bars have closed: the number of the one in progress, from 0. */
    int barsClosed;

    /** A bar that the strategy has not been told of yet: orders that end with it have not been confirmed as ended. */
    @Nullable
    Bar heldBar;

    InstrumentState(Instrument instrument, BarHistory history, List<AccountState> accounts) {
        this.instrument = instrument;
        this.history = history;
        this.positions = new PositionState[accounts.size()];
        for (int i = 0; i < positions.length; i++) {
            AccountState account = accounts.get(i);
            positions[i] = new PositionState(account, this);
            account.positions.add(positions[i]);
        }
    }

    /** Whether an order has run out at the last close and is not confirmed as canceled yet. */
    boolean awaitsExpiry() {
        for (PositionState position : positions) {
            for (int i = 0; i < position.orders.size(); i++) {
                if (position.orders.get(i).expiring) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Where the position is: the first account that has one, otherwise the default account. */
    PositionState holder() {
        for (PositionState position : positions) {
            if (position.lots() != 0) {
                return position;
            }
        }
        return positions[0];
    }
}
