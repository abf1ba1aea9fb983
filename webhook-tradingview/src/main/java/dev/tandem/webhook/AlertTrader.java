package dev.tandem.webhook;

import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Position;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Signal;
import dev.tandem.model.Times;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import dev.tandem.webhook.alert.AlertPlan;
import dev.tandem.webhook.alert.Intent;
import dev.tandem.webhook.alert.Lines;
import dev.tandem.webhook.alert.PlanText;
import dev.tandem.webhook.alert.Size;
import dev.tandem.webhook.alert.Terms;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The strategy that has no opinion of its own: it does what alerts want, as far as the position allows it. A reversal closes
 * first, and opens when that is done; what would only close something that is not held is not sent.
 *
 * <p>The same alerts at the same times and prices lead to the same orders: so it can be built up again from a journal.
 */
public final class AlertTrader implements Strategy {
    /** Who signals are from. */
    static final String AGENT = "tradingview";

    /** Told of what comes of alerts, on the engine's thread. */
    interface Watcher {
        /** An alert has arrived here. */
        void begun(String alert);

        /** An order of it is new, or has changed. */
        void order(String alert, OrderLine line);

        /** Nothing, or nothing more, comes of it. */
        void refused(String alert, String reason);
    }

    /** An order with what has been paid for it. */
    private static final class Tracked {
        final Order order;
        final String alert;

        @Nullable
        AlertPlan opensAfterwards;

        long opensUntilNanos;

        BigDecimal cost = BigDecimal.ZERO;
        BigDecimal quantity = BigDecimal.ZERO;

        Tracked(Order order, String alert) {
            this.order = order;
            this.alert = alert;
        }

        OrderLine line() {
            return OrderLine.of(order, quantity.signum() == 0 ? null : cost.divide(quantity, MathContext.DECIMAL64));
        }
    }

    private static final int KEPT = 10_000;

    /** How long the closing half of a reversal may take beyond the time at which an alert is too old. */
    private static final long CLOSING = 60 * Times.SECOND;

