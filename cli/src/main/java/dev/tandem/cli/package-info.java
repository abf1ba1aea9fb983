/**
 * The {@code tandem} command: it puts the modules together and owns no logic of its own.
 *
 * <p>Read first: {@link dev.tandem.cli.Tandem} (from arguments to an exit code), {@link dev.tandem.cli.Complaint} (how
 * anything that goes wrong becomes one line), {@link dev.tandem.cli.BacktestOptions} (what a run was asked for).
 *
 * <p>Results go to standard output, everything else to standard error. Nothing depends on this package.
 */
@NullMarked
package dev.tandem.cli;

import org.jspecify.annotations.NullMarked;
