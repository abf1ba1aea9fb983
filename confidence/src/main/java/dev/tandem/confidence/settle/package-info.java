/**
 * Finds out what came of opinions: each is settled by its own rule, after costs, whether or not anybody traded on it.
 *
 * <p>Read first: {@link dev.tandem.confidence.settle.Rule}, {@link dev.tandem.confidence.settle.ShadowBook},
 * {@link dev.tandem.confidence.settle.Settled}.
 *
 * <p>A shadow has no order, no fill and no effect on any account. Results are statistics and therefore {@code double}.
 */
@NullMarked
package dev.tandem.confidence.settle;

import org.jspecify.annotations.NullMarked;
