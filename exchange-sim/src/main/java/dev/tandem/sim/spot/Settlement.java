package dev.tandem.sim.spot;

import static java.util.Objects.requireNonNull;

import dev.tandem.sim.book.BookListener;
import dev.tandem.sim.book.BookView;
import dev.tandem.sim.book.Expiry;
import dev.tandem.sim.book.OrderIdMap;
import dev.tandem.sim.book.Reject;
import dev.tandem.sim.book.Ticket;
import org.jspecify.annotations.Nullable;

/** Stands between a book and who listens: sets aside, moves and gives back what the events are about. */
final class Settlement implements BookListener {
    private final SpotAccounts accounts;
    private final Pricing pricing;
    private final boolean feeInQuote;
    private final int quote;
    private final int base;
    private final SpotListener listener;
    private final OrderIdMap<Hold> holds = new OrderIdMap<>();
    private final SpotTrade trade = new SpotTrade();
    private final Ticket probe = new Ticket();
    private final Cost cost;
    private @Nullable BookView book;
    private @Nullable Hold pool;

    Settlement(SpotAccounts accounts, Pricing pricing, FeeAsset feeAsset, int quote, int base, SpotListener listener) {
        this.accounts = accounts;
        this.pricing = pricing;
        this.feeInQuote = feeAsset == FeeAsset.QUOTE;
        this.quote = quote;
        this.base = base;
        this.listener = listener;
        this.cost = new Cost(pricing, feeInQuote);
    }

    void watch(BookView view) {
        book = view;
    }

    private BookView book() {
        return requireNonNull(book);
    }

    // Setting aside

    /** Whether the account has what the order needs. */
    @Nullable
    Reject checkFunds(Ticket ticket) {
        long need = need(ticket);
        if (need == Pricing.TOO_MUCH) {
            return Reject.QUANTITY_OUT_OF_RANGE;
        }
        int account = ticket.account();
        boolean enough = accounts.canLock(account, asset(ticket.isBuy()), need)
                && (accounts.isHouse(account) || hasTheAmount(ticket));
        return enough ? null : Reject.INSUFFICIENT_BALANCE;
    }

    private boolean hasTheAmount(Ticket ticket) {
        if (!ticket.isByAmount() || !ticket.isBuy()) {
            return true;
        }
        var free = pricing.ticksTimesLots(Math.max(0, accounts.free(ticket.account(), quote)));
        long high = free.shiftRight(64).longValueExact();
        return high > ticket.amountHigh()
                || (high == ticket.amountHigh() && Long.compareUnsigned(free.longValue(), ticket.amountLow()) >= 0);
    }

    private long need(Ticket ticket) {
        if (isCosted(ticket)) {
            return cost.of(book(), ticket);
        }
        return pricing.most(ticket.isBuy(), holdPrice(ticket), ticket.lots());
    }

    private static boolean isCosted(Ticket ticket) {
        return ticket.isMarket() && !ticket.isContingent() && (ticket.isBuy() || ticket.isByAmount());
    }

    private long holdPrice(Ticket ticket) {
        return !ticket.isMarket()
                ? ticket.priceTicks()
                : ticket.stopTicks() > 0 ? ticket.stopTicks() : book().lastTicks();
    }

    void hold(Ticket ticket) {
        lock(newHold(ticket), need(ticket));
    }

    /** One hold for two, of which one will trade. */
    void hold(Ticket first, Ticket second) {
        Hold a = newHold(first);
        Hold b = newHold(second);
        a.sibling = b;
        b.sibling = a;
        lock(a, Math.max(need(first), need(second)));
    }

    private Hold newHold(Ticket ticket) {
        Hold hold = pool;
        if (hold == null) {
            hold = new Hold();
        } else {
            pool = hold.next;
            hold.next = null;
        }
        hold.orderId = ticket.orderId();
        hold.account = ticket.account();
        hold.buy = ticket.isBuy();
        hold.market = ticket.isMarket();
        hold.selfTrade = ticket.selfTrade();
        hold.priceTicks = holdPrice(ticket);
        hold.costed = isCosted(ticket);
        hold.lots = ticket.lots();
        hold.remainingLots = ticket.lots();
        hold.units = 0;
        holds.put(hold.orderId, hold);
        return hold;
    }

