package dev.tandem.engine;

import dev.tandem.ledger.Holding;
import dev.tandem.model.Instrument;
import dev.tandem.model.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** One instrument in one account: what is held, what opened it, and which orders of the strategy are open. */
final class PositionState {
    final AccountState account;
    final InstrumentState instrumentState;
    final Holding holding;

    /** What is held, oldest first. */
    final List<Entry> entries = new ArrayList<>();

    /** Open orders of the strategy, oldest first. */
    final List<ManagedOrder> orders = new ArrayList<>();

    /** Exits of what is held, oldest first. */
    final List<Bracket> brackets = new ArrayList<>();

    /** Approved orders that wait for exits to be canceled, and those behind them: they go out in this order. */
    final ArrayDeque<ManagedOrder> outbox = new ArrayDeque<>();

    PositionState(AccountState account, InstrumentState instrumentState) {
        this.account = account;
        this.instrumentState = instrumentState;
        this.holding = account.ledger.holding(instrumentState.instrument);
    }

    Instrument instrument() {
        return instrumentState.instrument;
    }

    long lots() {
        return holding.lots();
    }

    /** How much an order on this side would close. */
    long closable(Side side) {
        return Math.max(0, -lots() * side.sign());
    }
}
