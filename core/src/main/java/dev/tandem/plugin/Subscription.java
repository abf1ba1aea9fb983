package dev.tandem.plugin;

/** A running delivery of market data; closing it ends it. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
