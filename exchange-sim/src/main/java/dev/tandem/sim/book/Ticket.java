package dev.tandem.sim.book;

import org.jspecify.annotations.Nullable;

/**
 * What an order says. One ticket is filled in again and again; the book copies what it needs.
 *
 * <pre>{@code
 * ticket.limit(17, account, true, 6_183_763, 2_000).immediateOrCancel();
 * ticket.market(18, account, false, 2_000).stop(6_000_000).preventing(SelfTrade.EXPIRE_TAKER);
 * }</pre>
 *
 * <p>Binance's types: {@code LIMIT} {@link #limit}; {@code LIMIT_MAKER} {@code limit().postOnly()}; {@code MARKET}
 * {@link #market} or {@link #marketForAmount}; {@code STOP_LOSS} {@code market().stop()}; {@code STOP_LOSS_LIMIT}
 * {@code limit().stop()}; {@code TAKE_PROFIT} and {@code TAKE_PROFIT_LIMIT} with {@link #takeProfit}; each of these four
 * with {@link #trailing}.
 */
public final class Ticket {
    enum Life {
        GOOD_TILL_CANCELED,
        IMMEDIATE_OR_CANCEL,
        FILL_OR_KILL
    }

    long orderId;
    int account;
    boolean buy;
    boolean market;
    boolean byAmount;
    boolean postOnly;
    boolean contingent;
    boolean takeProfit;
    long priceTicks;
    long lots;
    long amountHigh;
    long amountLow;
    long stopTicks;
    int trailingBasisPoints;
    Life life = Life.GOOD_TILL_CANCELED;
    SelfTrade selfTrade = SelfTrade.NONE;

    /** Buys or sells at this price or better (FIX tag 40=2); good till canceled unless told otherwise. */
    public Ticket limit(long orderId, int account, boolean buy, long priceTicks, long lots) {
        clear(orderId, account, buy);
        this.priceTicks = priceTicks;
        this.lots = lots;
        return this;
    }

    /** Buys or sells at the best prices there are (FIX tag 40=1); what nobody offers expires. */
    public Ticket market(long orderId, int account, boolean buy, long lots) {
        clear(orderId, account, buy);
        this.market = true;
        this.lots = lots;
        return this;
    }

    /**
     * Buys or sells as many whole lots as the amount is worth at the best prices: Binance's {@code quoteOrderQty} (FIX tag
     * 152).
     *
     * @param amountHigh the upper 64 bits of the amount in tick × lot
     * @param amountLow the lower 64 bits, unsigned
     */
    public Ticket marketForAmount(long orderId, int account, boolean buy, long amountHigh, long amountLow) {
        clear(orderId, account, buy);
        this.market = true;
        this.byAmount = true;
        this.amountHigh = amountHigh;
        this.amountLow = amountLow;
        return this;
    }

    private void clear(long orderId, int account, boolean buy) {
        this.orderId = orderId;
        this.account = account;
        this.buy = buy;
        market = false;
        byAmount = false;
        postOnly = false;
        contingent = false;
        takeProfit = false;
        priceTicks = 0;
        lots = 0;
        amountHigh = 0;
        amountLow = 0;
        stopTicks = 0;
        trailingBasisPoints = 0;
        life = Life.GOOD_TILL_CANCELED;
        selfTrade = SelfTrade.NONE;
    }

    /** What cannot be had at once expires (FIX tag 59=3). */
    public Ticket immediateOrCancel() {
        life = Life.IMMEDIATE_OR_CANCEL;
        return this;
    }

    /** All of it at once, or nothing (FIX tag 59=4). */
    public Ticket fillOrKill() {
        life = Life.FILL_OR_KILL;
        return this;
    }

    /** Rejected if it would trade at once (FIX tag 18=6). */
    public Ticket postOnly() {
        postOnly = true;
        return this;
    }

    /**
     * Waits until the price goes against its side: a sell until it is at or below the stop, a buy until it is at or above
     * (FIX tag 40=3 and 4).
     *
     * @param stopTicks the price; 0 only for a trailing order that follows the market from the start
     */
    public Ticket stop(long stopTicks) {
        contingent = true;
        takeProfit = false;
        this.stopTicks = stopTicks;
        return this;
    }

    /**
     * Waits until the price goes in favor of its side: a sell until it is at or above the stop, a buy until it is at or
     * below.
     *
     * @param stopTicks the price; 0 only for a trailing order that follows the market from the start
     */
    public Ticket takeProfit(long stopTicks) {
        contingent = true;
        takeProfit = true;
        this.stopTicks = stopTicks;
        return this;
    }

    /**
     * Makes a stop or take-profit trail: once its stop price is reached (at once, if that is 0) it follows the best price
     * since, and is released when the market turns by this much: Binance's {@code trailingDelta}.
     *
     * @param basisPoints 1 to 9,999; 100 are one percent
     */
    public Ticket trailing(int basisPoints) {
        trailingBasisPoints = basisPoints;
        return this;
    }

    /** What happens when it meets an order of its own account; {@link SelfTrade#NONE} unless told. */
    public Ticket preventing(SelfTrade mode) {
        selfTrade = mode;
        return this;
    }

    // What it says

    public long orderId() {
        return orderId;
    }

    public int account() {
        return account;
    }

    public boolean isBuy() {
        return buy;
    }

    /** Whether it has no limit. */
    public boolean isMarket() {
        return market;
    }

    /** Whether it is a market order for an amount instead of a quantity. */
    public boolean isByAmount() {
        return byAmount;
    }

    /** Whether it waits for a trigger. */
    public boolean isContingent() {
        return contingent;
    }

    /** The limit; 0 for a market order. */
    public long priceTicks() {
        return priceTicks;
    }

    /** The quantity; 0 for an order by amount. */
    public long lots() {
        return lots;
    }

    /** The upper 64 bits of the amount of a market order for one. */
    public long amountHigh() {
        return amountHigh;
    }

    /** The lower 64 bits of the amount of a market order for one. */
    public long amountLow() {
        return amountLow;
    }

    /** The stop price; 0 if there is none. */
    public long stopTicks() {
        return stopTicks;
    }

    public SelfTrade selfTrade() {
        return selfTrade;
    }

    /** Whether its trigger is a price in favor of its side. */
    public boolean isTakeProfit() {
        return takeProfit;
    }

    /** The trailing distance; 0 if it does not trail. */
    public int trailingBasisPoints() {
        return trailingBasisPoints;
    }

    /** Whether it is rejected if it would trade at once. */
    public boolean isPostOnly() {
        return postOnly;
    }

    /** Whether what cannot be had at once ends: immediate-or-cancel and fill-or-kill. */
    public boolean isImmediate() {
        return life != Life.GOOD_TILL_CANCELED;
    }

    // What is wrong with it

    /** Why no market can take this order, whatever its state; null if one can. */
    public @Nullable Reject defect() {
        return Admission.check(this);
    }

    /** Why these two are no pair of which one cancels the other; null if they are. */
    public static @Nullable Reject mismatch(Ticket first, Ticket second) {
        return Admission.checkPair(first, second);
    }
}