    private final Watcher watcher;
    private final Map<ClientOrderId, Tracked> orders = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ClientOrderId, Tracked> eldest) {
            if (size() > KEPT) {
                forgetOne(values());
            }
            return false;
        }
    };

    /** The oldest of those that have ended: one that rests for weeks must not keep all after it. */
    private static void forgetOne(Collection<Tracked> oldestFirst) {
        Iterator<Tracked> all = oldestFirst.iterator();
        while (all.hasNext()) {
            if (all.next().order.status().isTerminal()) {
                all.remove();
                return;
            }
        }
    }

    AlertTrader(Watcher watcher) {
        this.watcher = watcher;
    }

    /** A plan as an input of the engine. */
    static Signal signal(String alert, AlertPlan plan, long receivedNanos, long deadlineNanos) {
        Map<String, String> note = PlanText.values(plan);
        note.put("deadline", Long.toString(deadlineNanos));
        Side side = plan.side() == null ? Side.BUY : plan.side();
        return new Signal(
                alert,
                AGENT,
                plan.instrument(),
                side,
                plan.confidence(),
                receivedNanos,
                0,
                null,
                null,
                Lines.text(note),
                null);
    }

    @Override
    public void onSignal(Signal signal, Trader trader) {
        String alert = signal.id();
        watcher.begun(alert);
        Map<String, String> note = Lines.parse(signal.note());
        long deadline = Long.parseLong(note.getOrDefault("deadline", "0"));
        if (trader.nowNanos() > deadline) {
            watcher.refused(
                    alert,
                    "stale: its turn came " + (trader.nowNanos() - deadline) / 1_000_000 + " ms after it was too old");
            return;
        }
        AlertPlan plan = PlanText.parse(note, symbol -> signal.instrument());
        Instrument instrument = signal.instrument();
        if (plan.intent() == Intent.EXIT || plan.intent() == Intent.REVERSAL) {
            // What rests and would open something does not fit to a position that is left.
            trader.openOrders(instrument).forEach(trader::cancel);
        }
        Position position = trader.position(instrument);
        Size closing = plan.closing();
        boolean closes = closing != null
                && !position.isFlat()
                && (plan.side() == null || plan.side() == (position.isLong() ? Side.SELL : Side.BUY));
        if (closing != null && closes) {
            close(alert, plan, closing, position, deadline, trader);
        } else if (plan.opening() != null) {
            open(alert, plan, trader);
        } else {
            watcher.refused(alert, "reduce-only: there is no such position in " + instrument + " to close");
        }
    }

    private void close(String alert, AlertPlan plan, Size closing, Position position, long deadline, Trader trader) {
        Instrument instrument = plan.instrument();
        Side side = position.isLong() ? Side.SELL : Side.BUY;
        OrderRequest.Builder order = OrderRequest.of(instrument, side)
                .reduceOnly()
                .confidence(plan.confidence())
                .tag(alert);
        long held = Math.abs(position.lots());
        // Who turns around holds nothing in between, whatever the chart had.
        long lots = plan.opening() != null ? held : lots(closing, instrument, held, trader);
        if (lots <= 0) {
            watcher.refused(alert, "quantity: it comes to less than a lot");
            return;
        }
        order.lots(Math.min(lots, held));
        if (plan.opening() == null) {
            terms(order, plan.terms(), false);
        }
        Tracked tracked = track(alert, trader.submit(order.build()));
        if (plan.opening() != null) {
            tracked.opensUntilNanos = Long.MAX_VALUE;
            if (tracked.order.status().isTerminal()) {
                afterClose(tracked, plan, trader);
            } else {
                tracked.opensAfterwards = plan;
                tracked.opensUntilNanos = Math.min(deadline, Long.MAX_VALUE - CLOSING) + CLOSING;
            }
        }
    }

    private void afterClose(Tracked closing, AlertPlan plan, Trader trader) {
        if (trader.nowNanos() > closing.opensUntilNanos) {
            watcher.refused(
                    closing.alert, "stale: it was closed when it was too late to open, after the process was away");
            return;
        }
        if (closing.order.status() == OrderStatus.FILLED
                || trader.position(plan.instrument()).isFlat()) {
            open(closing.alert, plan, trader);
        } else {
            watcher.refused(closing.alert, "not-closed: the position could not be closed, so nothing was opened");
        }
    }

    private void open(String alert, AlertPlan plan, Trader trader) {
        Side side = plan.side();
        Size opening = plan.opening();
        if (side == null || opening == null) {
            throw new IllegalStateException("an alert that opens something has a side and a size");
        }
        OrderRequest.Builder order = OrderRequest.of(plan.instrument(), side)
                .confidence(plan.confidence())
                .tag(alert);
        if (!(opening instanceof Size.ByRun)) {
            long lots = lots(opening, plan.instrument(), 0, trader);
            if (lots <= 0) {
                watcher.refused(alert, "quantity: it comes to less than a lot, or no price is known yet");
                return;
            }
            order.lots(lots);
        }
        terms(order, plan.terms(), true);
        track(alert, trader.submit(order.build()));
    }

    private static long lots(Size size, Instrument instrument, long held, Trader trader) {
        return switch (size) {
            case Size.Everything all -> held;
            case Size.Units(BigDecimal quantity) -> instrument.roundedLots(quantity, RoundingMode.DOWN);
            case Size.ShareOfPosition(Rate share) -> share.ofAmount(held);
            case Size.Worth(BigDecimal amount) -> worth(amount, instrument, trader);
            case Size.ShareOfEquity(Rate share) ->
                worth(trader.equity().multiply(share.toDecimal()), instrument, trader);
            case Size.ByRun run -> 0;
        };
    }

    private static long worth(BigDecimal amount, Instrument instrument, Trader trader) {
        BarHistory history = trader.history(instrument);
        if (history.size() == 0) {
            return 0;
        }
        return instrument.lotsFor(
                Money.of(amount.setScale(Money.SCALE, RoundingMode.DOWN)),
                history.ago(0).closeTicks());
    }

    private static void terms(OrderRequest.Builder order, Terms terms, boolean opens) {
        if (terms.stop() != null) {
            order.stop(terms.stop());
        }
        if (terms.limit() != null) {
            order.limit(terms.limit());
        }
        order.timeInForce(terms.timeInForce());
        if (terms.postOnly()) {
            order.postOnly();
        }
        if (!opens) {
            return;
        }
        if (terms.stopLoss() != null) {
            order.stopLoss(terms.stopLoss());
        }
        if (terms.takeProfit() != null) {
            order.takeProfit(terms.takeProfit());
        }
        if (terms.trailingStop() != null) {
            order.trailingStop(terms.trailingStop());
        }
    }

    private Tracked track(String alert, Order order) {
        Tracked tracked = new Tracked(order, alert);
        orders.put(order.id(), tracked);
        watcher.order(alert, tracked.line());
        return tracked;
    }

    @Override
    public void onFill(Fill fill, Trader trader) {
        Tracked tracked = orders.get(fill.clientOrderId());
        if (tracked != null) {
            BigDecimal quantity = fill.instrument().quantity(fill.lots());
            tracked.quantity = tracked.quantity.add(quantity);
            tracked.cost =
                    tracked.cost.add(fill.instrument().price(fill.priceTicks()).multiply(quantity));
            watcher.order(tracked.alert, tracked.line());
        }
    }

    @Override
    public void onOrder(Order order, Trader trader) {
        Tracked tracked = orders.get(order.id());
        if (tracked == null) {
            return;
        }
        watcher.order(tracked.alert, tracked.line());
        AlertPlan plan = tracked.opensAfterwards;
        if (plan != null && order.status().isTerminal()) {
            tracked.opensAfterwards = null;
            afterClose(tracked, plan, trader);
        }
    }
}
