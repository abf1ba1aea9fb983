/**
 * Ring 0 of a venue: one instrument's order book, on primitives. Several accounts trade with each other by price, then
 * time, with the orders that Binance's spot market knows.
 *
 * <p>Read first: {@link dev.tandem.sim.book.OrderBook} (the commands, and the order of their events),
 * {@link dev.tandem.sim.book.Ticket} (what an order says), {@link dev.tandem.sim.book.BookListener} (what happened).
 *
 * <p>{@link dev.tandem.sim.book.DepthBook} is the other kind of book: the levels of a market elsewhere, as its feed tells them.
 *
 * <p>Prices are ticks, quantities lots, ids are the caller's. Nothing here knows money, balances, decimals, clocks or any
 * other package of Tandem; nothing logs, and in steady state nothing is allocated. Who may afford what is
 * {@code dev.tandem.sim.spot}'s business.
 */
@NullMarked
package dev.tandem.sim.book;

import org.jspecify.annotations.NullMarked;
