/**
 * Numbers about what runs, for Prometheus: one way for sessions, for alerts, and for whatever comes after them.
 *
 * <p>Read first: {@link dev.tandem.runtime.metrics.Meters} (the registry), {@link dev.tandem.runtime.metrics.SessionMeters}
 * (what a session counts), {@link dev.tandem.runtime.session.Stage} (what is timed).
 *
 * <p>The package knows Micrometer, and is the only one that does; it serves nothing over the network itself.
 */
@NullMarked
package dev.tandem.runtime.metrics;

import org.jspecify.annotations.NullMarked;
