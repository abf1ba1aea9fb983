/**
 * How fast the parts are: each row beside a floor, which is the same work written by hand with nothing around it, and
 * beside what people would use instead, in one run on one machine. The ratios are what counts; times are only theirs who
 * measured them.
 *
 * <p>Read {@link dev.tandem.benchmarks.Benchmarks} (runs everything and prints the table),
 * {@link dev.tandem.bench.GeneratedMarket} (the data) and {@link dev.tandem.benchmarks.FloorLoop} (the floor of a
 * backtest).
 *
 * <p>Sees every module but the command; nothing depends on it.
 */
@NullMarked
package dev.tandem.benchmarks;

import org.jspecify.annotations.NullMarked;
