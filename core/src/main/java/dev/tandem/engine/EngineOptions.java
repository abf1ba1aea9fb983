package dev.tandem.engine;

import dev.tandem.model.Exit;
import dev.tandem.model.Rate;
import org.jspecify.annotations.Nullable;

/**
 * How an engine treats its strategy's orders.
 *
 * @param session what client order ids begin with; letters, digits and dashes
 * @param stopLoss for entries that bring no exits of their own; null for none
 * @param takeProfit for entries that bring no exits of their own; null for none
 * @param trailingStop for entries that bring no exits of their own; null for none
 * @param signalExits whether the strategy's own exits are carried out; if not, only its entries are
 * @param bracketStart when exits begin to work
 */
public record EngineOptions(
        String session,
        @Nullable Exit stopLoss,
        @Nullable Exit takeProfit,
        @Nullable Rate trailingStop,
        boolean signalExits,
        BracketStart bracketStart) {
    public static EngineOptions standard() {
        return new EngineOptions("t", null, null, null, true, BracketStart.FILL);
    }

    boolean hasExits() {
        return stopLoss != null || takeProfit != null || trailingStop != null;
    }
}
