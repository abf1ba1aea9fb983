/**
 * What a run came to: trades, orders, equity, and what is needed to believe them.
 *
 * <p>Read first: {@link dev.tandem.result.RunResult}, {@link dev.tandem.result.Trade},
 * {@link dev.tandem.result.EquityCurve}. Values only: how they are shown is the business of the report module, how they
 * came about that of the engine. The package depends on the model and nothing else.
 */
@NullMarked
package dev.tandem.result;

import org.jspecify.annotations.NullMarked;
