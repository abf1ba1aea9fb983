package dev.tandem.webhook;

import dev.tandem.gate.Gate;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Order;
import dev.tandem.model.Signal;
import dev.tandem.runtime.metrics.Meters;
import dev.tandem.strategy.ForwardingStrategy;
import dev.tandem.strategy.Trader;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One instrument, its agents and their account. Votes are collected; when as many agents have voted as the quorum asks for,
 * the bar closes and a decision is made, and an order that comes of it is carried out in the bar after that.
 *
 * <p>Time here is that of the recorded bars: a vote that was ten seconds old when its turn came was made ten seconds before
 * the last close.
 */
final class AgentFloor {
    private final Agents.Desk desk;
    private final Inbox inbox;
    private final Meters metrics;
    private final AccountThread account;
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

    AgentFloor(
            Agents.Desk desk,
            Marketplace market,
            Supplier<Gate> gates,
            InstantSource time,
            Inbox inbox,
            Meters metrics) {
        this.desk = desk;
        this.inbox = inbox;
        this.metrics = metrics;
        this.instrument = market.instruments().getFirst();
        this.account = new AccountThread(market, new Watched(), gates, null, time, 0);
    }

    AccountThread account() {
        return account;
    }

    Instrument instrument() {
        return instrument;
    }

    /** Tells which orders come of what the desk decides. */
    private final class Watched extends ForwardingStrategy {
        Watched() {
            super(desk.strategy());
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
            if (round.isEmpty()) {
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

    /**
     * A signal's turn; on the thread of the account, or before it was started.
     *
     * @param message the name of the message that it was in
     * @param nanos what time it is outside
     */
    void hear(String message, Signal signal, long nanos) {
        InboxEntry entry = inbox.find(message);
        if (entry != null) {
            entry.begin();
        }
        account.hear(signal, nanos);
        String refusal = desk.refusal();
        if (!refusal.isEmpty()) {
            if (entry != null) {
                entry.refuse("not-counted: " + refusal);
            }
            metrics.count("tandem_alerts_refused_at_execution");
            return;
        }
        round.add(message);
        voters.add(signal.agent());
        if (voters.size() < desk.quorum()) {
            note("counted: " + voters.size() + " of " + desk.quorum() + " agents have voted");
            return;
        }
        decide();
    }

    private void decide() {
        ordered = false;
        String denial = account.goOn(instrument);
        String decision = desk.decision();
        List<String> decided = List.copyOf(round);
        if (ordered) {
            for (String message : decided) {
                InboxEntry entry = inbox.find(message);
                if (entry != null) {
                    entry.note("");
                    entry.nameDenial(denial);
                }
            }
        } else {
            note("no order: " + decision);
        }
        round.clear();
        voters.clear();
        if (ordered && denial.isEmpty()) {
            account.goOn(instrument);
        }
    }

    private void note(String reason) {
        for (String message : round) {
            @Nullable InboxEntry entry = inbox.find(message);
            if (entry != null) {
                entry.note(reason);
            }
        }
    }
}