    private void lock(Hold hold, long units) {
        accounts.lock(hold.account, asset(hold.buy), units);
        hold.units += units;
    }

    private int asset(boolean buy) {
        return buy ? quote : base;
    }

    /** Sets aside what an order will need after it is replaced, before it is. */
    @Nullable
    Reject prepareReplace(long orderId, long priceTicks, long lots) {
        Hold hold = held(orderId);
        long need = pricing.most(hold.buy, priceTicks, hold.remainingLots + lots - hold.lots);
        if (need == Pricing.TOO_MUCH) {
            return Reject.QUANTITY_OUT_OF_RANGE;
        }
        long more = need - hold.units;
        if (more > 0) {
            if (!accounts.canLock(hold.account, asset(hold.buy), more)) {
                return Reject.INSUFFICIENT_BALANCE;
            }
            lock(hold, more);
        }
        return null;
    }

    private long need(Hold hold) {
        return pricing.most(hold.buy, hold.priceTicks, hold.remainingLots);
    }

    /** Gives back what an order does not need any more. */
    private void shrink(Hold hold) {
        Hold sibling = hold.sibling;
        gather(hold);
        long need = sibling == null ? need(hold) : Math.max(need(hold), need(sibling));
        if (hold.units > need && !hold.costed) {
            lock(hold, need - hold.units);
        }
    }

    /** What is set aside for the two of a pair is one amount: it goes to the one that is looked at. */
    private static void gather(Hold hold) {
        Hold sibling = hold.sibling;
        if (sibling != null) {
            hold.units += sibling.units;
            sibling.units = 0;
        }
    }

    private Hold held(long orderId) {
        return requireNonNull(holds.get(orderId));
    }

    private void end(long orderId) {
        Hold hold = held(orderId);
        holds.remove(orderId);
        Hold sibling = hold.sibling;
        if (sibling == null) {
            lock(hold, -hold.units);
        } else {
            gather(sibling);
            hold.sibling = null;
            sibling.sibling = null;
            shrink(sibling);
        }
        hold.next = pool;
        pool = hold;
    }

    // Trades

    @Override
    public void onTrade(
            long tradeId,
            long priceTicks,
            long lots,
            long makerOrderId,
            int makerAccount,
            long makerRemainingLots,
            long takerOrderId,
            int takerAccount,
            long takerRemainingLots,
            boolean takerBuys) {
        Hold maker = held(makerOrderId);
        Hold taker = held(takerOrderId);
        trade.tradeId = tradeId;
        trade.priceTicks = priceTicks;
        trade.lots = lots;
        trade.takerBuys = takerBuys;
        trade.makerOrderId = makerOrderId;
        trade.makerAccount = makerAccount;
        trade.makerRemainingLots = makerRemainingLots;
        trade.takerOrderId = takerOrderId;
        trade.takerAccount = takerAccount;
        trade.takerRemainingLots = takerRemainingLots;
        if (takerBuys) {
            settle(taker, maker);
        } else {
            settle(maker, taker);
        }
        traded(maker, makerRemainingLots);
        traded(taker, takerRemainingLots);
        listener.onTrade(trade);
    }

