/**
 * What an account has: cash, positions, fees, exactly.
 *
 * <p>Read first: {@link dev.tandem.ledger.Ledger}, {@link dev.tandem.ledger.Holding}. Both the engine and the simulated
 * exchange keep one each, and tests hold them against each other after every event.
 *
 * <p>The package depends on the model and nothing else. One thread; nothing here allocates when a price changes.
 */
@NullMarked
package dev.tandem.ledger;

import org.jspecify.annotations.NullMarked;
