package dev.tandem.venue;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many orders each account has sent, in these ten seconds and on this day. */
final class OrderCounts {
    private static final long TEN_SECONDS = 10_000;
    private static final long DAY = 86_400_000;

    private final int perTenSeconds;
    private final int perDay;
    private final Map<String, Count> counts = new HashMap<>();

    private static final class Count {
        long tenSeconds = -1;
        long day = -1;
        int inTenSeconds;
        int inDay;
    }

    /** What stands in the header fields of an order's answer. */
    record Used(int inTenSeconds, int inDay) {}

    OrderCounts(int perTenSeconds, int perDay) {
        if (perTenSeconds <= 0 || perDay <= 0) {
            throw new IllegalArgumentException("the limits of orders must be positive, were " + perTenSeconds
                    + " per 10 seconds and " + perDay + " per day");
        }
        this.perTenSeconds = perTenSeconds;
        this.perDay = perDay;
    }

    int perTenSeconds() {
        return perTenSeconds;
    }

    int perDay() {
        return perDay;
    }

    /** Counts new orders; if that were too many, counts none and says so. */
    synchronized @Nullable BinanceError take(String account, int orders, long nowMillis) {
        Count count = current(account, nowMillis);
        if (count.inTenSeconds + orders > perTenSeconds) {
            return BinanceError.tooManyOrders(perTenSeconds, "10 SECOND");
        }
        if (count.inDay + orders > perDay) {
            return BinanceError.tooManyOrders(perDay, "1 DAY");
        }
        count.inTenSeconds += orders;
        count.inDay += orders;
        return null;
    }

    /** Takes back what was counted for orders that were refused afterwards. */
    synchronized void giveBack(String account, int orders, long nowMillis) {
        Count count = current(account, nowMillis);
        count.inTenSeconds = Math.max(0, count.inTenSeconds - orders);
        count.inDay = Math.max(0, count.inDay - orders);
    }

    synchronized Used used(String account, long nowMillis) {
        Count count = current(account, nowMillis);
        return new Used(count.inTenSeconds, count.inDay);
    }

    private Count current(String account, long nowMillis) {
        Count count = counts.computeIfAbsent(account, key -> new Count());
        long tenSeconds = Math.floorDiv(nowMillis, TEN_SECONDS);
        long day = Math.floorDiv(nowMillis, DAY);
        if (tenSeconds != count.tenSeconds) {
            count.tenSeconds = tenSeconds;
            count.inTenSeconds = 0;
        }
        if (day != count.day) {
            count.day = day;
            count.inDay = 0;
        }
        return count;
    }
}
