/**
 * A spot market: accounts that trade with each other in order books, with money that is there. Balances are set aside when
 * an order is accepted, move when it trades, and come back when it ends; what is traded, charged and set aside adds up
 * exactly in every asset, after every event.
 *
 * <p>Read first: {@link dev.tandem.sim.spot.SpotMarket} (one instrument: orders in), {@link dev.tandem.sim.spot.SpotAccounts}
 * (who has what), {@link dev.tandem.sim.spot.SpotListener} (what happened). The matching itself is
 * {@link dev.tandem.sim.book}.
 *
 * <p>Quantities of every asset are whole units of 1e-8. Nothing here knows clocks, wires, the engine or a bar; whoever
 * drives a market decides when.
 */
@NullMarked
package dev.tandem.sim.spot;

import org.jspecify.annotations.NullMarked;
