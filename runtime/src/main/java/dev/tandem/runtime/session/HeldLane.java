package dev.tandem.runtime.session;

import dev.tandem.engine.ExecutionLane;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.ClientOrderId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A lane that keeps everything back until it is told that the venue has been asked about what went before. */
public final class HeldLane implements ExecutionLane {
    private final ExecutionLane lane;
    private final ArrayDeque<Runnable> held = new ArrayDeque<>();
    private final Set<ClientOrderId> orders = new HashSet<>();
    private final Set<ClientOrderId> replacements = new HashSet<>();
    /** Since when; only where somebody wants to know how long answers take, who also tells of them. */
    private final Map<ClientOrderId, Long> unanswered = new HashMap<>();

    private SessionProbe probe = SessionProbe.NONE;
    private boolean open;
    private volatile boolean fenced;

    /** @param lane where everything goes once it is let go */
    public HeldLane(ExecutionLane lane) {
        this.lane = lane;
    }

    /** Whether an order of that id waits here: then no venue has seen it. */
    boolean holds(ClientOrderId order) {
        return orders.contains(order);
    }

    /** Whether a replacement of that order waits here. */
    boolean holdsReplacement(ClientOrderId order) {
        return replacements.contains(order);
    }

    /** Lets everything go, in its order, and holds nothing back any more. */
    public void release() {
        open = true;
        for (Runnable next = held.poll(); next != null; next = held.poll()) {
            next.run();
        }
        orders.clear();
        replacements.clear();
    }

    @Override
    public void execute(ApprovedOrder order) {
        if (!probe.equals(SessionProbe.NONE)) {
            unanswered.put(first(order), System.nanoTime());
        }
        if (!open) {
            switch (order) {
                case ApprovedOrder.Single single -> orders.add(single.id());
                case ApprovedOrder.Oco pair -> {
                    orders.add(pair.stop().id());
                    orders.add(pair.limit().id());
                }
            }
        }
        pass(() -> lane.execute(order));
    }

    @Override
    public void cancel(ClientOrderId order) {
        pass(() -> lane.cancel(order));
    }

    @Override
    public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
        if (!open) {
            replacements.add(order);
        }
        pass(() -> lane.replace(order, replacement));
    }

    void probe(SessionProbe other) {
        probe = other;
    }

    /** The venue has said something to an order. */
    void answered(ApprovedOrder order) {
        Long since = unanswered.remove(first(order));
        if (since != null) {
            probe.took(Stage.ANSWER, System.nanoTime() - since);
        }
    }

    /** How many orders' times are noted at present. */
    int unanswered() {
        return unanswered.size();
    }

    private static ClientOrderId first(ApprovedOrder order) {
        return switch (order) {
            case ApprovedOrder.Single single -> single.id();
            case ApprovedOrder.Oco pair -> pair.stop().id();
        };
    }

    /** Nothing passes any more. */
    void fence() {
        fenced = true;
    }

    boolean isFenced() {
        return fenced;
    }

    private void pass(Runnable task) {
        if (fenced) {
            return;
        }
        if (open) {
            task.run();
        } else {
            held.add(task);
        }
    }
}
