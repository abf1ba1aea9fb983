package dev.tandem.runtime.session;

import dev.tandem.engine.ExecutionLane;
import dev.tandem.engine.WorkingOrder;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.OrderStatus;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.runtime.session.Reconciliation.Line;
import dev.tandem.runtime.session.Reconciliation.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds the open orders that the engine believes in against those of the venue, again and again while a session runs. What
 * is on its way looks like a difference, so one has to show twice before anything is done about it:
 *
 * <ul>
 *   <li>an order that the venue does not list but knows, and that is open: <b>confirmed</b>;
 *   <li>one that has ended there: <b>adopted</b>, the venue is asked for what happened; if the engine has not heard of it
 *       at the next look either, it is <b>unknown</b>;
 *   <li>one that the venue does not know any more: <b>unknown</b>;
 *   <li>an order of our name that the engine holds for ended: <b>canceled</b>.
 * </ul>
 *
 * <p>What is unknown halts trading. Orders of other names are left alone. One thread.
 */
final class OpenOrderCheck {
    private final String session;
    private final ExecutionPlugin venue;
    private final ExecutionLane lane;
    private final Map<ClientOrderId, Integer> seen = new HashMap<>();

    /**
     * @param session ours
     * @param lane the account's own
     */
    OpenOrderCheck(String session, ExecutionPlugin venue, ExecutionLane lane) {
        this.session = session;
        this.venue = venue;
        this.lane = lane;
    }

    /**
     * Looks once; to be called when nothing is on its way.
     *
     * @param working what the engine believes to be at the venue
     * @return what was found for the second or third time; usually nothing
     * @throws dev.tandem.plugin.PluginException if the venue does not answer
     */
    List<Line> look(List<WorkingOrder> working) {
        Set<ClientOrderId> listed = new HashSet<>();
        for (OrderSnapshot open : venue.openOrders()) {
            if (open.clientOrderId().session().equals(session)) {
                listed.add(open.clientOrderId());
            }
        }
        List<Line> lines = new ArrayList<>();
        Set<ClientOrderId> different = new HashSet<>();
        Set<ClientOrderId> believed = new HashSet<>();
        for (WorkingOrder order : working) {
            List<ClientOrderId> ids = ids(order.order());
            believed.addAll(ids);
            if (isSettled(order) && ids.stream().noneMatch(listed::contains)) {
                different.add(ids.getFirst());
                missing(ids.getFirst(), lines, different);
            }
        }
        for (ClientOrderId id : listed) {
            if (!believed.contains(id)) {
                different.add(id);
                if (seen.merge(id, 1, Integer::sum) == 2) {
                    lines.add(new Line(
                            Verdict.CANCELED, id.toString(), "the engine holds it for ended, and it was open"));
                    lane.cancel(id);
                }
            }
        }
        seen.keySet().retainAll(different);
        return lines;
    }

    private void missing(ClientOrderId id, List<Line> lines, Set<ClientOrderId> different) {
        int times = seen.merge(id, 1, Integer::sum);
        if (times < 2) {
            return;
        }
        Optional<OrderSnapshot> known = venue.fetchOrder(id);
        if (known.isEmpty()) {
            lines.add(new Line(
                    Verdict.UNKNOWN, id.toString(), "the venue had confirmed it, and does not know it any more"));
            return;
        }
        OrderStatus status = known.get().status();
        if (!status.isTerminal()) {
            lines.add(new Line(Verdict.CONFIRMED, id.toString(), "the venue knows it, and did not list it"));
            different.remove(id);
        } else if (times == 2) {
            lines.add(new Line(Verdict.ADOPTED, id.toString(), "it has ended at the venue: " + text(status)));
            venue.refresh();
        } else {
            lines.add(new Line(
                    Verdict.UNKNOWN,
                    id.toString(),
                    "it has ended at the venue (" + text(status) + "), and how was never reported"));
        }
    }

    /** Whether nothing about it is on its way. */
    private static boolean isSettled(WorkingOrder order) {
        boolean accepted = order.status() == OrderStatus.NEW || order.status() == OrderStatus.PARTIALLY_FILLED;
        return accepted && !order.cancelRequested() && !order.stopBeingReplaced() && !order.limitBeingReplaced();
    }

    private static String text(OrderStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static List<ClientOrderId> ids(ApprovedOrder order) {
        return switch (order) {
            case ApprovedOrder.Single single -> List.of(single.id());
            case ApprovedOrder.Oco pair ->
                List.of(pair.stop().id(), pair.limit().id());
        };
    }
}
