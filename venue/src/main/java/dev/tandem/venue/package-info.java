/**
 * The simulated exchange behind a real exchange's wire protocol: Binance's spot REST API.
 *
 * <p>Read first: {@link dev.tandem.venue.BinanceRest} (which call is where, and what every call goes through),
 * {@link dev.tandem.venue.BinanceError} (what is said when something is wrong), {@link dev.tandem.venue.SymbolRules} (which
 * orders the venue takes).
 *
 * <p>A quirk of Binance's protocol lives here and nowhere else. The package knows the model and the web server; it knows
 * no strategy, no engine, and nobody who trades on it.
 */
@NullMarked
package dev.tandem.venue;

import org.jspecify.annotations.NullMarked;
