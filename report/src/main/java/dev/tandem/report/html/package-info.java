/**
 * A result as a page to look at and to show around: one HTML file that needs no network and no other file.
 *
 * <p>Read first: {@link dev.tandem.report.html.HtmlReport} (what is on the page and in which order),
 * {@link dev.tandem.report.html.Candles} (how prices get in) and {@code ChartData} (what the page's script gets). What
 * can be drawn once and for all (figures, months, distributions, assumptions, the receipt) is plain HTML and SVG from
 * here, and there without a script; the chart and the list of trades are drawn by the scripts beside this package's
 * resources.
 *
 * <p>All that comes from outside goes through {@code Html} or {@code ScriptJson}, which escape it; the page's own policy
 * allows exactly the scripts and styles that were written here, by their hashes, and no address at all. The package
 * depends on core's model and results and on the rest of this module; it must not know the engine, market data or the
 * command line.
 */
@NullMarked
package dev.tandem.report.html;

import org.jspecify.annotations.NullMarked;
