/**
 * Runs tests of users' own strategies while something goes wrong with their orders, from a seed or from a script: a JUnit
 * extension. The faults are those of {@code tandem backtest --faults}.
 *
 * <p>Read first: {@link dev.tandem.sim.junit.FaultTest} (what is written above a test),
 * {@link dev.tandem.sim.junit.Faults} (what the test is given), {@link dev.tandem.sim.junit.FaultRun} (what is said when it
 * fails).
 *
 * <p>The package knows the simulated exchange and JUnit's interface; nothing that is shipped knows it.
 */
@NullMarked
package dev.tandem.sim.junit;

import org.jspecify.annotations.NullMarked;
