/** The matcher of ticks beside a slow one, event by event. */
@NullMarked
package dev.tandem.sim.match;

import org.jspecify.annotations.NullMarked;
