package dev.tandem.engine;

import dev.tandem.gate.TradingState;
import dev.tandem.model.Instrument;

/** What somebody outside tells an engine to do: a person, or a watchdog. An input like any other, so it can be replayed. */
public sealed interface EngineCommand {
    /** The cause of a state in which the strategy is shown the past: what it would have sent then does not count. */
    String WARMING_UP = "warming up";

    /** Why, in a few words; it stands in denials and in the journal. */
    String cause();

    /** The strategy may do this much from now on. */
    record ChangeState(TradingState state, String cause) implements EngineCommand {}

    /** Every open order of the strategy is canceled. The exits of what is held stay: they protect it. */
    record CancelAll(String cause) implements EngineCommand {}

    /** Every open order is canceled, and every position closed at the market; exits go before, and come back if it fails. */
    record Flatten(String cause) implements EngineCommand {}

    /**
     * The same for one position; the others go on.
     *
     * @param exchange where it is
     */
    record Close(Instrument instrument, String exchange, String cause) implements EngineCommand {}

    /** Exits that should be at the venue and are not, because it refused or lost them, are placed again. */
    record Rearm(String cause) implements EngineCommand {}
}
