/**
 * Results, for people and for programs.
 *
 * <p>Read first: {@link dev.tandem.report.TextReport} (what a person sees in a terminal),
 * {@link dev.tandem.report.JsonReport} (the document {@code tandem.backtest/1}) and
 * {@link dev.tandem.report.metrics.MetricDefinition} (what each figure means). {@link dev.tandem.report.TradesCsv} and
 * {@link dev.tandem.report.EquityCsv} are for spreadsheets and notebooks. The page to look at is the business of the
 * package {@code html} below this one.
 *
 * <p>All of them take a {@link dev.tandem.result.RunResult} and change nothing. The package depends on core's model and
 * results and on Jackson's streaming writer; it must not know the engine, an exchange, market data or the command line.
 */
@NullMarked
package dev.tandem.report;

import org.jspecify.annotations.NullMarked;
