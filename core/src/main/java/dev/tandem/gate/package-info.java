/**
 * The one door between a wish and an exchange: is it an order at all, can the venue do it, is the sender sure enough,
 * how big may it be, is the risk allowed.
 *
 * <p>Read first: {@link dev.tandem.gate.Gate}, {@link dev.tandem.gate.ApprovedOrder} (which only the gate can make, and
 * without which no plugin does anything), {@link dev.tandem.gate.ConfidencePolicy}.
 *
 * <p>The gate decides and does nothing else: no I/O, no clock, no state but the order rate's window. What makes a
 * position smaller passes it, unless a policy says by name that it shall not.
 */
@NullMarked
package dev.tandem.gate;

import org.jspecify.annotations.NullMarked;
