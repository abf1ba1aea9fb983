package dev.tandem.runtime.journal;

import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineClock;
import dev.tandem.engine.Keeping;
import dev.tandem.model.Instrument;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Strategy;

/**
 * What an engine that keeps a journal is put together from, instead of the bare parts. The same few lines build the engine
 * of a live session, the one that is built up again after a crash, and the one of a replay.
 */
public interface EngineWiring {
    /** What client order ids begin with: the journal's own name. */
    String session();

    /** A clock that stands still while an event is handled, at the time that is in the journal. */
    EngineClock clock();

    /** The strategy, with its requests written down. */
    Strategy strategy(Strategy strategy);

    /** The account, with everything that leaves for it written down first, and everything that comes back. */
    EngineAccount account(EngineAccount account);

    /** The bars of an instrument that the journal knows: warm-up and session. */
    BarHistory history(Instrument instrument);

    /** Where trades and equity go, so that a session that runs for weeks needs no more memory than at its beginning. */
    Keeping keeping();
}
