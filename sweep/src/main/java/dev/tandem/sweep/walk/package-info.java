/**
 * Chooses parameters on one stretch of bars and tries them on the next, again and again: what a trader would have lived
 * through who had searched every few months.
 *
 * <p>Read first: {@link dev.tandem.sweep.walk.WalkForward}, {@link dev.tandem.sweep.walk.WalkForwardResult} and
 * {@link dev.tandem.sweep.walk.Window}. Uses the search of the package above.
 */
@NullMarked
package dev.tandem.sweep.walk;

import org.jspecify.annotations.NullMarked;
