package dev.tandem.crash;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.BoundlessAccount;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.GateDecision;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.model.Capabilities;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Confidence;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.OrderSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a process holds itself where the venue takes no stops: stops, and pairs wholly. It is gone when the process ends. A
 * stop that the market has reached goes out as a market order under its own id, a target as a limit, which is taken
 * back and held again if the next price has left it behind.
 */
final class HeldHere {
    /** The venue, as it is without stops: each call can be the last of the process. */
    interface Door {
        ExecutionResult send(ApprovedOrder order);

        CancelResult cancel(ClientOrderId order);

        /** Cancels an order without the session hearing of it. */
        void takeBack(ClientOrderId order);

        Optional<OrderSnapshot> fetch(ClientOrderId order);

        /** Tells again what was filled of an order, and how it ended if it has. */
        void tellAgain(ClientOrderId order, boolean end);

        void tell(ExecutionReport report);

        /** What the market traded at last. */
        long priceTicks();

        long nanos();
    }

    private static final class Held {
        ApprovedOrder.Single order;

        @Nullable
        Held sibling;

        boolean sent;
        boolean over;

        Held(ApprovedOrder.Single order) {
            this.order = order;
        }
    }

    private static final Gate GATE = new Gate(ConfidencePolicy.minimum(0), RiskLimits.NONE, Sizing.one());

    private final Door venue;
    private final Map<ClientOrderId, Held> all = new LinkedHashMap<>();

    HeldHere(Door venue) {
        this.venue = venue;
    }

    /** Holds what the venue does not take. */
    synchronized ExecutionResult execute(ApprovedOrder order) {
        return switch (order) {
            case ApprovedOrder.Single single when !(single.type() instanceof OrderType.Stop) -> venue.send(single);
            case ApprovedOrder.Single single -> accepted(hold(single));
            case ApprovedOrder.Oco pair -> {
                Held stop = hold(pair.stop());
                link(stop, hold(pair.limit()));
                yield accepted(stop);
            }
        };
    }

    private Held hold(ApprovedOrder.Single order) {
        Held held = new Held(order);
        all.put(order.id(), held);
        return held;
    }

    private static void link(Held stop, Held limit) {
        stop.sibling = limit;
        limit.sibling = stop;
    }

    private ExecutionResult accepted(Held held) {
        return new ExecutionResult.Accepted(here(held), venue.nanos(), "");
    }

    private static OrderId here(Held held) {
        return OrderId.of("held-" + held.order.id());
    }

    synchronized CancelResult cancel(ClientOrderId id) {
        Held held = all.get(id);
        if (held == null) {
            return venue.cancel(id);
        }
        if (held.over) {
            return new CancelResult.TooLate("order " + id + " is over", venue.nanos());
        }
        Held sibling = held.sibling;
        Held sent = held.sent ? held : sibling != null && sibling.sent ? sibling : null;
        if (sent != null) {
            if (!(sent.order.type() instanceof OrderType.Limit) || !isBack(sent)) {
                return new CancelResult.TooLate("order " + sent.order.id() + " has been sent", venue.nanos());
            }
        }
        end(held, "requested");
        if (sibling != null) {
            end(sibling, "requested");
        }
        return new CancelResult.Canceled(venue.nanos());
    }

    synchronized ExecutionResult replace(ClientOrderId id, ApprovedOrder.Single wanted) {
        Held held = all.get(id);
        Held sibling = held == null ? null : held.sibling;
        if (held == null || held.over || held.sent || sibling != null && sibling.sent) {
            return new ExecutionResult.Rejected(
                    "sent", "order " + id + " has been sent, or is over", venue.nanos(), "");
        }
        held.order = wanted;
        if (sibling != null && !sibling.over) {
            sibling.order = sibling.order.withLots(Math.min(sibling.order.lots(), wanted.lots()));
        }
        return accepted(held);
    }

    // After a restart

    /** Whether an order of an earlier process was, or may have been, held by it. */
    static boolean isOne(ApprovedOrder order) {
        return !(order instanceof ApprovedOrder.Single single) || single.type() instanceof OrderType.Stop;
    }

    /** Takes over what an earlier process held: the venue is asked first whether it was sent. */
    synchronized Optional<OrderSnapshot> adopt(ApprovedOrder order) {
        List<ApprovedOrder.Single> legs = switch (order) {
            case ApprovedOrder.Single single -> List.of(single);
            case ApprovedOrder.Oco pair -> List.of(pair.stop(), pair.limit());
        };
        List<Held> taken = new ArrayList<>();
        boolean over = false;
        for (ApprovedOrder.Single leg : legs) {
            Held held = hold(leg);
            Optional<OrderSnapshot> seen = venue.fetch(leg.id());
            if (seen.isPresent()) {
                held.over = seen.get().status().isTerminal();
                held.sent = !held.over;
                over |= held.over;
                venue.tellAgain(leg.id(), held.over);
            }
            taken.add(held);
        }
        if (taken.size() == 2) {
            link(taken.get(0), taken.get(1));
        }
        if (over) {
            taken.forEach(each -> end(each, "oco"));
        }
        return Optional.of(snapshot(taken.getFirst()));
    }

