package dev.tandem.runtime.session;

import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.MarketDataListener;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.Subscription;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A market of which everything is known beforehand, whose clock runs many times faster than ours, and whose venue tells its
 * bars when they are asked for, and by a stream on which things go wrong.
 */
final class FeedMarket implements InstantSource, AutoCloseable {
    static final Instrument BTC = Instrument.of("BTC/USDT", "0.01", "0.00001");
    static final Duration MINUTE = Duration.ofMinutes(1);
    static final BarFeed.Patience PATIENCE = new BarFeed.Patience(
            Duration.ofMillis(5),
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofSeconds(20),
            Duration.ofMillis(20));
    private static final long LENGTH = MINUTE.toNanos();

    /** What can go wrong with a bar on the stream. */
    enum Trouble {
        NONE,
        LOST,
        TWICE,
        OLD_AGAIN,
        LATE,
        GARBAGE,
        DISCONNECT,
        STALL
    }

    final List<BarRecord> truth = new ArrayList<>();
    final List<String> said = new CopyOnWriteArrayList<>();
    final AtomicInteger subscriptions = new AtomicInteger();
    private final List<Trouble> troubles = new ArrayList<>();
    private final long start;
    private final long end;
    private final long speed;
    private final SplittableRandom restRandom;
    private final double restTrouble;
    private final boolean hasStream;
    private final List<Told> listeners = new CopyOnWriteArrayList<>();
    private volatile long begunNanos = -1;
    private volatile boolean over;
    private volatile boolean silent;
    private boolean subscribingFails;

    private record Told(MarketDataListener listener) {}

    /**
     * @param start of the first bar, nanoseconds since 1970
     * @param bars how many intervals there are; in some nobody trades, and of some of those the venue has no bar at all
     * @param speed how many times faster than ours its clock runs
     */
    FeedMarket(long seed, long start, int bars, long speed, boolean hasStream, double restTrouble) {
        SplittableRandom random = new SplittableRandom(seed);
        this.start = start;
        this.end = start + bars * LENGTH;
        this.speed = speed;
        this.hasStream = hasStream;
        this.restTrouble = restTrouble;
        this.restRandom = random.split();
        long price = 6_000_000;
        for (int i = 0; i < bars; i++) {
            int kind = random.nextInt(20);
            long open = start + i * LENGTH;
            if (kind == 0 && i + 1 < bars) {
                continue;
            }
            boolean flat = kind <= 2;
            long next = flat ? price : price + random.nextLong(-500, 501);
            long reach = flat ? 0 : random.nextLong(200);
            truth.add(new BarRecord(
                    BTC,
                    -1,
                    open,
                    open + LENGTH,
                    price,
                    Math.max(price, next) + reach,
                    Math.min(price, next) - reach,
                    next,
                    flat ? 0 : 1 + random.nextInt(100) / 10.0));
            price = next;
        }
        SplittableRandom disorder = random.split();
        truth.forEach(bar -> troubles.add(
                disorder.nextInt(3) > 0 ? Trouble.NONE : Trouble.values()[disorder.nextInt(Trouble.values().length)]));
    }

    /** Nothing but this happens on the stream from now on. */
    FeedMarket with(Predicate<Integer> which, Trouble trouble) {
        for (int i = 0; i < troubles.size(); i++) {
            troubles.set(i, which.test(i) ? trouble : Trouble.NONE);
        }
        return this;
    }

    /** The plugin says that it has a stream and has a bug where it opens it. */
    FeedMarket subscribingFails() {
        subscribingFails = true;
        return this;
    }

    @Override
    public Instant instant() {
        long begun = begunNanos;
        return Times.instant(begun < 0 ? start : start + (System.nanoTime() - begun) * speed);
    }

    private long now() {
        return Math.min(end, Times.nanos(instant()));
    }

    /** Its clock starts, and its stream begins to tell. */
    void begin() {
        begunNanos = System.nanoTime();
        Thread.ofVirtual().start(this::tell);
    }

    ExecutionPlugin venue() {
        EnumSet<Capability> set = EnumSet.of(Capability.HISTORY);
        if (hasStream) {
            set.add(Capability.MARKET_DATA_STREAM);
        }
        return (ExecutionPlugin) Proxy.newProxyInstance(
                FeedMarket.class.getClassLoader(),
                new Class<?>[] {ExecutionPlugin.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "name" -> "test";
                    case "capabilities" -> Capabilities.of(set);
                    case "history" -> history(Times.nanos((Instant) arguments[2]), Times.nanos((Instant) arguments[3]));
                    case "subscribe" -> {
                        if (subscribingFails) {
                            throw new IllegalStateException("index -1");
                        }
                        yield subscribe((MarketDataListener) arguments[2]);
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private synchronized List<Bar> history(long from, long to) {
        if (restRandom.nextDouble() < restTrouble) {
            throw new PluginException("503");
        }
        long now = now();
        List<Bar> bars = new ArrayList<>();
        for (BarRecord bar : truth) {
            if (bar.openTimeNanos() >= from && bar.openTimeNanos() < to && bar.closeTimeNanos() <= now) {
                bars.add(bar);
            }
        }
        return bars;
    }

    private Subscription subscribe(MarketDataListener listener) {
        subscriptions.incrementAndGet();
        Told told = new Told(listener);
        synchronized (listeners) {
            silent = false;
            listener.onConnected();
            listeners.add(told);
        }
        return () -> listeners.remove(told);
    }

    private void tell() {
        try {
            BarRecord late = null;
            int away = 0;
            for (int i = 0; i < truth.size() && !over; i++) {
                BarRecord bar = truth.get(i);
                while (now() < bar.closeTimeNanos() && !over) {
                    Thread.sleep(Duration.ofNanos(500_000));
                }
                if (away > 0 && --away == 0) {
                    listeners.forEach(told -> told.listener.onConnected());
                }
                if (away > 0 || silent) {
                    continue;
                }
                BarRecord held = late;
                late = null;
                switch (troubles.get(i)) {
                    case NONE -> told(bar);
                    case LOST -> {}
                    case TWICE -> {
                        told(bar);
                        told(bar);
                    }
                    case OLD_AGAIN -> {
                        told(truth.get(Math.max(0, i - 3)));
                        told(bar);
                    }
                    case LATE -> late = bar;
                    case GARBAGE -> {
                        told(moved(bar, 40L * 365 * Times.DAY));
                        told(new BarRecord(
                                bar.instrument(),
                                -1,
                                bar.openTimeNanos(),
                                bar.closeTimeNanos() + LENGTH,
                                bar.openTicks(),
                                bar.highTicks(),
                                bar.lowTicks(),
                                bar.closeTicks(),
                                1));
                        told(bar);
                    }
                    case DISCONNECT -> {
                        away = 3;
                        listeners.forEach(told -> told.listener.onDisconnected("the connection was reset"));
                    }
                    case STALL -> silent = true;
                }
                if (held != null) {
                    told(held);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static BarRecord moved(BarRecord bar, long nanos) {
        return new BarRecord(
                bar.instrument(),
                -1,
                bar.openTimeNanos() + nanos,
                bar.closeTimeNanos() + nanos,
                bar.openTicks(),
                bar.highTicks(),
                bar.lowTicks(),
                bar.closeTicks(),
                bar.volume());
    }

    private void told(BarRecord bar) {
        synchronized (listeners) {
            listeners.forEach(told -> told.listener.onBar(bar));
        }
    }

    @Override
    public void close() {
        over = true;
    }
}
