package dev.tandem.runtime.session;

import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bars of one instrument as the venue publishes them: asked for when one is due, and again until it is there. A virtual
 * thread of its own, so that a slow venue holds nobody up.
 */
public final class PolledBars implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PolledBars.class);
    /** How far a venue's clock may be from ours before it is one of another time. */
    static final long ANOTHER_TIME = 3_600 * Times.SECOND;

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration TROUBLE_PAUSE = Duration.ofSeconds(2);

    private final ExecutionPlugin venue;
    private final Instrument instrument;
    private final Duration length;
    private final InstantSource clock;
    private final Consumer<Bar> sink;
    private final Thread thread;
    private final boolean replays;
    private volatile boolean closed;
    private volatile long lastCloseNanos;

    /**
     * @param afterNanos bars that opened at this moment or later are delivered
     * @param sink told of each bar once, in order
     */
    public PolledBars(
            ExecutionPlugin venue,
            Instrument instrument,
            Duration length,
            InstantSource clock,
            long afterNanos,
            Consumer<Bar> sink) {
        this.venue = venue;
        this.instrument = instrument;
        this.length = length;
        this.clock = clock;
        this.sink = sink;
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

    /** Begins to ask. */
    public void start() {
        thread.start();
    }

    /** For how long the next bar has been due; negative while it is not. */
    long lateNanos() {
        return replays ? -1 : Times.nanos(clock.instant()) - (lastCloseNanos + length.toNanos());
    }

    private void run() {
        try {
            while (!closed) {
                long due = lastCloseNanos + length.toNanos() - Times.nanos(clock.instant());
                if (due > 0 && !replays) {
                    Thread.sleep(Duration.ofNanos(Math.min(due, PAUSE.toNanos() * 4)));
                    continue;
                }
                try {
                    if (fetch() == 0 || replays) {
                        Thread.sleep(PAUSE);
                    }
                } catch (PluginException e) {
                    LOG.warn("bars of {} cannot be had: {}", instrument, e.getMessage());
                    Thread.sleep(TROUBLE_PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int fetch() {
        // A market of another time goes at another speed: whatever is finished is asked for.
        Instant now = replays ? Times.instant(lastCloseNanos + 1_000 * length.toNanos()) : clock.instant();
        List<Bar> bars = venue.history(instrument, length, Times.instant(lastCloseNanos), now);
        int delivered = 0;
        for (Bar bar : bars) {
            if (bar.openTimeNanos() >= lastCloseNanos && bar.closeTimeNanos() <= Times.nanos(now)) {
                Bar copy = bar.copy();
                lastCloseNanos = copy.closeTimeNanos();
                sink.accept(copy);
                delivered++;
            }
        }
        return delivered;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
