package dev.tandem.sim.book;

/** Is shown the resting orders of a side in the order in which they would trade. */
@FunctionalInterface
public interface OrderVisitor {
    /**
     * One resting order.
     *
     * @return whether to go on
     */
    boolean onOrder(long orderId, int account, long priceTicks, long remainingLots);
}
