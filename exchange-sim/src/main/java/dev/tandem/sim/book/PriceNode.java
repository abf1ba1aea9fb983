package dev.tandem.sim.book;

import org.jspecify.annotations.Nullable;

/** 64 neighbors in a {@link PriceTree}: levels at the bottom, nodes above. Which of them are there is one word of bits. */
final class PriceNode {
    /** The position of this node's six bits in a rank; 0 at the bottom. */
    int shift;
    /** The bits of a rank above them, which all ranks below this node have in common. */
    long prefix;

    long present;

    @Nullable
    PriceNode parent;

    final @Nullable PriceLevel[] levels;
    final @Nullable PriceNode[] nodes;

    PriceNode(boolean bottom) {
        levels = new @Nullable PriceLevel[bottom ? 64 : 0];
        nodes = new @Nullable PriceNode[bottom ? 0 : 64];
    }
}
