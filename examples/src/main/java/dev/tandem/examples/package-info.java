/**
 * Strategies to read, to run and to begin from. Those of the first three whose names the command line knows are the
 * reference strategies of the execution semantics: {@link dev.tandem.examples.SmaCross},
 * {@link dev.tandem.examples.RsiLimit}, {@link dev.tandem.examples.EmaFlip}.
 *
 * <p>Each is one screen long and uses nothing but the strategy API and the indicators.
 */
@NullMarked
package dev.tandem.examples;

import org.jspecify.annotations.NullMarked;
