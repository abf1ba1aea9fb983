/**
 * Kills a live session at every moment of a run, starts it again, and compares what it comes to with a run that nobody
 * disturbed. For the strategies of Tandem's users.
 *
 * <p>Read first: {@link dev.tandem.crash.CrashAnywhere} (what a test calls), {@link dev.tandem.crash.CrashVenue} (the market
 * that survives), {@link dev.tandem.crash.Lifeline} (what decides when a process ends).
 *
 * <p>The package knows the runtime, the simulated exchange and JUnit's interface; nothing that is shipped knows it.
 */
@NullMarked
package dev.tandem.crash;

import org.jspecify.annotations.NullMarked;
