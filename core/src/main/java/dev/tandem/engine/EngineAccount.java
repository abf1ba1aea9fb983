package dev.tandem.engine;

import dev.tandem.ledger.Ledger;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Rate;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An account that an engine trades in.
 *
 * @param exchange how orders name it
 * @param capabilities what its venue can do
 * @param ledger its books
 * @param takerFee what a taker pays there, for sizing
 * @param lane makes its lane, given where answers go
 */
public record EngineAccount(
        String exchange,
        Capabilities capabilities,
        Ledger ledger,
        Rate takerFee,
        Function<Consumer<EngineEvent>, ExecutionLane> lane) {}
