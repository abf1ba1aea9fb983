package dev.tandem.runtime.journal;

import dev.tandem.engine.Engine;
import dev.tandem.engine.WorkingOrder;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.ClientOrderId;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionResult;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The orders that an engine has sent while its journal is played back. An answer in the journal names its order; the order
 * itself is the one that the engine's own gate has approved again, for nothing else can make one. What was answered is
 * remembered for a while; what is answered again after that is looked for among the engine's open orders.
 */
final class SentOrders {
    /** More than answers are ever late by. */
    private static final int ANSWERED_THAT_ARE_KEPT = 1024;

    private final Map<ClientOrderId, ApprovedOrder> singles = new HashMap<>();
    private final Map<ClientOrderId, ApprovedOrder> pairs = new HashMap<>();
    private final SequencedSet<ClientOrderId> answered = new LinkedHashSet<>();
    private long lastNumber;
    private final Map<ClientOrderId, ApprovedOrder> open = new LinkedHashMap<>();
    private final Set<ClientOrderId> openCancels = new LinkedHashSet<>();

    void add(ApprovedOrder order) {
        switch (order) {
            case ApprovedOrder.Single single -> {
                singles.put(single.id(), single);
                add(single.id(), single);
            }
            case ApprovedOrder.Oco pair -> {
                pairs.put(pair.stop().id(), pair);
                add(pair.stop().id(), pair);
                lastNumber = Math.max(lastNumber, pair.limit().id().number());
            }
        }
    }

    private void add(ClientOrderId id, ApprovedOrder order) {
        open.put(id, order);
        answered.remove(id);
        lastNumber = Math.max(lastNumber, id.number());
    }

    /**
     * The order that an answer is about.
     *
     * @param engine that is being built up
     * @return null if there is no such order any more, see {@link #wasSent}
     */
    @Nullable
    ApprovedOrder answered(JournalEntry.Answered answer, Engine engine) {
        ClientOrderId id = answer.order();
        ApprovedOrder order = (answer.limit() == null ? singles : pairs).get(id);
        if (!(answer.result() instanceof ExecutionResult.Unconfirmed)) {
            open.remove(id);
            answered.add(id);
            if (answered.size() > ANSWERED_THAT_ARE_KEPT) {
                ClientOrderId oldest = answered.removeFirst();
                singles.remove(oldest);
                pairs.remove(oldest);
            }
        }
        return order != null ? order : working(id, answer.limit() != null, engine);
    }

    private static @Nullable ApprovedOrder working(ClientOrderId id, boolean asPair, Engine engine) {
        for (WorkingOrder working : engine.workingOrders()) {
            switch (working.order()) {
                case ApprovedOrder.Single single -> {
                    if (single.id().equals(id)) {
                        return single;
                    }
                }
                case ApprovedOrder.Oco pair -> {
                    if (pair.stop().id().equals(id)) {
                        return asPair ? pair : pair.stop();
                    }
                    if (pair.limit().id().equals(id)) {
                        return pair.limit();
                    }
                }
            }
        }
        return null;
    }

    /** Whether an order of that id was sent, and has ended long ago if it is not found. */
    boolean wasSent(ClientOrderId id, String session) {
        return id.session().equals(session) && id.number() <= lastNumber;
    }

    void addCancel(ClientOrderId order) {
        openCancels.add(order);
    }

    void cancelAnswered(JournalEntry.CancelAnswered answer) {
        if (!(answer.result() instanceof CancelResult.Unconfirmed)) {
            openCancels.remove(answer.order());
        }
    }

    /** Those of which it is not known what became of them. */
    List<ApprovedOrder> unanswered() {
        return List.copyOf(open.values());
    }

    /** The same of cancels. */
    List<ClientOrderId> unansweredCancels() {
        return List.copyOf(openCancels);
    }

    /** From here on answers bring their orders with them. */
    void forget() {
        singles.clear();
        pairs.clear();
        answered.clear();
        open.clear();
        openCancels.clear();
    }
}
