/**
 * A search for people and programs: text, JSON, a page.
 *
 * <p>Read first: {@link dev.tandem.sweep.report.SweepReport} (what is told), {@link dev.tandem.sweep.report.SweepText} and
 * {@link dev.tandem.sweep.report.SweepJson}. Works nothing out but ranks and tables; knows no command line.
 */
@NullMarked
package dev.tandem.sweep.report;

import org.jspecify.annotations.NullMarked;
