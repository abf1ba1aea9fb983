package dev.tandem.venue;

import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.sim.book.Expiry;
import dev.tandem.sim.book.Reject;
import dev.tandem.sim.book.Ticket;
import dev.tandem.sim.spot.SpotAccounts;
import dev.tandem.sim.spot.SpotListener;
import dev.tandem.sim.spot.SpotTrade;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The venue's state and everything that changes it: accounts, orders, fills, the market's steps.
 *
 * <p>One lock, the object itself: whoever calls holds it for the whole of a call, so that a call sees and leaves one state. The
 * same commands in the same order give the same state; nothing here reads a clock or a random number.
 */
final class VenueCore implements SpotListener {
    private final SymbolRules rules;
    private final Instrument instrument;
    private final SpotAccounts books;
    private final Tape tape;
    private final Map<String, VenueAccount> accounts = new LinkedHashMap<>();
    private final List<VenueOrder> orders = new ArrayList<>();
    private final List<VenueFill> fills = new ArrayList<>();
    private final List<OrderList> lists = new ArrayList<>();
    private final Set<VenueAccount> touched = new LinkedHashSet<>();
    /** Pairs of which an order has ended in this command. */
    private final Set<OrderList> ended = new LinkedHashSet<>();

    private final Trading trading;
    private VenueEvents events = VenueEvents.NONE;
    private CommandLog log = CommandLog.NONE;
    private long steps;
    /** Of an order by amount: whether it is its last fill is known at the next event. */
    private @Nullable VenueFill untold;

    /**
     * @param rules of the one symbol
     * @param market makes the market that reports to this core
     */
    VenueCore(
            SymbolRules rules,
            SpotAccounts books,
            Tape tape,
            List<String> names,
            Function<String, Map<String, Long>> balances,
            Function<SpotListener, Trading> market) {
        this.rules = rules;
        this.instrument = rules.instrument();
        this.books = books;
        this.tape = tape;
        for (String name : names) {
            VenueAccount account = new VenueAccount(name, books.open());
            account.updatedMillis = tape.nowMillis();
            accounts.put(name, account);
            balances.apply(name).forEach((asset, units) -> books.deposit(account.number, books.asset(asset), units));
        }
        this.trading = market.apply(this);
    }

    void publishTo(VenueEvents listener) {
        events = listener;
    }

    /** Commands are written there from now on, each before it is answered. */
    void recordTo(CommandLog commands) {
        log = commands;
    }

    // What can be read

    SymbolRules rules() {
        return rules;
    }

    Tape tape() {
        return tape;
    }

    Trading trading() {
        return trading;
    }

    SpotAccounts books() {
        return books;
    }

    VenueAccount account(String name) {
        VenueAccount account = accounts.get(name);
        if (account == null) {
            throw new IllegalStateException("a key was given for the unknown account " + name);
        }
        return account;
    }

    List<VenueAccount> accounts() {
        return List.copyOf(accounts.values());
    }

    /** All there ever were, by id. */
    List<VenueOrder> orders() {
        return orders;
    }

    List<VenueFill> fills() {
        return fills;
    }

    List<OrderList> lists() {
        return lists;
    }

    @Nullable
    VenueOrder find(VenueAccount account, @Nullable Long id, @Nullable String clientId) {
        return account.find(id, clientId, orders);
    }

    /** How many steps the market has made. */
    long steps() {
        return steps;
    }

    boolean isOver() {
        return steps >= trading.steps();
    }

    // Commands

    /** The market's next moment; nothing happens after the last one. */
    void advance() {
        if (isOver()) {
            return;
        }
        trading.advance(steps++);
        log.advanced(steps, !touched.isEmpty());
        flush();
        events.market();
    }

    /** Every check of a new order that does not need the market to take it. */
    Ticket check(VenueAccount account, OrderForm form, int with) {
        String clientId = form.newClientOrderId();
        if (clientId != null && account.isOpen(clientId)) {
            throw BinanceError.DUPLICATE_ORDER.exception();
        }
        BinanceError filtered = rules.check(form, tape.averagePrice());
        if (filtered != null) {
            throw filtered.exception();
        }
        if (account.openCount() + with > SymbolRules.MOST_ORDERS) {
            throw BinanceError.filter("MAX_NUM_ORDERS").exception();
        }
        if (form.type().isContingent() && account.openContingentCount() >= SymbolRules.MOST_ALGO_ORDERS) {
            throw BinanceError.filter("MAX_NUM_ALGO_ORDERS").exception();
        }
        return Tickets.write(form, orders.size() + with, account.number, trading);
    }

