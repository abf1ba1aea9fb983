package dev.tandem.runtime.session;

import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.ExecutionLane;
import dev.tandem.engine.WorkingOrder;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Balance;
import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Position;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.plugin.PluginException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings an engine that was built up again from its journal, and the venue, to one mind, before anything new leaves. Each
 * difference is settled by one rule:
 *
 * <ul>
 *   <li>an order that both know, as the engine knows it: <b>confirmed</b>;
 *   <li>an order whose answer, fills or end the engine does not know: <b>adopted</b>, the engine is told what happened;
 *   <li>an order whose pair was filled, or is over otherwise, and that the venue does not know: <b>adopted</b> as canceled;
 *   <li>an order that left, was never answered, and that the venue does not know: <b>sent again</b> under its own name where
 *       time stood still; elsewhere it has <b>never arrived</b> once the venue's settle time has passed, and is not sent any
 *       more;
 *   <li>a cancel that was never answered, of an order that is still open: <b>canceled</b> again;
 *   <li>an order of our name that the engine holds for ended: <b>canceled</b>;
 *   <li>an order of another name: <b>foreign</b>, left alone;
 *   <li>an order that the venue had confirmed and does not know any more, or less in the account than the engine holds, or
 *       than it and the other strategies in the account own together:
 *       <b>unknown</b>, and trading is halted.
 * </ul>
 */
public final class Reconciliation {
    /** How a difference was settled. */
    public enum Verdict {
        CONFIRMED,
        ADOPTED,
        SENT_AGAIN,
        NEVER_ARRIVED,
        CANCELED,
        FOREIGN,
        UNKNOWN;

        /** As it is written. */
        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * One order, or one balance.
     *
     * @param subject its client order id, or the asset
     * @param text what was found and done, in words
     */
    public record Line(Verdict verdict, String subject, String text) {
        @Override
        public String toString() {
            return verdict.text() + " " + subject + (text.isEmpty() ? "" : ": " + text);
        }
    }

    /** How often it is looked again at an account that others trade in. */
    private static final int LOOKS = 3;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Engine engine;
    private final ExecutionPlugin venue;
    private final ExecutionLane lane;
    private final Consumer<EngineEvent> inbox;
    private final String session;
    private final boolean timeStoodStill;
    private final List<Line> lines = new ArrayList<>();

    /**
     * @param lane the real one, past whatever holds orders back
     * @param inbox where the engine is told
     * @param session ours
     * @param timeStoodStill whether the market waited while nobody was there
     */
    public Reconciliation(
            Engine engine,
            ExecutionPlugin venue,
            ExecutionLane lane,
            Consumer<EngineEvent> inbox,
            String session,
            boolean timeStoodStill) {
        this.engine = engine;
        this.venue = venue;
        this.lane = lane;
        this.inbox = inbox;
        this.session = session;
        this.timeStoodStill = timeStoodStill;
    }

    /** What was found, in the order in which it was asked for. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Why trading must not go on; null if it may. */
    public @Nullable String unknown() {
        return lines.stream()
                .filter(line -> line.verdict == Verdict.UNKNOWN)
                .map(line -> line.subject + ": " + line.text)
                .findFirst()
                .orElse(null);
    }

    /**
     * Asks about every order that should be at the venue, and about those that should not.
     *
     * @param held orders that never left
     * @throws PluginException if the venue does not answer
     */
    public void orders(HeldLane held) throws InterruptedException {
        List<WorkingOrder> missing = new ArrayList<>();
        Set<ClientOrderId> expected = new HashSet<>();
        for (WorkingOrder working : engine.workingOrders()) {
            List<ClientOrderId> ids = ids(working.order());
            expected.addAll(ids);
            if (held.holds(ids.getFirst()) || endedWithItsPair(working)) {
                continue;
            }
            if (!ask(working, held)) {
                missing.add(working);
            }
        }
        settleMissing(missing);
        for (OrderSnapshot open : venue.openOrders()) {
            if (!open.clientOrderId().session().equals(session)) {
                say(Verdict.FOREIGN, open.clientOrderId(), "left alone");
            } else if (!expected.contains(open.clientOrderId())) {
                say(Verdict.CANCELED, open.clientOrderId(), "the journal holds it for ended, and it was open");
                lane.cancel(open.clientOrderId());
            }
        }
    }

