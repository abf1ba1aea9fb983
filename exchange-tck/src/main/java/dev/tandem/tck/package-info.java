/**
 * The conformance kit: what every execution plugin must do, as cards that are played against it.
 *
 * <p>Read first: {@link dev.tandem.tck.ExecutionPluginTck} (extend it), {@link dev.tandem.tck.VenueUnderTest} (give it
 * one), {@link dev.tandem.tck.Card} (what is played). {@code docs/write-a-plugin.md} walks through it.
 *
 * <p>It knows the core and JUnit's interface, no exchange, and nothing that is shipped knows it: it belongs into the
 * scope of tests.
 */
@NullMarked
package dev.tandem.tck;

import org.jspecify.annotations.NullMarked;
