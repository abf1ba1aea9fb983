/**
 * Runs strategies that were written for <a href="https://github.com/ta4j/ta4j">ta4j</a>, as they are: their rules decide
 * at each bar's close, and what the exchange really filled is what their {@link org.ta4j.core.TradingRecord} says.
 *
 * <p>Read first: {@link dev.tandem.ta4j.Ta4jStrategy} (the one call that makes a strategy of rules), {@code HistorySeries}
 * (the bars of a run as ta4j sees them, and why none of them is of the future), {@code FillRecord} (how fills become
 * ta4j's trades).
 *
 * <p>This is the only module that depends on ta4j, and it uses nothing of it that later versions removed. It must not
 * depend on an exchange, on market data or on the engine: the strategy API and the model are enough.
 */
@NullMarked
package dev.tandem.ta4j;

import org.jspecify.annotations.NullMarked;
