package dev.tandem.webhook;

import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineClock;
import dev.tandem.engine.EngineEvent;
import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where alerts are carried out: an account at an exchange, with the prices that are needed for it. One for each quote asset.
 *
 * <p>All methods are called on the thread of the account, one at a time.
 */
public interface Marketplace extends AutoCloseable {
    /** How users call it: {@code sim}, {@code xchange:binance}. */
    String name();

    /** What is traded. */
    List<Instrument> instruments();

    /**
     * The account, ready for an engine.
     *
     * @param clock what time it is for the engine
     * @param answers takes what the exchange answers and tells; may be called on any thread where orders
     *     {@linkplain #outlivesUs outlive us}, else only while an order is handed over or the market goes on
     */
    EngineAccount account(EngineClock clock, Consumer<EngineEvent> answers);

    /**
     * Whether orders live on where they are when this process ends, as at a real exchange. If not, everything is done again
     * from the beginning when a process starts.
     */
    boolean outlivesUs();

    /** An alert about this instrument is next: the bars that have to be known first. */
    List<Bar> before(Instrument instrument);

    /** An alert about this instrument was carried out: what happens on the market now. */
    void after(Instrument instrument, Consumer<Bar> closed);

    /** Why no orders can be sent; empty if they can. */
    String trouble();

    @Override
    void close();
}
