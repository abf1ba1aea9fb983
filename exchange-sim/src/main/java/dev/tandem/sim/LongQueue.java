package dev.tandem.sim;

/** First in, first out: numbers in pairs, in a ring that grows and is then used again. */
final class LongQueue {
    private long[] ring = new long[128];
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(long first, long second) {
        if (2 * (size + 1) > ring.length) {
            grow();
        }
        int at = (2 * (head + size)) & (ring.length - 1);
        ring[at] = first;
        ring[at + 1] = second;
        size++;
    }

    /** The first number of the oldest pair. */
    long first() {
        return ring[(2 * head) & (ring.length - 1)];
    }

    /** Takes the oldest pair out and gives its second number. */
    long take() {
        long second = ring[((2 * head) & (ring.length - 1)) + 1];
        head = (head + 1) & (ring.length / 2 - 1);
        size--;
        return second;
    }

    private void grow() {
        long[] larger = new long[2 * ring.length];
        for (int i = 0; i < 2 * size; i++) {
            larger[i] = ring[(2 * head + i) & (ring.length - 1)];
        }
        ring = larger;
        head = 0;
    }
}
