package dev.tandem.sim.book;

import org.jspecify.annotations.Nullable;

/**
 * 64 neighbors in a {@link PriceTree}: prices at the bottom, nodes above. Which of them are there is one word of bits; what
 * stands in the arrays beside a bit that is not set means nothing.
 */
final class PriceNode {
    private static final @Nullable PriceLevel[] NO_LEVELS = new @Nullable PriceLevel[0];
    private static final @Nullable PriceNode[] NO_NODES = new @Nullable PriceNode[0];
    private static final long[] NO_SIZES = new long[0];

    /** The position of this node's six bits in a rank; 0 at the bottom. */
    int shift;
    /** The bits of a rank above them, which all ranks below this node have in common; -1 in the pool. */
    long prefix;

    long present;

    @Nullable
    PriceNode parent;
    /** At the bottom: queues of orders, or sizes, whatever the tree is of. */
    final @Nullable PriceLevel[] levels;

    final long[] sizes;
    /** Above the bottom. */
    final @Nullable PriceNode[] nodes;

    private PriceNode(@Nullable PriceLevel[] levels, long[] sizes, @Nullable PriceNode[] nodes) {
        this.levels = levels;
        this.sizes = sizes;
        this.nodes = nodes;
    }

    static PriceNode ofLevels() {
        return new PriceNode(new @Nullable PriceLevel[64], NO_SIZES, NO_NODES);
    }

    static PriceNode ofSizes() {
        return new PriceNode(NO_LEVELS, new long[64], NO_NODES);
    }

    static PriceNode ofNodes() {
        return new PriceNode(NO_LEVELS, NO_SIZES, new @Nullable PriceNode[64]);
    }

    /** Whether a rank of this bottom node is there. */
    boolean has(long rank) {
        return (present >>> rank & 1) != 0;
    }

    /** Puts a rank of this bottom node there. */
    void set(long rank) {
        present |= 1L << rank;
    }
}
