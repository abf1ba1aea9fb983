package dev.tandem.venue;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much each address has asked for in this minute: above the limit 429, and for who goes on regardless 418, for two
 * minutes at first and twice as long each time, at most three days.
 */
final class RequestWeights {
    private static final long MINUTE = 60_000;
    private static final long FIRST_BAN = 2 * MINUTE;
    private static final long LONGEST_BAN = 3 * 24 * 60 * MINUTE;
    /** So many refusals within a minute are a ban. */
    private static final int PATIENCE = 10;

    private static final int ADDRESSES = 10_000;

    private final int limit;
    private final Map<Object, Usage> usages = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Usage> eldest) {
            return size() > ADDRESSES;
        }
    };

    private static final class Usage {
        long minute = -1;
        int used;
        int refusals;
        int bans;
        long bannedUntil;
    }

    /**
     * @param used in this minute, with this call
     * @param status 200, 429 or 418
     * @param retryAfterSeconds for 429 and 418
     * @param bannedUntil in milliseconds, for 418
     */
    record Decision(int used, int status, long retryAfterSeconds, long bannedUntil) {}

    RequestWeights(int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("the limit of request weight per minute must be positive, was " + limit);
        }
        this.limit = limit;
    }

    int limit() {
        return limit;
    }

    synchronized Decision take(Object address, int weight, long nowMillis) {
        Usage usage = usages.computeIfAbsent(address, key -> new Usage());
        long minute = Math.floorDiv(nowMillis, MINUTE);
        if (minute != usage.minute) {
            usage.minute = minute;
            usage.used = 0;
            usage.refusals = 0;
        }
        if (nowMillis < usage.bannedUntil) {
            return new Decision(usage.used, 418, secondsUp(usage.bannedUntil - nowMillis), usage.bannedUntil);
        }
        usage.used = (int) Math.min(Integer.MAX_VALUE, (long) usage.used + weight);
        if (usage.used <= limit) {
            return new Decision(usage.used, 200, 0, 0);
        }
        if (++usage.refusals > PATIENCE) {
            long ban = Math.min(LONGEST_BAN, FIRST_BAN << Math.min(usage.bans, 20));
            usage.bans++;
            usage.bannedUntil = nowMillis + ban;
            return new Decision(usage.used, 418, secondsUp(ban), usage.bannedUntil);
        }
        return new Decision(usage.used, 429, secondsUp((minute + 1) * MINUTE - nowMillis), 0);
    }

    private static long secondsUp(long millis) {
        return (millis + 999) / 1_000;
    }

    synchronized int addresses() {
        return usages.size();
    }
}
