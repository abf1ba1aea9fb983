/**
 * How good confidences were, now that it is known what came true: Brier score and what it is made of, log loss,
 * expected calibration error, the reliability diagram, and how sure one can be of all these.
 *
 * <p>Read first: {@link dev.tandem.confidence.score.Scores} (the figures and their formulas),
 * {@link dev.tandem.confidence.score.Calibration} (of everybody together and of each agent),
 * {@link dev.tandem.confidence.score.OutcomeCsv} (where they are read from).
 *
 * <p>Knows nothing of strategies and engines: it needs pairs of what was said and what happened.
 */
@NullMarked
package dev.tandem.confidence.score;

import org.jspecify.annotations.NullMarked;