    private void settle(Hold buyer, Hold seller) {
        gather(buyer);
        gather(seller);
        long ticks = trade.priceTicks;
        long lots = trade.lots;
        boolean buyerMakes = !trade.takerBuys;
        long amount = Math.min(pricing.amount(ticks, lots), buyer.units);
        long units = pricing.baseUnits(lots);
        long buyerFee = 0;
        if (!accounts.isHouse(buyer.account)) {
            buyerFee = feeInQuote
                    ? Math.min(pricing.quoteFee(ticks, lots, buyerMakes), buyer.units - amount)
                    : pricing.baseFee(lots, buyerMakes);
        }
        long sellerFee =
                accounts.isHouse(seller.account) ? 0 : Math.min(pricing.quoteFee(ticks, lots, !buyerMakes), amount);
        long buyerQuoteFee = feeInQuote ? buyerFee : 0;
        long buyerBaseFee = feeInQuote ? 0 : buyerFee;
        pay(buyer, quote, amount + buyerQuoteFee);
        pay(seller, base, units);
        accounts.add(buyer.account, base, units - buyerBaseFee);
        accounts.add(seller.account, quote, amount - sellerFee);
        accounts.add(SpotAccounts.FEES, base, buyerBaseFee);
        accounts.add(SpotAccounts.FEES, quote, buyerQuoteFee + sellerFee);
        trade.amount = amount;
        trade.buyerFee = buyerFee;
        trade.buyerFeeAsset = feeInQuote ? quote : base;
        trade.sellerFee = sellerFee;
        trade.sellerFeeAsset = quote;
    }

    private void pay(Hold hold, int asset, long units) {
        hold.units -= units;
        accounts.payLocked(hold.account, asset, units);
    }

    private void traded(Hold hold, long remainingLots) {
        if (remainingLots == 0) {
            end(hold.orderId);
        } else if (remainingLots > 0) {
            hold.remainingLots = remainingLots;
            shrink(hold);
        }
    }

    // Everything else

    @Override
    public void onAccepted(long orderId, int account, boolean working) {
        listener.onAccepted(orderId, account, working);
    }

    @Override
    public void onRejected(long orderId, int account, Reject reason) {
        throw new IllegalStateException("order " + orderId + " was judged to be fine, and is rejected with " + reason);
    }

    @Override
    public boolean onTriggered(long orderId, int account, long priceTicks) {
        listener.onTriggered(orderId, account, priceTicks);
        Hold hold = held(orderId);
        if (!hold.market || !hold.buy) {
            return true;
        }
        gather(hold);
        probe.market(orderId, account, true, hold.remainingLots).preventing(hold.selfTrade);
        long need = cost.of(book(), probe);
        if (need == Pricing.TOO_MUCH || !accounts.canLock(account, quote, need - hold.units)) {
            return false;
        }
        lock(hold, need - hold.units);
        hold.costed = true;
        return true;
    }

    @Override
    public void onAmountSpent(long orderId, int account) {
        end(orderId);
        listener.onAmountSpent(orderId, account);
    }

    @Override
    public void onSelfTradePrevented(
            long priceTicks,
            int account,
            long makerOrderId,
            long makerRemainingLots,
            long takerOrderId,
            long takerRemainingLots) {
        listener.onSelfTradePrevented(
                priceTicks, account, makerOrderId, makerRemainingLots, takerOrderId, takerRemainingLots);
    }

    @Override
    public void onReplaced(
            long orderId, int account, long priceTicks, long lots, long remainingLots, boolean priorityKept) {
        Hold hold = held(orderId);
        if (!hold.market) {
            hold.priceTicks = priceTicks;
        }
        hold.lots = lots;
        hold.remainingLots = remainingLots;
        shrink(hold);
        listener.onReplaced(orderId, account, priceTicks, lots, remainingLots, priorityKept);
    }

    @Override
    public void onReplaceRejected(long orderId, int account, Reject reason) {
        listener.onReplaceRejected(orderId, account, reason);
    }

    @Override
    public void onCanceled(long orderId, int account, long remainingLots) {
        end(orderId);
        listener.onCanceled(orderId, account, remainingLots);
    }

    @Override
    public void onCancelRejected(long orderId, int account, Reject reason) {
        listener.onCancelRejected(orderId, account, reason);
    }

    @Override
    public void onExpired(long orderId, int account, long remainingLots, Expiry reason) {
        end(orderId);
        listener.onExpired(orderId, account, remainingLots, reason);
    }
}
