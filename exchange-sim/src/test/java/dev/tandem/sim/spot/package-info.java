/** Tests of accounts that trade: who pays what, and that it adds up. */
@NullMarked
package dev.tandem.sim.spot;

import org.jspecify.annotations.NullMarked;
