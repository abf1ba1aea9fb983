/**
 * The simulated exchange behind a real exchange's wire protocol: Binance's spot REST API and websockets.
 *
 * <p>Read first: {@link dev.tandem.venue.Venue} (start it, stop it), {@link dev.tandem.venue.VenueCore} (the state, and all
 * that changes it), {@link dev.tandem.venue.BinanceRest} (which call is where, and what every call goes through). What is
 * said when something is wrong is {@link dev.tandem.venue.BinanceError}, which orders are taken
 * {@link dev.tandem.venue.SymbolRules}.
 *
 * <p>A quirk of Binance's protocol lives here and nowhere else. The package knows the model, market data, the simulated
 * markets and the web server; it knows no strategy, no engine, and nobody who trades on it.
 */
@NullMarked
package dev.tandem.venue;

import org.jspecify.annotations.NullMarked;