    /**
     * Of a pair, one was filled, and the process ended before it heard that the other is over. Where it was held by that
     * process the venue has never known it, and it must not be held again.
     */
    private boolean endedWithItsPair(WorkingOrder working) {
        ApprovedOrder.Single order = first(working.order());
        if (!working.overByItsPair() || venue.fetchOrder(order.id()).isPresent()) {
            return false;
        }
        wentWithItsPair(order);
        return true;
    }

    private void wentWithItsPair(ApprovedOrder.Single order) {
        say(Verdict.ADOPTED, order.id(), "the other of its pair is over");
        inbox.accept(new EngineEvent.Reported(new ExecutionReport.Canceled(order.id(), "oco", nowNanos())));
    }

    /** False if the venue does not know it. */
    private boolean ask(WorkingOrder working, HeldLane held) {
        Optional<OrderSnapshot> seen = venue.adopt(working.order());
        if (seen.isEmpty()) {
            return false;
        }
        OrderSnapshot view = seen.get();
        boolean open = !view.status().isTerminal();
        boolean unanswered = working.status() == OrderStatus.PENDING_NEW || working.status() == OrderStatus.UNCONFIRMED;
        if (unanswered && open) {
            for (ClientOrderId id : ids(working.order())) {
                inbox.accept(
                        new EngineEvent.Reported(new ExecutionReport.Accepted(id, view.orderId(), view.timeNanos())));
            }
        }
        ApprovedOrder.Single first = first(working.order());
        if (working.stopBeingReplaced() && !held.holdsReplacement(first.id())) {
            replaced(first, view);
        }
        if (working.limitBeingReplaced()
                && working.order() instanceof ApprovedOrder.Oco pair
                && !held.holdsReplacement(pair.limit().id())) {
            venue.fetchOrder(pair.limit().id()).ifPresent(limit -> replaced(pair.limit(), limit));
        }
        if (working.cancelRequested() && open) {
            say(Verdict.CANCELED, first.id(), "the cancel was never answered, and it was still open");
            lane.cancel(first.id());
        } else if (unanswered || !open) {
            say(Verdict.ADOPTED, first.id(), "the venue has it as " + view.orderId() + ", " + lower(view.status()));
        } else {
            say(Verdict.CONFIRMED, first.id(), lower(view.status()));
        }
        return true;
    }

    /** Whether a replacement has arrived shows in what rests. */
    private void replaced(ApprovedOrder.Single wanted, OrderSnapshot view) {
        boolean done = view.type().equals(wanted.type()) && view.lots() - view.filledLots() == wanted.lots();
        inbox.accept(new EngineEvent.Answered(
                wanted,
                done
                        ? new ExecutionResult.Accepted(view.orderId(), view.timeNanos(), "")
                        : new ExecutionResult.Rejected(
                                "not-replaced", "the venue has it as it was before", view.timeNanos(), "")));
    }

