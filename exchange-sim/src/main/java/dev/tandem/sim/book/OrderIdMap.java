package dev.tandem.sim.book;

import org.jspecify.annotations.Nullable;

/**
 * What is known by an order's id, without boxing: open addressing with linear probing, at most half full. It allocates
 * when it grows, and otherwise never. Ids may be any {@code long}.
 *
 * @param <V> what is kept
 */
public final class OrderIdMap<V> {
    private static final int INITIAL = 1024;

    private long[] ids = new long[INITIAL];
    private @Nullable Object[] values = new @Nullable Object[INITIAL];
    private int shift = Long.numberOfLeadingZeros(INITIAL - 1);
    private int size;

    /** How many there are. */
    public int size() {
        return size;
    }

    /** What is kept for this id; null if nothing is. */
    @SuppressWarnings("unchecked") // only put stores, and it stores nothing else
    public @Nullable V get(long id) {
        int mask = ids.length - 1;
        int slot = slot(id);
        while (true) {
            Object value = values[slot];
            if (value == null || ids[slot] == id) {
                return (V) value;
            }
            slot = (slot + 1) & mask;
        }
    }

    /** Keeps a value for an id that has none yet. */
    public void put(long id, V value) {
        if (2 * (size + 1) > ids.length) {
            grow();
        }
        insert(id, value);
        size++;
    }

    /** Forgets an id that is there. */
    public void remove(long id) {
        int mask = ids.length - 1;
        int hole = slot(id);
        while (values[hole] != null && ids[hole] != id) {
            hole = (hole + 1) & mask;
        }
        if (values[hole] == null) {
            return;
        }
        size--;
        // Whoever stands behind the hole and may stand in it moves up: no tombstones.
        int slot = hole;
        while (true) {
            slot = (slot + 1) & mask;
            Object value = values[slot];
            if (value == null) {
                break;
            }
            int home = slot(ids[slot]);
            if (((slot - home) & mask) >= ((slot - hole) & mask)) {
                ids[hole] = ids[slot];
                values[hole] = value;
                hole = slot;
            }
        }
        values[hole] = null;
    }

    private void insert(long id, Object value) {
        int mask = ids.length - 1;
        int slot = slot(id);
        while (values[slot] != null) {
            slot = (slot + 1) & mask;
        }
        ids[slot] = id;
        values[slot] = value;
    }

    private void grow() {
        long[] oldIds = ids;
        @Nullable Object[] oldValues = values;
        ids = new long[oldIds.length * 2];
        values = new @Nullable Object[ids.length];
        shift--;
        for (int i = 0; i < oldIds.length; i++) {
            Object value = oldValues[i];
            if (value != null) {
                insert(oldIds[i], value);
            }
        }
    }

    /** Fibonacci hashing: ids that follow each other are spread. */
    private int slot(long id) {
        return (int) ((id * 0x9E37_79B9_7F4A_7C15L) >>> shift);
    }
}
