/**
 * Market data: read from CSV files into columns, aggregated to bars, sliced, written; and the samples that come with
 * the project's dependencies.
 *
 * <p>Read first: {@link dev.tandem.marketdata.MarketDataReader} (a file or a sample in, {@code MarketData} out),
 * {@link dev.tandem.marketdata.BarColumns} (bars as columns of primitives, with a moving
 * {@link dev.tandem.marketdata.BarCursor} as the {@code Bar} that a strategy sees) and
 * {@link dev.tandem.marketdata.ReadOptions} (what the file does not say of itself).
 *
 * <p>Two readers of a row work together. The fast one knows plain rows only and gives up on everything else; the slow
 * one knows the whole grammar, computes with exact decimals, and is the only one that explains what is wrong. Both are
 * held against each other in the tests. Whatever is wrong with an input is a
 * {@link dev.tandem.marketdata.DataException} with file, line and column.
 *
 * <p>This package depends on {@code dev.tandem.model} and on nothing else of Tandem: not on an exchange, not on the
 * engine.
 */
@NullMarked
package dev.tandem.marketdata;

import org.jspecify.annotations.NullMarked;