    /**
     * A new order.
     *
     * @throws BinanceException if it is refused; nothing has changed then
     */
    VenueOrder place(VenueAccount account, OrderForm form) {
        Ticket ticket = check(account, form, 1);
        accept(trading.check(ticket));
        VenueOrder order = register(account, form, ticket.orderId());
        trading.submit(ticket);
        log.placed(order, steps);
        flush();
        events.market();
        return order;
    }

    private static void accept(@Nullable Reject reason) {
        if (reason != null) {
            throw Tickets.error(reason).exception();
        }
    }

    private VenueOrder register(VenueAccount account, OrderForm form, long id) {
        String clientId = form.newClientOrderId() != null ? form.newClientOrderId() : freeId(account, "tandem-" + id);
        VenueOrder order = new VenueOrder(id, account, form, clientId, Tickets.lots(form), tape.nowMillis());
        orders.add(order);
        account.add(order);
        return order;
    }

    private static String freeId(VenueAccount account, String wanted) {
        String id = wanted;
        while (account.isOpen(id)) {
            id += "-";
        }
        return id;
    }

    /**
     * Two orders of which one cancels the other.
     *
     * @throws BinanceException if it is refused; nothing has changed then
     */
    OrderList placePair(VenueAccount account, OrderForm above, OrderForm below, @Nullable String clientId) {
        if (clientId != null
                && account.lists.stream().anyMatch(list -> list.isOpen() && list.clientId.equals(clientId))) {
            throw BinanceError.DUPLICATE_ORDER.exception();
        }
        if (above.newClientOrderId() != null && above.newClientOrderId().equals(below.newClientOrderId())) {
            throw BinanceError.DUPLICATE_ORDER.exception();
        }
        Ticket first = check(account, above, 1);
        Ticket second = check(account, below, 2);
        accept(Ticket.mismatch(first, second));
        Reject ofFirst = trading.check(first);
        Reject ofSecond = trading.check(second);
        if (ofFirst == Reject.WOULD_TAKE
                || ofSecond == Reject.WOULD_TAKE
                || ofFirst == Reject.WOULD_TRIGGER
                || ofSecond == Reject.WOULD_TRIGGER) {
            throw BinanceError.PRICES_OUT_OF_ORDER.exception();
        }
        accept(ofFirst);
        accept(ofSecond);
        long id = lists.size() + 1L;
        OrderList list =
                new OrderList(id, clientId != null ? clientId : "tandem-list-" + id, account, tape.nowMillis());
        VenueOrder upper = register(account, above, first.orderId());
        VenueOrder lower = register(account, below, second.orderId());
        upper.list = list;
        lower.list = list;
        list.orders = List.of(upper, lower);
        lists.add(list);
        account.lists.add(list);
        trading.submitPair(first, second);
        log.placed(list, steps);
        events.list(list, false);
        flush();
        events.market();
        return list;
    }

    /** Cancels an open order, and the other of its pair with it. */
    void cancel(VenueOrder order, @Nullable String cancelId) {
        if (!order.isOpen()) {
            throw BinanceError.UNKNOWN_ORDER.exception();
        }
        order.cancelId = cancelId != null ? cancelId : "tandem-cancel-" + order.id;
        trading.cancel(order.id, order.account.number);
        log.canceled(order, steps);
        flush();
        events.market();
    }

    private void flush() {
        for (OrderList list : ended) {
            if (!list.isOpen()) {
                events.list(list, true);
            }
        }
        ended.clear();
        for (VenueAccount account : touched) {
            account.updatedMillis = tape.nowMillis();
            events.balances(account);
        }
        touched.clear();
    }

    // What the market says

    private @Nullable VenueOrder order(long id) {
        return id < 1 ? null : orders.get((int) (id - 1));
    }

    @Override
    public void onAccepted(long orderId, int account, boolean working) {
        VenueOrder order = order(orderId);
        if (order == null) {
            return;
        }
        order.working = working;
        order.workingMillis = working ? tape.nowMillis() : -1;
        touched.add(order.account);
        events.order(order, "NEW", "NONE", null);
    }

    /** Only where the market stood still when the order came: it is refused when it moves. */
    @Override
    public void onRejected(long orderId, int account, Reject reason) {
        VenueOrder order = order(orderId);
        if (order != null) {
            end(order, VenueOrder.Status.REJECTED, "REJECTED", "WOULD_MATCH_IMMEDIATELY");
        }
    }

