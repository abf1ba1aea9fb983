/**
 * Finds out whether a strategy knows what it cannot know: it runs it again with another future, and again with less of the
 * past, and compares every order.
 *
 * <p>Read first: {@link dev.tandem.sweep.check.StrategyCheck} (what is done), {@link dev.tandem.sweep.check.Subject} (what
 * is looked at) and {@link dev.tandem.sweep.check.Finding} (what is said).
 *
 * <p>The engine itself shows a strategy nothing that has not happened. What is found here is what a strategy gets on other
 * ways: a file that it reads itself, a memory that outlives a run, a view of a bar that it should not have kept. Depends on
 * core, market-data and exchange-sim.
 */
@NullMarked
package dev.tandem.sweep.check;

import org.jspecify.annotations.NullMarked;
