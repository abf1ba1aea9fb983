/**
 * Small tables that people and other programs write: CSV with a header, read strictly, with the place of what is wrong.
 *
 * <p>Read first: {@link dev.tandem.confidence.csv.CsvTable}, {@link dev.tandem.confidence.csv.Timestamps},
 * {@link dev.tandem.confidence.csv.PlaceException}. Market data are read elsewhere, and much faster.
 */
@NullMarked
package dev.tandem.confidence.csv;

import org.jspecify.annotations.NullMarked;
