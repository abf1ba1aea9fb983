package dev.tandem.sim.book;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Ranks, sorted: a radix tree with 64 branches per node, where a node with a single branch is left out. Prices that lie
 * together, as around a market, share a node or two, so that finding, adding and removing one touches two or three nodes;
 * prices that lie far apart cost a node each and at most ten steps, whatever the grid. The bottom nodes that were used last
 * are at hand, so that around a market none of these steps is made. Ranks are below 2^60. Nodes are pooled.
 */
final class PriceTree {
    /** No rank. */
    static final long NONE = Long.MAX_VALUE;

    private static final int NEAR = 64;

    private final boolean ofSizes;
    /** Bottom nodes by the lowest bits of their prefix; one may have left the tree, and has another prefix then. */
    private final @Nullable PriceNode[] near = new @Nullable PriceNode[NEAR];

    private @Nullable PriceNode root;
    private @Nullable PriceNode freeBottoms;
    private @Nullable PriceNode freeInners;

    PriceTree(boolean ofSizes) {
        this.ofSizes = ofSizes;
    }

    /** The bottom node in which this rank is, if it is there; null if it cannot be. */
    @Nullable
    PriceNode bottom(long rank) {
        PriceNode last = near[(int) (rank >>> 6) & (NEAR - 1)];
        if (last != null && last.prefix == rank >>> 6) {
            return last;
        }
        PriceNode node = root;
        while (node != null && rank >>> node.shift >>> 6 == node.prefix) {
            if (node.shift == 0) {
                return keep(node);
            }
            int branch = (int) (rank >>> node.shift) & 63;
            if ((node.present >>> branch & 1) == 0) {
                return null;
            }
            node = node.nodes[branch];
        }
        return null;
    }

    /** The bottom node for this rank. If it is new it is empty: the caller {@linkplain PriceNode#set sets} the rank at once. */
    PriceNode bottomFor(long rank) {
        PriceNode bottom = bottom(rank);
        return bottom != null ? bottom : keep(grow(rank));
    }

    private PriceNode keep(PriceNode bottom) {
        near[(int) bottom.prefix & (NEAR - 1)] = bottom;
        return bottom;
    }

    private PriceNode grow(long rank) {
        PriceNode bottom = newBottom(rank);
        PriceNode node = root;
        if (node == null) {
            root = bottom;
            return bottom;
        }
        while (rank >>> node.shift >>> 6 == node.prefix) {
            int branch = (int) (rank >>> node.shift) & 63;
            if ((node.present >>> branch & 1) == 0) {
                put(node, branch, bottom);
                return bottom;
            }
            node = requireNonNull(node.nodes[branch]);
        }
        fork(node, bottom, rank);
        return bottom;
    }

    /** Takes out a rank that is there. */
    void clear(PriceNode bottom, long rank) {
        bottom.present &= ~(1L << rank);
        if (bottom.present != 0) {
            return;
        }
        PriceNode parent = bottom.parent;
        bottom.prefix = -1;
        bottom.parent = freeBottoms;
        freeBottoms = bottom;
        if (parent == null) {
            root = null;
            return;
        }
        parent.present &= ~(1L << (rank >>> parent.shift));
        if ((parent.present & (parent.present - 1)) == 0) {
            PriceNode only = requireNonNull(parent.nodes[Long.numberOfTrailingZeros(parent.present)]);
            replace(parent, only);
            parent.parent = freeInners;
            freeInners = parent;
        }
    }

    /** The next higher rank than this one of a bottom node; {@link #NONE} if there is none. */
    static long after(PriceNode bottom, long rank) {
        PriceNode node = bottom;
        while (node != null) {
            long higher = node.present & (-2L << (rank >>> node.shift));
            if (higher != 0) {
                return lowest(node, Long.numberOfTrailingZeros(higher));
            }
            node = node.parent;
        }
        return NONE;
    }

    /** The lowest rank on a branch. */
    private static long lowest(PriceNode from, int branch) {
        PriceNode node = from;
        int lowest = branch;
        while (node.shift > 0) {
            node = requireNonNull(node.nodes[lowest]);
            lowest = Long.numberOfTrailingZeros(node.present);
        }
        return node.prefix << 6 | lowest;
    }

    /** Puts a node above two that have less in common than was thought. */
    private void fork(PriceNode node, PriceNode bottom, long rank) {
        long other = node.prefix << 6 << node.shift;
        int highestDifference = 63 - Long.numberOfLeadingZeros((rank ^ other) >>> node.shift >>> 6 << 6 << node.shift);
        PriceNode inner = freeInners;
        if (inner == null) {
            inner = PriceNode.ofNodes();
        } else {
            freeInners = inner.parent;
        }
        inner.shift = highestDifference / 6 * 6;
        inner.prefix = rank >>> inner.shift >>> 6;
        inner.present = 0;
        replace(node, inner);
        put(inner, (int) (other >>> inner.shift) & 63, node);
        put(inner, (int) (rank >>> inner.shift) & 63, bottom);
    }

    /** Puts a node where another was. */
    private void replace(PriceNode node, PriceNode by) {
        PriceNode parent = node.parent;
        by.parent = parent;
        if (parent == null) {
            root = by;
        } else {
            parent.nodes[(int) (by.prefix << 6 << by.shift >>> parent.shift) & 63] = by;
        }
    }

    private PriceNode newBottom(long rank) {
        PriceNode bottom = freeBottoms;
        if (bottom == null) {
            bottom = ofSizes ? PriceNode.ofSizes() : PriceNode.ofLevels();
        } else {
            freeBottoms = bottom.parent;
            bottom.parent = null;
        }
        bottom.prefix = rank >>> 6;
        bottom.present = 0;
        return bottom;
    }

    private static void put(PriceNode inner, int branch, PriceNode node) {
        inner.nodes[branch] = node;
        inner.present |= 1L << branch;
        node.parent = inner;
    }
}
