/**
 * The words of the domain, in FIX's spelling: what is traded, what is ordered, what came of it.
 *
 * <p>Read first: {@link dev.tandem.model.Instrument} (the grid on which prices and quantities live),
 * {@link dev.tandem.model.OrderRequest} (what a strategy wants) and {@link dev.tandem.model.Fill} (what happened).
 *
 * <p>Prices and quantities are {@code long} counts of ticks and lots, money is a {@code long} of 1e-8 of the quote
 * asset ({@link dev.tandem.model.Money}); {@link java.math.BigDecimal} appears where people and files are. This
 * package depends on nothing but the JDK.
 */
@NullMarked
package dev.tandem.model;

import org.jspecify.annotations.NullMarked;
