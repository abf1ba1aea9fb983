package dev.tandem.webhook;

import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Signal;
import dev.tandem.runtime.metrics.Meters;
import dev.tandem.strategy.ForwardingStrategy;
import dev.tandem.strategy.ForwardingTrader;
import dev.tandem.strategy.Trader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One instrument, its agents and their account: what comes of their votes is told in the inbox, in the messages that they
 * were in. When a decision is made depends on where it is: see {@link RecordedFloor} and {@link LiveFloor}.
 */
abstract class AgentFloor {
    private final Agents.Desk desk;
    private final Inbox inbox;
    private final Meters metrics;
    private final Instrument instrument;
    private final Map<ClientOrderId, Paid> orders = new LinkedHashMap<>();
    /** Who has voted since the last decision, and in which messages. */
    private final Set<String> voters = new HashSet<>();

    private final List<String> round = new ArrayList<>();
    private boolean ordered;

    /** What has been paid for an order, and the messages that led to it. */
    private static final class Paid {
        private final List<String> messages;
        private BigDecimal quantity = BigDecimal.ZERO;
        private BigDecimal cost = BigDecimal.ZERO;

        Paid(List<String> messages) {
            this.messages = List.copyOf(messages);
        }
    }

    AgentFloor(Agents.Desk desk, Instrument instrument, Inbox inbox, Meters metrics) {
        this.desk = desk;
        this.instrument = instrument;
        this.inbox = inbox;
        this.metrics = metrics;
    }

    abstract AccountThread account();

    /** Whether orders of it outlive us: then its account's journal says which messages were begun. */
    abstract boolean isLive();

    /**
     * A signal's turn; on the thread of the account, or before it was started.
     *
     * @param message the name of the message that it was in
     * @param nanos what time it is outside
     */
    abstract void hear(String message, Signal signal, long nanos);

    /** Begins to look at the market, where it does not wait for us. */
    void open() {}

    /** Looks no more. */
    void close() {}

    Agents.Desk desk() {
        return desk;
    }

    Instrument instrument() {
        return instrument;
    }

    Inbox inbox() {
        return inbox;
    }

    /** Tells which orders come of what the desk decides. */
    class Watched extends ForwardingStrategy {
        Watched() {
            super(desk.strategy());
        }

        /** An order belongs to this round from the moment at which it is wanted, whenever an exchange answers. */
        @Override
        protected Trader trader(Trader trader) {
            return new ForwardingTrader() {
                @Override
                protected Trader trader() {
                    return trader;
                }

                @Override
                public Order submit(OrderRequest request) {
                    Order order = trader.submit(request);
                    show(order);
                    return order;
                }
            };
        }

        @Override
        public void onOrder(Order order, Trader trader) {
            show(order);
            super.onOrder(order, trader);
        }

        @Override
        public void onFill(Fill fill, Trader trader) {
            Paid paid = orders.get(fill.clientOrderId());
            if (paid != null) {
                BigDecimal quantity = fill.instrument().quantity(fill.lots());
                paid.quantity = paid.quantity.add(quantity);
                paid.cost =
                        paid.cost.add(fill.instrument().price(fill.priceTicks()).multiply(quantity));
            }
            super.onFill(fill, trader);
        }
    }

    private void show(Order order) {
        Paid paid = orders.get(order.id());
        if (paid == null) {
            // Exits that rest are told by their own orders; only what this round led to is shown in its messages.
            if (round.isEmpty() || order.request().reduceOnly()) {
                return;
            }
            paid = new Paid(round);
            orders.put(order.id(), paid);
            ordered = true;
        }
        OrderLine line = OrderLine.of(
                order, paid.quantity.signum() == 0 ? null : paid.cost.divide(paid.quantity, MathContext.DECIMAL64));
        boolean fresh = false;
        for (String message : paid.messages) {
            InboxEntry entry = inbox.find(message);
            if (entry != null && entry.order(line)) {
                fresh = true;
                if (line.isDenied()) {
                    entry.refuse("denied: " + line.reason());
                }
            }
        }
        if (fresh && line.isDenied()) {
            metrics.count("tandem_alert_orders_denied");
        } else if (fresh && line.status().equals("filled")) {
            metrics.count("tandem_alert_orders_filled");
        }
        if (order.status().isTerminal()) {
            orders.remove(order.id());
        }
    }

    /** Takes note of a vote; says whether it counts. */
    boolean vote(String message, String agent) {
        InboxEntry entry = inbox.find(message);
        if (entry != null) {
            entry.begin();
        }
        String refusal = desk.refusal();
        if (!refusal.isEmpty()) {
            if (entry != null) {
                entry.refuse("not-counted: " + refusal);
            }
            metrics.count("tandem_alerts_refused_at_execution");
            return false;
        }
        round.add(message);
        voters.add(agent);
        return true;
    }

    /** How many agents have voted since the last decision. */
    int voters() {
        return voters.size();
    }

    boolean isRoundEmpty() {
        return round.isEmpty();
    }

    /** Before a decision is made: no order has come of this round yet. */
    void beginDecision() {
        ordered = false;
    }

    /** Whether an order has come of the decision that was begun last. */
    boolean hasOrdered() {
        return ordered;
    }

    /**
     * The round is over.
     *
     * @param denial the reason in a word for which the gate denied its order; empty if it did not
     */
    void endRound(String denial) {
        if (ordered) {
            for (String message : round) {
                InboxEntry entry = inbox.find(message);
                if (entry != null) {
                    entry.note("");
                    entry.nameDenial(denial);
                }
            }
        } else {
            note("no order: " + desk.decision());
        }
        round.clear();
        voters.clear();
    }

    void note(String reason) {
        for (String message : round) {
            InboxEntry entry = inbox.find(message);
            if (entry != null) {
                entry.note(reason);
            }
        }
    }
}
