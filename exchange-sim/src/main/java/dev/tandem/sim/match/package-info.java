/**
 * Ring 0 on bars: which orders meet which prices, on primitives.
 *
 * <p>Read first: {@link dev.tandem.sim.match.BarMatcher} (what happens inside a bar), {@link dev.tandem.sim.match.RestingOrder},
 * {@link dev.tandem.sim.match.MatchListener}.
 *
 * <p>Prices are ticks, quantities lots, times nanoseconds. Nothing here knows money, accounts, decimals or
 * {@code java.time}, nothing logs, and in steady state nothing is allocated.
 */
@NullMarked
package dev.tandem.sim.match;

import org.jspecify.annotations.NullMarked;
