package dev.tandem.xchange;

import dev.tandem.model.Instrument;
import java.util.Set;

/**
 * An instrument as a venue has it.
 *
 * @param instrument in our words
 * @param symbol how the venue spells it, {@code BTCUSDT}
 * @param orderTypes the venue's names of the types it takes; empty where it does not say
 * @param pairs whether the venue takes one-cancels-other pairs of it
 */
record VenueInstrument(Instrument instrument, String symbol, Set<String> orderTypes, boolean pairs) {}
