package dev.tandem.runtime.journal;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.ClientOrderId;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionResult;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The orders that an engine has sent while its journal is played back. An answer in the journal names its order; the order
 * itself is the one that the engine's own gate has approved again, for nothing else can make one.
 */
final class SentOrders {
    private final Map<ClientOrderId, ApprovedOrder> singles = new HashMap<>();
    private final Map<ClientOrderId, ApprovedOrder> pairs = new HashMap<>();
    private final Map<ClientOrderId, ApprovedOrder> open = new LinkedHashMap<>();
    private final Set<ClientOrderId> openCancels = new LinkedHashSet<>();

    void add(ApprovedOrder order) {
        switch (order) {
            case ApprovedOrder.Single single -> {
                singles.put(single.id(), single);
                open.put(single.id(), single);
            }
            case ApprovedOrder.Oco pair -> {
                pairs.put(pair.stop().id(), pair);
                open.put(pair.stop().id(), pair);
            }
        }
    }

    /** The order that an answer is about; null if none was sent. */
    @Nullable
    ApprovedOrder answered(JournalEntry.Answered answer) {
        ApprovedOrder order = (answer.limit() == null ? singles : pairs).get(answer.order());
        if (!(answer.result() instanceof ExecutionResult.Unconfirmed)) {
            open.remove(answer.order());
        }
        return order;
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
        open.clear();
        openCancels.clear();
    }
}
