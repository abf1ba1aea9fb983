/**
 * The kit held against itself: the simulator passes it, a plugin that breaks a rule does not.
 *
 * <p>Read first: {@code SimVenue} (a venue for the kit), {@code SimTest} (the kit played at it),
 * {@code BrokenPluginsTest} (what the kit catches). It may know the simulator; the kit itself must not.
 */
@NullMarked
package dev.tandem.tck;

import org.jspecify.annotations.NullMarked;
