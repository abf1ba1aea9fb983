/**
 * What a strategy developer writes against.
 *
 * <p>Read first: {@link dev.tandem.strategy.Strategy} (what is called), {@link dev.tandem.strategy.Trader} (what can be
 * done), {@link dev.tandem.strategy.Parameter} (how a strategy declares what can be tuned).
 *
 * <p>Everything is called on one thread, in the order in which things happened; nothing here may block, read a clock or
 * draw a random number: the time is {@link dev.tandem.strategy.Trader#nowNanos()}. The package knows the model and no
 * exchange.
 */
@NullMarked
package dev.tandem.strategy;

import org.jspecify.annotations.NullMarked;
