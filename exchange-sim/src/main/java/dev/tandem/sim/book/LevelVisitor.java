package dev.tandem.sim.book;

/** Is shown a side of the book, level by level, best first. */
@FunctionalInterface
public interface LevelVisitor {
    /**
     * One price.
     *
     * @param priceTicks the price
     * @param lots what rests there, at least 1
     * @param orders in how many orders, at least 1; 0 where that is not known
     * @return whether to go on
     */
    boolean onLevel(long priceTicks, long lots, int orders);
}
