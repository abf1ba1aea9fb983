package dev.tandem.webhook;

import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineClock;
import dev.tandem.engine.EngineEvent;
import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import dev.tandem.runtime.session.TradingAccount;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

    /** What there is to trade with, in 1e-8 of the quote asset; asked once, when the story of the account begins. */
    long cash();

    /**
     * The account, ready for an engine.
     *
     * @param clock what time it is for the engine
     * @param session what the names of its orders begin with
     * @param cash what it began with
     * @param answers takes what the exchange answers and tells; may be called on any thread where orders
     *     {@linkplain #outlivesUs outlive us}, else only while an order is handed over or the market goes on
     */
    EngineAccount account(EngineClock clock, String session, long cash, Consumer<EngineEvent> answers);

    /**
     * Whether orders live on where they are when this process ends, as at a real exchange. If not, everything is done again
     * from the beginning when a process starts.
     */
    default boolean outlivesUs() {
        return venue() != null;
    }

    /** The exchange at which orders outlive us, to be asked what became of them; null if they do not. */
    default @Nullable TradingAccount venue() {
        return null;
    }

    /** An alert about this instrument is next: the bars that have to be known first. */
    List<Bar> before(Instrument instrument);

    /** An alert about this instrument was carried out: what happens on the market now. */
    void after(Instrument instrument, Consumer<Bar> closed);

    /** Why no orders can be sent; empty if they can. */
    String trouble();

    @Override
    void close();
}
