/**
 * The threads between an engine and its exchanges, when they are real ones.
 *
 * <p>Read first: {@link dev.tandem.lane.LaneThread} (one ordered thread per account, on which an exchange may block),
 * {@link dev.tandem.lane.EngineInbox} (one queue and one thread, on which the engine decides). An engine hands an order to
 * its lane and goes on; the answer and everything that an exchange tells come back through the inbox, one after the other.
 *
 * <p>The package knows the engine's doors and the plugin interface; it knows no exchange, and nothing of XChange.
 */
@NullMarked
package dev.tandem.lane;

import org.jspecify.annotations.NullMarked;
