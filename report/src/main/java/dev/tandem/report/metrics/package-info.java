/**
 * The key figures of a run: what each one means, to the letter, and its value.
 *
 * <p>Read first: {@link dev.tandem.report.metrics.MetricDefinition} (the list, with the formulas in words),
 * {@link dev.tandem.report.metrics.Metrics} (their values for a run) and
 * {@link dev.tandem.report.metrics.Annualization} (how many bars a year has). One class per figure; its formula stands
 * in its javadoc. A figure that has no value (no trades, one bar, no variance, equity lost) is NaN here, {@code null}
 * in JSON and "–" in text.
 *
 * <p>Depends on core's results and nothing else. No statistics library: of one we would use a mean, a standard
 * deviation and a median, ten lines that we want to be able to point at.
 */
@NullMarked
package dev.tandem.report.metrics;

import org.jspecify.annotations.NullMarked;
