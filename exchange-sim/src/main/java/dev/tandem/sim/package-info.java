/**
 * The simulated exchange, and the backtest that runs a strategy against it.
 *
 * <p>Read first: {@link dev.tandem.sim.Backtest} (run a strategy over bars), {@link dev.tandem.sim.SimExchange} (an
 * {@link dev.tandem.plugin.ExecutionPlugin} like any other), {@link dev.tandem.sim.SimConfig} (how hard the market is).
 *
 * <p>Which order meets which price is decided in {@code dev.tandem.sim.match}; what an account can pay for, in
 * {@code SimAccount}. The package knows no other exchange and no user interface.
 */
@NullMarked
package dev.tandem.sim;

import org.jspecify.annotations.NullMarked;
