/**
 * A strategy that runs for real: bars come in from a venue, orders go out to it, a journal remembers, and somebody watches.
 *
 * <p>Read first: {@link dev.tandem.runtime.session.LiveSession} (its life), {@link dev.tandem.runtime.session.SessionSetup}
 * (what is run), {@link dev.tandem.runtime.session.Reconciliation} (what happens when a process is started again),
 * {@link dev.tandem.runtime.session.Safety} (what stops a strategy).
 *
 * <p>The package knows the engine, the journal and the lanes, and exchanges through
 * {@link dev.tandem.plugin.ExecutionPlugin} only.
 */
@NullMarked
package dev.tandem.runtime.session;

import org.jspecify.annotations.NullMarked;
