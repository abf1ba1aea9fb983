package dev.tandem.runtime.journal;

import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.strategy.ForwardingTrader;
import dev.tandem.strategy.Trader;
import org.jspecify.annotations.Nullable;

/** What a strategy sees of an engine that keeps a journal: the engine's own trader, with requests written down. */
final class JournaledTrader extends ForwardingTrader {
    private final EngineRecorder recorder;
    private @Nullable Trader engine;
    private long requests;

    JournaledTrader(EngineRecorder recorder) {
        this.recorder = recorder;
    }

    /** This trader, as a stand-in for the engine's. */
    Trader of(Trader real) {
        engine = real;
        return this;
    }

    @Override
    protected Trader trader() {
        if (engine == null) {
            throw new IllegalStateException("a trader is valid in a callback only");
        }
        return engine;
    }

    @Override
    public Order submit(OrderRequest request) {
        long number = ++requests;
        recorder.decided(new JournalEntry.Requested(number, RequestTerms.of(request)), false);
        Order order = trader().submit(request);
        recorder.decided(outcome(number, order), false);
        recorder.requested(order);
        return order;
    }

    private static JournalEntry.Decision outcome(long number, Order order) {
        String message = order.reason() == null ? "" : order.reason();
        String denial = order.denial();
        if (order.status() == OrderStatus.DENIED && denial != null) {
            return new JournalEntry.Denied(number, order.id(), denial, message);
        }
        if (order.status() == OrderStatus.CANCELED) {
            return new JournalEntry.Denied(number, order.id(), "withheld", message);
        }
        return new JournalEntry.Approved(number, order.id(), order.lots(), denial);
    }
}
