package dev.tandem.webhook.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How often somebody may do something: so many at once, and so many a second after that, for each name. Remembers the names
 * that were heard last, and no more than so many.
 *
 * <p>Safe for any thread.
 */
public final class Budgets {
    private static final int MAX_NAMES = 4096;

    private static final class Bucket {
        double left;
        long at;
    }

    private final double burst;
    private final double perSecond;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_NAMES;
        }
    };

    /**
     * @param burst how many at once
     * @param perSecond how many a second come again
     * @param nanos a clock that never goes back
     */
    public Budgets(int burst, int perSecond, LongSupplier nanos) {
        if (burst <= 0 || perSecond <= 0) {
            throw new IllegalArgumentException("a budget must be positive, was " + burst + " and " + perSecond + "/s");
        }
        this.burst = burst;
        this.perSecond = perSecond;
        this.nanos = nanos;
    }

    /** Takes one; false if there is none left. */
    public synchronized boolean take(String name) {
        long now = nanos.getAsLong();
        Bucket bucket = buckets.get(name);
        if (bucket == null) {
            bucket = new Bucket();
            bucket.left = burst;
            bucket.at = now;
            buckets.put(name, bucket);
        }
        bucket.left = Math.min(burst, bucket.left + (now - bucket.at) * 1e-9 * perSecond);
        bucket.at = now;
        if (!(bucket.left >= 1)) {
            return false;
        }
        bucket.left--;
        return true;
    }

    synchronized int names() {
        return buckets.size();
    }
}
