/**
 * Live trading: the exchanges that XChange reaches, behind the same {@link dev.tandem.plugin.ExecutionPlugin} as the
 * simulator.
 *
 * <p>Read first: {@link dev.tandem.xchange.XChangeProvider} (which venues there are), {@code XChangeExchange} (what an
 * order goes through), {@code VenueProfile} (what is peculiar to one venue, one file each).
 *
 * <p>One order is one request: {@code OnePost} sees to it. One API key is one turn: {@code KeyTurn} sees to it. What a
 * venue's error means for the order is in that venue's {@code ErrorTable}. What nobody knows is asked for:
 * {@code Inquiry}. The package may know {@code model}, {@code gate} and {@code plugin} of core, XChange, rescu and
 * Jackson; it knows no engine and no other exchange, and nothing of XChange leaves it.
 */
@NullMarked
package dev.tandem.xchange;

import org.jspecify.annotations.NullMarked;
