package dev.tandem.bench;

import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** What a strategy did in a run: its orders and cancellations, each with the callback in which it did it. */
final class Script {
    /** A deed, in the callback of that number. */
    sealed interface Deed {
        long callback();

        record Submit(long callback, OrderRequest request) implements Deed {}

        /** @param order the how-many-th submitted order is canceled */
        record Cancel(long callback, int order) implements Deed {}
    }

    private final List<Deed> deeds = new ArrayList<>();
    private final Map<Order, Integer> numbers = new IdentityHashMap<>();
    private boolean complete = true;

    void submitted(long callback, OrderRequest request, Order order) {
        numbers.put(order, numbers.size());
        deeds.add(new Deed.Submit(callback, request));
    }

    void canceled(long callback, Order order) {
        Integer number = numbers.get(order);
        if (number == null) {
            complete = false;
        } else {
            deeds.add(new Deed.Cancel(callback, number));
        }
    }

    /** Whether everything was understood. */
    boolean isComplete() {
        return complete;
    }

    int orders() {
        return numbers.size();
    }

    Deed[] deeds() {
        return deeds.toArray(Deed[]::new);
    }
}