    private void settleMissing(List<WorkingOrder> missing) throws InterruptedException {
        Duration settle = timeStoodStill ? Duration.ZERO : venue.settleTime();
        boolean waited = settle.isZero();
        for (WorkingOrder working : missing) {
            ApprovedOrder.Single first = first(working.order());
            boolean mayBeUnseen =
                    working.status() == OrderStatus.PENDING_NEW || working.status() == OrderStatus.UNCONFIRMED;
            if (working.leftOfAPair() && (timeStoodStill || !mayBeUnseen)) {
                wentWithItsPair(first);
                continue;
            }
            if (!mayBeUnseen) {
                say(Verdict.UNKNOWN, first.id(), "the venue had confirmed it, and does not know it any more");
                continue;
            }
            if (timeStoodStill && working.cancelRequested()) {
                // What waits for its end would wait for ever if it rested now.
                say(Verdict.NEVER_ARRIVED, first.id(), "it was to be canceled, and is not sent again");
                for (ClientOrderId id : ids(working.order())) {
                    inbox.accept(new EngineEvent.Reported(new ExecutionReport.Canceled(id, "requested", nowNanos())));
                }
                continue;
            }
            if (timeStoodStill) {
                say(Verdict.SENT_AGAIN, first.id(), "it left, and did not arrive");
                lane.execute(working.order());
                continue;
            }
            if (!waited) {
                Thread.sleep(settle);
                waited = true;
            }
            Optional<OrderSnapshot> late = venue.adopt(working.order());
            if (late.isPresent()) {
                say(Verdict.ADOPTED, first.id(), "it arrived late");
                inbox.accept(new EngineEvent.Reported(new ExecutionReport.Accepted(
                        first.id(), late.get().orderId(), late.get().timeNanos())));
                continue;
            }
            say(Verdict.NEVER_ARRIVED, first.id(), "the venue has not known it for " + settle.toSeconds() + " s");
            for (ClientOrderId id : ids(working.order())) {
                inbox.accept(new EngineEvent.Reported(new ExecutionReport.Rejected(
                        id, "never-arrived", "it was sent before the process ended, and did not arrive", nowNanos())));
            }
        }
    }

    private static long nowNanos() {
        return dev.tandem.model.Times.nanos(java.time.InstantSource.system().instant());
    }

    /** What the engine holds has to be in the account. More may be there: somebody else's. */
    public void balances() {
        shortfalls(new AccountClaims(), null).forEach((asset, text) -> say(Verdict.UNKNOWN, asset, text));
    }

    /**
     * The same for an account that others trade in, too: together they own no more than is there. While one of them trades,
     * that can look otherwise for a moment.
     *
     * @param cash the asset of the engine's cash
     */
    void balances(AccountClaims claims, String cash) throws InterruptedException {
        Map<String, String> shortfalls = shortfalls(claims, cash);
        for (int i = 0; i < LOOKS && !shortfalls.isEmpty() && claims.isShared() && !timeStoodStill; i++) {
            Thread.sleep(BETWEEN_LOOKS);
            shortfalls = shortfalls(claims, cash);
        }
        shortfalls.forEach((asset, text) -> say(Verdict.UNKNOWN, asset, text));
    }

    /** What is missing of which asset. */
    private Map<String, String> shortfalls(AccountClaims claims, @Nullable String cash) {
        Map<String, String> shortfalls = new LinkedHashMap<>();
        if (venue.capabilities().has(Capability.SHORT)) {
            return shortfalls;
        }
        List<Balance> balances = venue.fetchBalance();
        for (Position position : engine.positions()) {
            String shortfall = claims.shortfall(session, position, balances);
            if (shortfall != null) {
                shortfalls.put(position.instrument().base(), shortfall);
            }
        }
        if (cash != null) {
            String missing = claims.cashShortfall(cash, balances);
            if (missing != null) {
                shortfalls.put(cash, missing);
            }
        }
        return shortfalls;
    }

    private void say(Verdict verdict, Object subject, String text) {
        lines.add(new Line(verdict, subject.toString(), text));
    }

    private static String lower(OrderStatus status) {
        return status.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }

    private static ApprovedOrder.Single first(ApprovedOrder order) {
        return switch (order) {
            case ApprovedOrder.Single single -> single;
            case ApprovedOrder.Oco pair -> pair.stop();
        };
    }

    private static List<ClientOrderId> ids(ApprovedOrder order) {
        return switch (order) {
            case ApprovedOrder.Single single -> List.of(single.id());
            case ApprovedOrder.Oco pair ->
                List.of(pair.stop().id(), pair.limit().id());
        };
    }
}
