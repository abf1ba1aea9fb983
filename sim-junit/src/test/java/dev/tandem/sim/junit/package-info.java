/** Tests that pass and tests that fail under faults. */
@NullMarked
package dev.tandem.sim.junit;

import org.jspecify.annotations.NullMarked;
