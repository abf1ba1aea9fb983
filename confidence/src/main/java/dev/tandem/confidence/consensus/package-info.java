/**
 * From several opinions to one: pooling, weights by past reliability, a discount for agents that err together, quorum,
 * veto, dissent, and how long an opinion counts.
 *
 * <p>Read first: {@link dev.tandem.confidence.consensus.Consensus},
 * {@link dev.tandem.confidence.consensus.TrackRecord} (what agents have earned),
 * {@link dev.tandem.confidence.consensus.Ballot} (whose votes count now).
 */
@NullMarked
package dev.tandem.confidence.consensus;

import org.jspecify.annotations.NullMarked;
