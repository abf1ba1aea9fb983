package dev.tandem.runtime.session;

import dev.tandem.model.Bar;
import dev.tandem.model.Capability;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.MarketDataListener;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bars of one instrument as the venue publishes them, each once and in order: by its stream where it has one, and by
 * asking where it has none, while it is away, and for what it does not tell. Whichever way they come, the bars are the same.
 *
 * <p>A streamed bar that is the next one is delivered at once. One that is further on shows a gap: what is between is asked
 * for first, and the streamed bar waits until the venue has answered. A bar that is due and does not come is asked for after
 * a grace; if the venue has it and the stream has not told it, the stream is not relied on until it tells one again, and
 * after three such bars in a row it is opened anew.
 *
 * <p>Everything happens on one virtual thread of its own, so that a slow venue holds nobody up.
 */
public final class BarFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BarFeed.class);
    /** How far a venue's clock may be from ours before it is one of another time. */
    static final long ANOTHER_TIME = 3_600 * Times.SECOND;
    /** How far ahead of our clock a bar may close: further, it is none that has happened. */
    private static final long AHEAD = 60 * Times.SECOND;
    /** How many bars the stream may miss before it is opened anew. */
    private static final int MISSES = 3;
    /** How often a venue is asked for what lies before a streamed bar until it counts that it has nothing there. */
    private static final int ANSWERS = 4;

    private static final int ROOM = 4_096;

    /**
     * How patient it is.
     *
     * @param nap the longest time that passes without a look at the clock
     * @param pause before the same is asked for again; doubled up to the nap after each answer without news
     * @param trouble before a venue that could not be asked is asked again
     * @param grace how long after its close a bar may take to come by stream
     * @param check how often a market of another time is asked although its stream is there
     */
    record Patience(Duration nap, Duration pause, Duration trouble, Duration grace, Duration check) {
        static Patience with(Duration bar) {
            long grace = Math.clamp(bar.toMillis() / 20, 250, 2_000);
            return new Patience(
                    Duration.ofSeconds(1),
                    Duration.ofMillis(250),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(grace),
                    Duration.ofSeconds(5));
        }
    }

    private final ExecutionPlugin venue;
    private final Instrument instrument;
    private final Duration length;
    private final InstantSource clock;
    private final Consumer<Bar> sink;
    private final Consumer<String> said;
    private final Patience patience;
    private final Thread thread;
    private final boolean replays;
    private final BlockingQueue<News> inbox = new LinkedBlockingQueue<>(ROOM);
    private @Nullable Subscription subscription;
    private long pauseNanos;
    private long askedNanos;
    private int generation;
    private int misses;
    private boolean relied;
    private boolean away;
    private boolean complained;
    private volatile boolean connected;
    private volatile long connectedNanos;
    private volatile boolean closed;
    private volatile long lastCloseNanos;
    private volatile long streamed;
    private volatile long asked;

    /** Of the stream. */
    private sealed interface News {
        int generation();

        record Complete(int generation, Bar bar) implements News {}

        record There(int generation) implements News {}

        record Gone(int generation, String why) implements News {}
    }

    /**
     * @param afterNanos bars that opened at this moment or later are delivered
     * @param sink told of each bar once, in order
     * @param said told in words which way the bars come, whenever that changes
     */
    public BarFeed(
            ExecutionPlugin venue,
            Instrument instrument,
            Duration length,
            InstantSource clock,
            long afterNanos,
            Consumer<Bar> sink,
            Consumer<String> said) {
        this(venue, instrument, length, clock, afterNanos, sink, said, Patience.with(length));
    }

    BarFeed(
            ExecutionPlugin venue,
            Instrument instrument,
            Duration length,
            InstantSource clock,
            long afterNanos,
            Consumer<Bar> sink,
            Consumer<String> said,
            Patience patience) {
        this.venue = venue;
        this.instrument = instrument;
        this.length = length;
        this.clock = clock;
        this.sink = sink;
        this.said = said;
        this.patience = patience;
        this.pauseNanos = patience.pause().toNanos();
        this.lastCloseNanos = afterNanos;
        this.replays = Math.abs(afterNanos - Times.nanos(clock.instant())) > ANOTHER_TIME + length.toNanos();
        this.thread = Thread.ofVirtual().name("bars-" + instrument).unstarted(this::run);
    }

    /** What time it is at the market: ours, unless the venue replays a market of another time. */
    public static long marketNow(ExecutionPlugin venue, Instrument instrument, InstantSource clock) {
        long ours = Times.nanos(clock.instant());
        try {
            long theirs = venue.fetchData(instrument).timeNanos();
            return Math.abs(theirs - ours) < ANOTHER_TIME ? ours : theirs;
        } catch (PluginException e) {
            return ours;
        }
    }

    /** Begins to listen, or to ask. */
    public void start() {
        thread.start();
    }

    /** For how long the next bar has been due; negative while it is not. */
    public long lateNanos() {
        return replays ? -1 : Times.nanos(clock.instant()) - (lastCloseNanos + length.toNanos());
    }

    /** Whether the stream is there. */
    public boolean isStreaming() {
        return connected;
    }

    /** How many bars came by stream. */
    public long streamed() {
        return streamed;
    }

    /** How many bars were asked for. */
    public long asked() {
        return asked;
    }

    private void run() {
        try {
            if (venue.capabilities().has(Capability.MARKET_DATA_STREAM)) {
                subscribe();
            } else {
                say("asked for: " + venue.name() + " has no stream of them");
            }
            while (!closed) {
                long nap = napNanos();
                News news = nap > 0 ? inbox.poll(nap, TimeUnit.NANOSECONDS) : inbox.poll();
                if (news != null) {
                    hear(news);
                } else if (nap <= 0 || isToBeChecked()) {
                    ask();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            unsubscribe();
        }
    }

    private void say(String how) {
        said.accept("bars of " + instrument + ": " + how);
    }

    // The stream

    private void subscribe() {
        unsubscribe();
        int mine = ++generation;
        try {
            subscription = venue.subscribe(instrument, length, new MarketDataListener() {
                @Override
                public void onBar(Bar bar) {
                    tell(new News.Complete(mine, bar.copy()));
                }

                @Override
                public void onConnected() {
                    tell(new News.There(mine));
                }

                @Override
                public void onDisconnected(String why) {
                    tell(new News.Gone(mine, why));
                }
            });
            if (mine == 1) {
                say("by stream; asked for until it is there");
            }
        } catch (PluginException | IllegalArgumentException e) {
            say("asked for: " + e.getMessage());
        } catch (RuntimeException e) {
            // A plugin's bug takes its stream away, and not the bars.
            LOG.error("{} fails to stream the bars of {}", venue.name(), instrument, e);
            say("asked for: " + e);
        }
    }

    /** What there is no room for is found to be missing when the next one comes, or when it is due. */
    private void tell(News news) {
        if (!inbox.offer(news)) {
            LOG.warn("bars of {} come faster than they are taken: {} is left out", instrument, news);
        }
    }

    private void unsubscribe() {
        Subscription before = subscription;
        subscription = null;
        connected = false;
        relied = false;
        if (before != null) {
            before.close();
        }
    }

    private void hear(News news) throws InterruptedException {
        if (news.generation() != generation) {
            return;
        }
        switch (news) {
            case News.There there -> {
                connected = true;
                relied = true;
                connectedNanos = Times.nanos(clock.instant());
                misses = 0;
                away = false;
                say("by stream");
                if (isDue(0)) {
                    ask();
                }
            }
            case News.Gone(int of, String why) -> {
                boolean isNews = connected || !away;
                connected = false;
                relied = false;
                away = true;
                if (isNews) {
                    say("asked for while the stream is away: " + why);
                }
            }
            case News.Complete(int of, Bar bar) -> take(bar);
        }
    }

    private void take(Bar bar) throws InterruptedException {
        boolean plausible = bar.instrument().equals(instrument)
                && bar.closeTimeNanos() - bar.openTimeNanos() == length.toNanos()
                && bar.closeTimeNanos() <= (replays ? horizon() : Times.nanos(clock.instant()) + AHEAD);
        if (!plausible) {
            if (!complained) {
                complained = true;
                LOG.warn("the stream of {} has told a bar that cannot be: {}", instrument, bar);
            }
            return;
        }
        connected = true;
        relied = true;
        misses = 0;
        if (bar.openTimeNanos() < lastCloseNanos) {
            return;
        }
        if (bar.openTimeNanos() > lastCloseNanos) {
            fill(bar.openTimeNanos());
        }
        if (!closed && bar.openTimeNanos() >= lastCloseNanos) {
            streamed++;
            deliver(bar);
        }
    }

    /** What lies before a streamed bar; the venue may have nothing there, but it has to have said so. */
    private void fill(long until) throws InterruptedException {
        int answers = 0;
        while (!closed && lastCloseNanos < until) {
            try {
                fetch(until);
                if (lastCloseNanos >= until || ++answers == ANSWERS) {
                    return;
                }
                Thread.sleep(patience.pause().multipliedBy(answers));
            } catch (PluginException e) {
                LOG.warn("the gap in the bars of {} cannot be filled yet: {}", instrument, e.getMessage());
                Thread.sleep(patience.trouble());
            }
        }
    }

    private void deliver(Bar bar) {
        lastCloseNanos = bar.closeTimeNanos();
        pauseNanos = patience.pause().toNanos();
        sink.accept(bar);
    }

    // Asking

    private boolean isDue(long graceNanos) {
        return lateNanos() >= graceNanos && !replays;
    }

    /** How long there is nothing to do but to listen; 0 if it is time to ask. */
    private long napNanos() {
        long nap = patience.nap().toNanos();
        if (replays) {
            return relied ? nap : Math.min(nap, pauseNanos);
        }
        long due = (relied ? patience.grace().toNanos() : 0) - lateNanos();
        if (due > 0) {
            return Math.min(nap, due);
        }
        return Math.max(0, Math.min(nap, askedNanos + pauseNanos - System.nanoTime()));
    }

    private boolean isToBeChecked() {
        if (!replays) {
            return false;
        }
        return !relied || System.nanoTime() - askedNanos >= patience.check().toNanos();
    }

    private void ask() throws InterruptedException {
        try {
            int found = fetch(Long.MAX_VALUE);
            askedNanos = System.nanoTime();
            if (found == 0 && !replays) {
                // A bar that nobody has traded in, at a venue that has none then: no reason to ask four times a second.
                pauseNanos = Math.min(5 * patience.nap().toNanos(), 2 * pauseNanos);
            }
            if (misses >= MISSES && connected) {
                say("asked for: the stream is there and has not told " + misses + " in a row; it is opened anew");
                misses = 0;
                subscribe();
            }
        } catch (PluginException e) {
            LOG.warn("bars of {} cannot be had: {}", instrument, e.getMessage());
            Thread.sleep(patience.trouble());
        }
    }

    /** A market of another time goes at another speed: whatever is finished is asked for, a thousand bars at a time. */
    private long horizon() {
        return lastCloseNanos + 1_000 * length.toNanos();
    }

    /** @param until what opened at that moment or later is left to the stream */
    private int fetch(long until) {
        long now = replays ? horizon() : Times.nanos(clock.instant());
        long end = until == Long.MAX_VALUE ? now : until;
        List<Bar> bars = venue.history(instrument, length, Times.instant(lastCloseNanos), Times.instant(end));
        int delivered = 0;
        boolean missed = false;
        for (Bar bar : bars) {
            if (bar.openTimeNanos() >= lastCloseNanos && bar.closeTimeNanos() <= end) {
                missed |= connected && bar.volume() > 0 && bar.openTimeNanos() >= connectedNanos;
                asked++;
                deliver(bar.copy());
                delivered++;
            }
        }
        if (missed && until == Long.MAX_VALUE) {
            misses++;
            relied = false;
        }
        return delivered;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
