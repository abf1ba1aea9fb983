/** Tests of the order book: market situations, and the slow twin {@link dev.tandem.sim.book.ReferenceBook}. */
@NullMarked
package dev.tandem.sim.book;

import org.jspecify.annotations.NullMarked;
