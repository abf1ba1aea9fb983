/**
 * The slow and obviously right twin of the backtest on bars: the rules of the design's execution semantics in plain
 * {@link java.math.BigDecimal} and lists, written from the rules and from no other code.
 *
 * <p>Read first: {@link dev.tandem.sim.oracle.Scenario} (what happens in the market and what is ordered),
 * {@link dev.tandem.sim.oracle.ReferenceRun} (the rules) and {@link dev.tandem.sim.oracle.Outcome} (what came of it).
 * {@link dev.tandem.sim.oracle.RandomScenario} makes scenarios on which the fast engine is compared with it.
 *
 * <p>This package depends on the words of {@code dev.tandem.model} only: never on the engine, nor on the simulated
 * exchange, which it judges.
 */
@NullMarked
package dev.tandem.sim.oracle;

import org.jspecify.annotations.NullMarked;
