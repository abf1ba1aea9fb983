package dev.tandem.sim.book;

/** Is shown the trades that an order would make. */
@FunctionalInterface
public interface FillVisitor {
    /** One trade with one resting order. */
    void onFill(long priceTicks, long lots);
}