    // What can be seen

    synchronized Optional<OrderSnapshot> find(ClientOrderId id) {
        Held held = all.get(id);
        return held == null || held.sent || held.over ? venue.fetch(id) : Optional.of(snapshot(held));
    }

    /** What is held and has not been sent. */
    synchronized List<OrderSnapshot> held() {
        return all.values().stream()
                .filter(each -> !each.sent && !each.over)
                .map(this::snapshot)
                .toList();
    }

    private OrderSnapshot snapshot(Held held) {
        ApprovedOrder.Single order = held.order;
        return new OrderSnapshot(
                order.id(),
                here(held),
                order.instrument(),
                order.side(),
                order.type(),
                held.over ? OrderStatus.CANCELED : OrderStatus.NEW,
                order.lots(),
                0,
                venue.nanos());
    }

    // What happens by itself

    /** Looks at the price, and at what was sent. */
    synchronized void look() {
        for (Held each : List.copyOf(all.values())) {
            Held sibling = each.sibling;
            if (each.over) {
                // The session has heard of the one by now; the process may end before it hears of the other.
                if (sibling != null) {
                    end(sibling, "oco");
                }
                continue;
            }
            if (each.sent) {
                follow(each);
            } else if (!(sibling != null && sibling.sent) && isReached(each.order, venue.priceTicks())) {
                send(each);
            }
        }
        all.values().removeIf(each -> each.over && (each.sibling == null || each.sibling.over));
    }

    private static boolean isReached(ApprovedOrder.Single order, long now) {
        boolean sells = order.side() == Side.SELL;
        return now > 0
                && switch (order.type()) {
                    case OrderType.Stop(long stop) -> sells ? now <= stop : now >= stop;
                    case OrderType.Limit(long limit) -> sells ? now >= limit : now <= limit;
                    case OrderType.Market market -> false;
                    case OrderType.StopLimit stopLimit -> false;
                    case OrderType.TrailingStop trailing -> false;
                };
    }

    private void send(Held held) {
        held.sent = true;
        ApprovedOrder.Single order = held.order;
        ExecutionResult result =
                venue.send(order.type() instanceof OrderType.Limit ? order : atTheMarket(order, venue.priceTicks()));
        if (result instanceof ExecutionResult.Rejected refused) {
            venue.tell(new ExecutionReport.Rejected(order.id(), refused.code(), refused.message(), venue.nanos()));
            held.over = true;
            if (held.sibling != null) {
                end(held.sibling, "oco");
            }
        }
    }

    private static ApprovedOrder.Single atTheMarket(ApprovedOrder.Single stop, long priceTicks) {
        OrderType market = OrderType.Market.INSTANCE;
        if (stop.reduceOnly()) {
            return GATE.approveExit(
                    stop.id(), stop.instrument(), stop.side(), market, stop.lots(), stop.role(), stop.entry());
        }
        OrderRequest request = OrderRequest.of(stop.instrument(), stop.side())
                .type(market)
                .lots(stop.lots())
                .confidence(Confidence.CERTAIN)
                .build();
        return GATE.decide(request, stop.id(), new BoundlessAccount(Capabilities.all(), priceTicks))
                        instanceof GateDecision.Approved approved
                ? approved.order()
                : stop;
    }

    /** What was sent meets the next price. A limit that the market has left behind by then is held again. */
    private void follow(Held sent) {
        if (!isOver(sent)
                && sent.order.type() instanceof OrderType.Limit
                && !isReached(sent.order, venue.priceTicks())) {
            isBack(sent);
        }
    }

    /** Takes note of an order that has ended at the venue; the other of its pair ends at the next look. */
    private boolean isOver(Held sent) {
        boolean ended = venue.fetch(sent.order.id())
                .map(view -> view.status().isTerminal())
                .orElse(true);
        if (ended) {
            sent.over = true;
        }
        return ended;
    }

    /** Takes a limit back; false if it was executed meanwhile. */
    private boolean isBack(Held sent) {
        if (isOver(sent)) {
            return false;
        }
        venue.takeBack(sent.order.id());
        sent.sent = false;
        return true;
    }

    private void end(Held held, String reason) {
        if (!held.over) {
            held.over = true;
            venue.tell(new ExecutionReport.Canceled(held.order.id(), reason, venue.nanos()));
        }
    }
}
