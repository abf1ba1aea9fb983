/**
 * Makes confidences honest: learns from what came of earlier ones how much a stated 0.8 is worth.
 *
 * <p>Read first: {@link dev.tandem.confidence.recalibrate.Recalibration},
 * {@link dev.tandem.confidence.recalibrate.Isotonic}, {@link dev.tandem.confidence.recalibrate.RollingRecalibration},
 * which never sees an outcome before it is settled.
 *
 * <p>Off unless asked for: a recalibration may find out that nobody ever deserves 0.6, and then quietly stops all
 * trading.
 */
@NullMarked
package dev.tandem.confidence.recalibrate;

import org.jspecify.annotations.NullMarked;