    @Override
    public void onTriggered(long orderId, int account, long priceTicks) {
        VenueOrder order = order(orderId);
        if (order != null) {
            order.working = true;
            order.workingMillis = tape.nowMillis();
            order.updatedMillis = tape.nowMillis();
            events.order(order, "NEW", "NONE", null);
        }
    }

    @Override
    public void onTrade(SpotTrade trade) {
        tell();
        if (trade.takerOrderId() < 1 && trade.makerOrderId() < 1) {
            // The rest of the world among itself: what was recorded of that is on the tape already.
            return;
        }
        long id = tape.trade(trade.priceTicks(), trade.lots(), !trade.takerBuys());
        fill(id, trade, trade.takerOrderId(), false);
        fill(id, trade, trade.makerOrderId(), true);
    }

    private void fill(long id, SpotTrade trade, long orderId, boolean maker) {
        VenueOrder order = order(orderId);
        if (order == null) {
            return;
        }
        int asset = maker ? trade.makerFeeAsset() : trade.takerFeeAsset();
        VenueFill fill = new VenueFill(
                id,
                order,
                trade.priceTicks(),
                trade.lots(),
                trade.amount(),
                maker ? trade.makerFee() : trade.takerFee(),
                books.assets().get(asset),
                maker,
                !trade.takerBuys(),
                tape.nowMillis());
        fills.add(fill);
        order.account.fills.add(fill);
        order.fills.add(fill);
        order.executedLots += fill.lots();
        order.executedAmount = Math.addExact(order.executedAmount, fill.amount());
        order.updatedMillis = tape.nowMillis();
        touched.add(order.account);
        long remaining = maker ? trade.makerRemainingLots() : trade.takerRemainingLots();
        order.status = remaining == 0 ? VenueOrder.Status.FILLED : VenueOrder.Status.PARTIALLY_FILLED;
        if (remaining == 0) {
            leave(order);
        }
        if (remaining < 0) {
            untold = fill;
        } else {
            events.order(order, "TRADE", "NONE", fill);
        }
    }

    private void tell() {
        VenueFill fill = untold;
        if (fill != null) {
            untold = null;
            events.order(fill.order(), "TRADE", "NONE", fill);
        }
    }

    @Override
    public void onAmountSpent(long orderId, int account) {
        VenueOrder order = order(orderId);
        if (order != null) {
            order.status = VenueOrder.Status.FILLED;
            leave(order);
            touched.add(order.account);
            tell();
        }
    }

    @Override
    public void onSelfTradePrevented(
            long priceTicks,
            int account,
            long makerOrderId,
            long makerRemainingLots,
            long takerOrderId,
            long takerRemainingLots) {
        // The expiry that follows says it all.
    }

    @Override
    public void onReplaced(
            long orderId, int account, long priceTicks, long lots, long remainingLots, boolean priorityKept) {
        if (orderId > 0) {
            throw new IllegalStateException("no account replaces orders here");
        }
    }

    @Override
    public void onReplaceRejected(long orderId, int account, Reject reason) {
        throw new IllegalStateException("nobody replaces orders here");
    }

    @Override
    public void onCanceled(long orderId, int account, long remainingLots) {
        VenueOrder order = order(orderId);
        if (order != null) {
            end(order, VenueOrder.Status.CANCELED, "CANCELED", "NONE");
        }
    }

    @Override
    public void onCancelRejected(long orderId, int account, Reject reason) {
        throw new IllegalStateException("order " + orderId + " is open here and unknown in the market");
    }

    @Override
    public void onExpired(long orderId, int account, long remainingLots, Expiry reason) {
        VenueOrder order = order(orderId);
        if (order == null) {
            return;
        }
        if (reason == Expiry.SELF_TRADE) {
            end(order, VenueOrder.Status.EXPIRED_IN_MATCH, "TRADE_PREVENTION", "NONE");
        } else {
            end(order, VenueOrder.Status.EXPIRED, "EXPIRED", "NONE");
        }
    }

    private void end(VenueOrder order, VenueOrder.Status status, String execution, String reason) {
        tell();
        order.status = status;
        order.updatedMillis = tape.nowMillis();
        leave(order);
        touched.add(order.account);
        events.order(order, execution, reason, null);
    }

    private void leave(VenueOrder order) {
        order.account.end(order);
        if (order.list instanceof OrderList list) {
            ended.add(list);
        }
    }

    /** An amount as every answer has it. */
    String units(long units) {
        return BigDecimal.valueOf(units, Money.SCALE).toPlainString();
    }

    String price(long ticks) {
        return rules.text(instrument.price(ticks));
    }

    String quantity(long lots) {
        return rules.text(instrument.quantity(lots));
    }
}
