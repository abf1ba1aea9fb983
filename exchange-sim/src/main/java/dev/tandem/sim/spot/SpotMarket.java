package dev.tandem.sim.spot;

import dev.tandem.model.Instrument;
import dev.tandem.sim.book.BookView;
import dev.tandem.sim.book.EarlyTrigger;
import dev.tandem.sim.book.OrderBook;
import dev.tandem.sim.book.Reject;
import dev.tandem.sim.book.Ticket;
import dev.tandem.sim.book.TriggerPrice;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Trading of one instrument between accounts: an order is accepted when its account can pay for it, and what it needs is
 * set aside until it has traded or ended.
 *
 * <table>
 * <caption>What is set aside</caption>
 * <tr><th>order</th><th>amount</th></tr>
 * <tr><td>sell</td><td>its quantity of the base asset</td></tr>
 * <tr><td>limit buy, also while it waits</td><td>limit × what is left, and the fee on it if that is charged in the quote asset</td></tr>
 * <tr><td>market buy</td><td>what the resting orders cost that it will meet</td></tr>
 * <tr><td>market order by amount</td><td>the same; a buy is also rejected if the account does not have the amount</td></tr>
 * <tr><td>stop or take-profit market buy, while it waits</td><td>stop price (last price, if it has none) × quantity; when it is triggered, what it costs then, and it expires if the account does not have that</td></tr>
 * <tr><td>pair</td><td>the larger of the two, once</td></tr>
 * </table>
 *
 * <p>Amounts are rounded half-even to 1e-8 per trade. On a grid so fine that this matters, a buyer never pays more than
 * was set aside: what is missing, less than a unit per trade, is taken off the fee and then off the seller's proceeds.
 *
 * <p>For one thread; the commands may not be given by the listener.
 *
 * <pre>{@code
 * SpotAccounts accounts = new SpotAccounts();
 * SpotMarket market = new SpotMarket(accounts, btcUsdt, SpotFees.of("0.001", "0.001", FeeAsset.RECEIVED), listener);
 * int alice = accounts.open();
 * accounts.deposit(alice, market.quote(), Money.parse("1000000"));
 * market.submit(new Ticket().limit(1, alice, true, 6_183_763, 2_000).postOnly());
 * }</pre>
 */
public final class SpotMarket {
    private final Instrument instrument;
    private final SpotAccounts accounts;
    private final SpotListener listener;
    private final Pricing pricing;
    private final Settlement settlement;
    private final OrderBook book;
    private final int quote;
    private final int base;

    /** A market as on Binance: triggers on the last trade, a stop that is already reached is rejected. */
    public SpotMarket(SpotAccounts accounts, Instrument instrument, SpotFees fees, SpotListener listener) {
        this(accounts, instrument, fees, TriggerPrice.LAST, EarlyTrigger.REJECT, listener);
    }

    /**
     * A market.
     *
     * @throws IllegalArgumentException if the instrument's lot is finer than 1e-8
     */
    public SpotMarket(
            SpotAccounts accounts,
            Instrument instrument,
            SpotFees fees,
            TriggerPrice triggerPrice,
            EarlyTrigger early,
            SpotListener listener) {
        this.instrument = instrument;
        this.accounts = accounts;
        this.listener = listener;
        this.quote = accounts.asset(instrument.quote());
        this.base = accounts.asset(instrument.base());
        this.pricing = new Pricing(instrument, fees);
        this.settlement = new Settlement(accounts, pricing, fees.asset(), quote, base, listener);
        this.book = new OrderBook(settlement, triggerPrice, early);
        settlement.watch(book);
    }

    public Instrument instrument() {
        return instrument;
    }

    /** The number of the base asset. */
    public int base() {
        return base;
    }

    /** The number of the quote asset. */
    public int quote() {
        return quote;
    }

    /** The book, to look at. */
    public BookView book() {
        return book;
    }

    // Orders

    /**
     * Writes a market order for an amount of the quote asset on a ticket (Binance: {@code quoteOrderQty}).
     *
     * @param amount in 1e-8 of the quote asset, positive
     */
    public Ticket marketForAmount(Ticket ticket, long orderId, int account, boolean buy, long amount) {
        BigInteger ticksTimesLots = pricing.ticksTimesLots(Math.max(0, amount));
        return ticket.marketForAmount(
                orderId, account, buy, ticksTimesLots.shiftRight(64).longValueExact(), ticksTimesLots.longValue());
    }

    /** Why an order would be rejected now, its account's funds included; null if it would be accepted. */
    public @Nullable Reject check(Ticket ticket) {
        if (!accounts.exists(ticket.account())) {
            return Reject.INSUFFICIENT_BALANCE;
        }
        Reject reason = book.check(ticket);
        return reason != null ? reason : settlement.checkFunds(ticket);
    }

    /**
     * A new order.
     *
     * @return whether it was accepted
     */
    public boolean submit(Ticket ticket) {
        Reject reason = check(ticket);
        if (reason != null) {
            listener.onRejected(ticket.orderId(), ticket.account(), reason);
            return false;
        }
        settlement.hold(ticket);
        return book.submit(ticket);
    }

    /**
     * Two orders of which one cancels the other (Binance: OCO). Both are accepted, or none is.
     *
     * @return whether they were accepted
     */
    public boolean submitPair(Ticket first, Ticket second) {
        Reject mismatch = book.checkPair(first, second);
        Reject ofFirst = mismatch != null ? mismatch : check(first);
        Reject ofSecond = mismatch != null ? mismatch : check(second);
        if (ofFirst != null || ofSecond != null) {
            listener.onRejected(
                    first.orderId(), first.account(), ofFirst != null ? ofFirst : Reject.OTHER_OF_PAIR_REJECTED);
            listener.onRejected(
                    second.orderId(), second.account(), ofSecond != null ? ofSecond : Reject.OTHER_OF_PAIR_REJECTED);
            return false;
        }
        settlement.hold(first, second);
        return book.submitPair(first, second);
    }

    /**
     * Takes an open order out, and the other of its pair with it.
     *
     * @return whether it was there
     */
    public boolean cancel(long orderId, int account) {
        return book.cancel(orderId, account);
    }

    /**
     * Changes price and quantity of a resting order under its id; see {@link OrderBook#replace}.
     *
     * @return whether it was changed
     */
    public boolean replace(long orderId, int account, long priceTicks, long lots) {
        Reject reason = book.checkReplace(orderId, account, priceTicks, lots);
        if (reason == null) {
            reason = settlement.prepareReplace(orderId, priceTicks, lots);
        }
        if (reason != null) {
            listener.onReplaceRejected(orderId, account, reason);
            return false;
        }
        return book.replace(orderId, account, priceTicks, lots);
    }

    /**
     * Makes an open order smaller; it keeps its place. See {@link OrderBook#amend}.
     *
     * @return whether it was changed
     */
    public boolean amend(long orderId, int account, long lots) {
        return book.amend(orderId, account, lots);
    }

    /** The instrument traded at this price elsewhere; see {@link OrderBook#print}. */
    public void print(long priceTicks) {
        book.print(priceTicks);
    }
}
