package dev.tandem.sim.book;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Levels by rank, sorted: a radix tree with 64 branches per node, where a node with a single branch is left out. Prices
 * that lie together, as around a market, share a node or two, so that finding, adding and removing one touches two or
 * three nodes; prices that lie far apart cost a node each and at most ten steps, whatever the grid. Ranks are below
 * 2^60. Nodes are pooled.
 */
final class PriceTree {
    private @Nullable PriceNode root;
    private @Nullable PriceNode freeBottoms;
    private @Nullable PriceNode freeInners;

    /** The level of this rank; null if there is none. */
    @Nullable
    PriceLevel get(long rank) {
        PriceNode node = root;
        while (node != null && rank >>> node.shift >>> 6 == node.prefix) {
            int branch = (int) (rank >>> node.shift) & 63;
            if ((node.present >>> branch & 1) == 0) {
                return null;
            }
            if (node.shift == 0) {
                return node.levels[branch];
            }
            node = node.nodes[branch];
        }
        return null;
    }

    /** Adds a level whose rank is not there. */
    void add(PriceLevel level) {
        long rank = level.rank;
        PriceNode node = root;
        if (node == null) {
            root = bottomOf(level);
            return;
        }
        while (true) {
            if (rank >>> node.shift >>> 6 != node.prefix) {
                fork(node, bottomOf(level), rank);
                return;
            }
            int branch = (int) (rank >>> node.shift) & 63;
            if (node.shift == 0) {
                put(node, branch, level);
                return;
            }
            if ((node.present >>> branch & 1) == 0) {
                put(node, branch, bottomOf(level));
                return;
            }
            node = requireNonNull(node.nodes[branch]);
        }
    }

    void remove(PriceLevel level) {
        PriceNode bottom = requireNonNull(level.leaf);
        level.leaf = null;
        bottom.present &= ~(1L << (level.rank & 63));
        if (bottom.present != 0) {
            return;
        }
        PriceNode parent = bottom.parent;
        bottom.parent = freeBottoms;
        freeBottoms = bottom;
        if (parent == null) {
            root = null;
            return;
        }
        parent.present &= ~(1L << (level.rank >>> parent.shift & 63));
        if ((parent.present & (parent.present - 1)) == 0) {
            PriceNode only = requireNonNull(parent.nodes[Long.numberOfTrailingZeros(parent.present)]);
            replace(parent, only);
            parent.parent = freeInners;
            freeInners = parent;
        }
    }

    /** The level of the lowest rank; null if there is none. */
    @Nullable
    PriceLevel first() {
        PriceNode node = root;
        return node == null ? null : first(node);
    }

    /** The level of the next higher rank; null if there is none. */
    @Nullable
    PriceLevel after(PriceLevel level) {
        long rank = level.rank;
        PriceNode node = level.leaf;
        while (node != null) {
            long higher = node.present & (-2L << (rank >>> node.shift & 63));
            if (higher != 0) {
                int branch = Long.numberOfTrailingZeros(higher);
                return node.shift == 0 ? node.levels[branch] : first(requireNonNull(node.nodes[branch]));
            }
            node = node.parent;
        }
        return null;
    }

    private static @Nullable PriceLevel first(PriceNode node) {
        PriceNode lowest = node;
        while (lowest.shift > 0) {
            lowest = requireNonNull(lowest.nodes[Long.numberOfTrailingZeros(lowest.present)]);
        }
        return lowest.levels[Long.numberOfTrailingZeros(lowest.present)];
    }

    /** Puts a node above two that have less in common than was thought. */
    private void fork(PriceNode node, PriceNode bottom, long rank) {
        long other = node.prefix << 6 << node.shift;
        int highestDifference = 63 - Long.numberOfLeadingZeros((rank ^ other) >>> node.shift >>> 6 << 6 << node.shift);
        PriceNode inner = freeInners;
        if (inner == null) {
            inner = new PriceNode(false);
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

    private PriceNode bottomOf(PriceLevel level) {
        PriceNode bottom = freeBottoms;
        if (bottom == null) {
            bottom = new PriceNode(true);
        } else {
            freeBottoms = bottom.parent;
            bottom.parent = null;
        }
        bottom.prefix = level.rank >>> 6;
        bottom.present = 0;
        put(bottom, (int) level.rank & 63, level);
        return bottom;
    }

    private static void put(PriceNode bottom, int branch, PriceLevel level) {
        bottom.levels[branch] = level;
        bottom.present |= 1L << branch;
        level.leaf = bottom;
    }

    private static void put(PriceNode inner, int branch, PriceNode node) {
        inner.nodes[branch] = node;
        inner.present |= 1L << branch;
        node.parent = inner;
    }
}
