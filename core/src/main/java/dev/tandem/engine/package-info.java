/**
 * The engine: one strategy, its accounts, and one {@code process(event)}.
 *
 * <p>Read first: {@link dev.tandem.engine.Engine} (what happens on an event), {@link dev.tandem.engine.EngineEvent}
 * (everything that can come in), {@link dev.tandem.engine.ExecutionLane} (the only way out).
 *
 * <p>Events in, orders out, and nothing else: no I/O, no lock, no clock but the injected one, no randomness. Two engines
 * that are given the same events make the same decisions, in a backtest, live, and when a recorded session is replayed.
 */
@NullMarked
package dev.tandem.engine;

import org.jspecify.annotations.NullMarked;
