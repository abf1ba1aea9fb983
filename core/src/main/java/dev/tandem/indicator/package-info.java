/**
 * The few indicators that the reference strategies need. Many more come from ta4j through its bridge.
 *
 * <p>Read first: {@link dev.tandem.indicator.Sma} (exact, so that a tie is a tie), {@link dev.tandem.indicator.Ema},
 * {@link dev.tandem.indicator.WilderRsi} (both in {@code double}, by nature). Each is fed one value per bar and keeps only
 * what it needs. The package depends on the model.
 */
@NullMarked
package dev.tandem.indicator;

import org.jspecify.annotations.NullMarked;
