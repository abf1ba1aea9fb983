/**
 * Runs a strategy with many parameters on the same data, as fast as the machine allows, and remembers what came of each.
 *
 * <p>Read first: {@link dev.tandem.sweep.SearchSpace} (what may be tried), {@link dev.tandem.sweep.Sweep} (tries it on
 * all cores) and {@link dev.tandem.sweep.Trial} (what one came to).
 *
 * <p>How a run is made is told from outside, in a {@link dev.tandem.sweep.TrialRunner}; so a trial is the same run that
 * {@code tandem backtest} makes, and has the same fingerprint. Depends on core, market-data and report; knows no command
 * line and no cluster.
 */
@NullMarked
package dev.tandem.sweep;

import org.jspecify.annotations.NullMarked;
