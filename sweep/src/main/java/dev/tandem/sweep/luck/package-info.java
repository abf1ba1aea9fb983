/**
 * How much of the best of many trials is luck.
 *
 * <p>Read first: {@link dev.tandem.sweep.luck.Judgement} (all of it, and the verdict in words),
 * {@link dev.tandem.sweep.luck.DeflatedSharpe} (what the best of so many trials would show without any skill) and
 * {@link dev.tandem.sweep.luck.Overfitting} (how often what was best in one half of the time is below the middle in the
 * other). Each class names the paper that its formula is from, and has a test with a known answer.
 *
 * <p>Works on {@code double}s: returns and figures, no money. Knows nothing of strategies or files.
 */
@NullMarked
package dev.tandem.sweep.luck;

import org.jspecify.annotations.NullMarked;
