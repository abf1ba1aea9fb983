package dev.tandem.plugin;

import dev.tandem.model.Bar;

/** Where a plugin delivers market data. Called by one thread at a time; must not block. */
@FunctionalInterface
public interface MarketDataListener {
    /** A bar is complete. It may be a view that is valid during the call only. */
    void onBar(Bar bar);
}
