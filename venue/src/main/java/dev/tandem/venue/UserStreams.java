package dev.tandem.venue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Who listens to which account: by listen key on the market streams' connections, or subscribed on the ws-api. */
final class UserStreams {
    private static final long HOUR = 3_600_000;

    private final StreamHub hub;
    private final ConcurrentMap<String, ListenKey> keys = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, List<Subscriber>> subscribers = new ConcurrentHashMap<>();
    private final AtomicLong made = new AtomicLong();

    private static final class ListenKey {
        final String account;
        volatile long until;

        ListenKey(String account, long until) {
            this.account = account;
            this.until = until;
        }
    }

    /** Gets an account's events on a connection of its own. */
    @FunctionalInterface
    interface Subscriber {
        void event(byte[] event);
    }

    UserStreams(StreamHub hub) {
        this.hub = hub;
    }

    /** The account's key; the one that it has already, if that is still good. */
    String open(String account, long nowMillis) {
        for (Map.Entry<String, ListenKey> entry : new HashMap<>(keys).entrySet()) {
            if (entry.getValue().account.equals(account) && entry.getValue().until > nowMillis) {
                entry.getValue().until = nowMillis + HOUR;
                return entry.getKey();
            }
        }
        String key = key(made.incrementAndGet());
        keys.put(key, new ListenKey(account, nowMillis + HOUR));
        return key;
    }

    /** Sixty letters and digits, as Binance's are; it is an address, not a secret: the venue's money does not exist. */
    private static String key(long number) {
        StringBuilder text = new StringBuilder(60);
        long state = number * 0x9E37_79B9_7F4A_7C15L;
        while (text.length() < 60) {
            state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                    .charAt((int) Long.remainderUnsigned(state >>> 33, 62)));
        }
        return text.toString();
    }

    /** Whether it was there. */
    boolean keepAlive(String account, String key, long nowMillis) {
        ListenKey found = keys.get(key);
        if (found == null || !found.account.equals(account) || found.until <= nowMillis) {
            return false;
        }
        found.until = nowMillis + HOUR;
        return true;
    }

    /** Whether it was there. */
    boolean close(String account, String key) {
        ListenKey found = keys.get(key);
        return found != null && found.account.equals(account) && keys.remove(key, found);
    }

    void subscribe(String account, Subscriber subscriber) {
        subscribers.compute(account, (name, before) -> {
            List<Subscriber> all = before == null ? new ArrayList<>() : new ArrayList<>(before);
            all.add(subscriber);
            return List.copyOf(all);
        });
    }

    void unsubscribe(String account, @Nullable Subscriber subscriber) {
        subscribers.computeIfPresent(account, (name, before) -> {
            List<Subscriber> all = new ArrayList<>(before);
            all.remove(subscriber);
            return all.isEmpty() ? null : List.copyOf(all);
        });
    }

    boolean isHeard(String account) {
        return subscribers.containsKey(account) || keys.values().stream().anyMatch(key -> key.account.equals(account));
    }

    void publish(String account, byte[] event) {
        keys.forEach((key, owner) -> {
            if (owner.account.equals(account)) {
                hub.publish(key, event);
            }
        });
        for (Subscriber subscriber : subscribers.getOrDefault(account, List.of())) {
            subscriber.event(event);
        }
    }
}
