package dev.tandem.xchange;

import java.time.Duration;
import java.util.List;

/**
 * How much a venue lets us ask. Not safe for several threads: {@link KeyTurn} holds its lock.
 *
 * <p>Each limit is a bucket that holds half of what the venue allows in the interval and refills the other half over
 * it: so never more than the limit falls into any interval, however it is laid. Cancels may empty it; everything else
 * leaves a tenth for them.
 */
final class RateBudget {
    /**
     * A limit of the venue.
     *
     * @param name as the venue calls it
     * @param permits how many
     * @param per in which time
     * @param ordersOnly whether it counts new orders, one each, and not the weight of requests
     */
    record Limit(String name, int permits, Duration per, boolean ordersOnly) {}

    private static final class Bucket {
        final Limit limit;
        final double capacity;
        final double perNano;
        double tokens;
        long at;

        Bucket(Limit limit, long now) {
            this.limit = limit;
            this.capacity = Math.max(1, limit.permits / 2.0);
            this.perNano = capacity / limit.per.toNanos();
            this.tokens = capacity;
            this.at = now;
        }

        void refill(long now) {
            tokens = Math.min(capacity, tokens + (now - at) * perNano);
            at = now;
        }

        double cost(KeyTurn.Priority priority, int weight) {
            if (limit.ordersOnly) {
                return priority == KeyTurn.Priority.ORDER ? 1 : 0;
            }
            return Math.min(weight, capacity);
        }

        /** What has to be there for it to go. */
        double needed(KeyTurn.Priority priority, double cost) {
            double reserve = priority == KeyTurn.Priority.CANCEL || limit.ordersOnly ? 0 : capacity / 10;
            return Math.min(capacity, cost + reserve);
        }
    }

    private List<Bucket> buckets;
    private long closedUntil = Long.MIN_VALUE;

    RateBudget(List<Limit> limits, long now) {
        this.buckets = limits.stream().map(limit -> new Bucket(limit, now)).toList();
    }

    /** The venue has told its limits. */
    void limits(List<Limit> limits, long now) {
        buckets = limits.stream().map(limit -> new Bucket(limit, now)).toList();
    }

    /** The venue wants to hear nothing for a while. */
    void closeUntil(long nanos) {
        closedUntil = Math.max(closedUntil, nanos);
    }

    /** Takes what a request costs and returns 0, or takes nothing and says for how long it is too much. */
    long take(KeyTurn.Priority priority, int weight, long now) {
        if (closedUntil != Long.MIN_VALUE && now < closedUntil) {
            return closedUntil - now;
        }
        long wait = 0;
        for (Bucket bucket : buckets) {
            bucket.refill(now);
            double cost = bucket.cost(priority, weight);
            double missing = bucket.needed(priority, cost) - bucket.tokens;
            if (cost > 0 && missing > 0) {
                wait = Math.max(wait, (long) Math.ceil(missing / bucket.perNano));
            }
        }
        if (wait == 0) {
            for (Bucket bucket : buckets) {
                bucket.tokens -= bucket.cost(priority, weight);
            }
        }
        return wait;
    }
}
