package dev.tandem.plugin;

import dev.tandem.model.Bar;

/** Where a plugin delivers market data. Called by one thread at a time; must not block. */
@FunctionalInterface
public interface MarketDataListener {
    /** A bar is complete. It may be a view that is valid during the call only. */
    void onBar(Bar bar);

    /** The stream is there, for the first time or again. What happened before that is not told: history has it. */
    default void onConnected() {}

    /**
     * The stream is not there: until it is again, nothing is told. The plugin opens it again by itself.
     *
     * @param why in a few words
     */
    default void onDisconnected(String why) {}
}
