package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.plugin.MarketDataListener;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.Subscription;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bars of one instrument, told by a venue's public stream: connects, asks, listens, and opens the connection again
 * whenever it ends, is silent for too long or is a day old. What is complete is told as it comes, which may be twice or with
 * a gap; who listens puts it in order ({@code BarFeed}).
 *
 * <p>What cannot be understood is left out, and never ends it: the bar that it may have been is missed, found missing when
 * the next one comes, and asked for.
 */
final class MarketStream implements Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(MarketStream.class);
    private static final Duration TURN = Duration.ofMillis(250);
    private static final Duration LAST_TURN = Duration.ofSeconds(10);
    /** How long after a bar's end it may still change, where nobody says that it is complete. */
    private static final long SETTLING_MILLIS = 300;

    private static final long LONGEST_WAIT = 1_000_000_000L;
    private static final int TRIES = 6;
    private static final int HOPELESS = 500;
    private static final int REMEMBERED = 3;

    /** How past bars are asked for; both times in milliseconds. */
    @FunctionalInterface
    interface Past {
        /** @throws PluginException if the venue cannot be asked */
        List<Bar> bars(long from, long to);
    }

    private final String what;
    private final Supplier<StreamDialect> dialects;
    private final Past past;
    private final long lengthMillis;
    private final VenueClock clock;
    private final MarketDataListener listener;
    private final StreamPace pace;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean ready;
    private volatile long differences;
    private boolean complained;
    /** Of one connection. */
    private @Nullable String end;

    private boolean told;
    private long inProgress;
    private long wantedFrom;
    private long wantedTo;
    private long wantedAtNanos;
    private int tries;
    /** The latest bars as the stream's updates, or its trades, make them. */
    private final TreeMap<Long, BarRecord> seen = new TreeMap<>();

    /**
     * @param what is told, in words
     * @param dialects a language for each connection
     * @param listener told by one thread, never after {@link #close} has returned
     */
    MarketStream(
            String what,
            Supplier<StreamDialect> dialects,
            Past past,
            Duration length,
            VenueClock clock,
            MarketDataListener listener,
            StreamPace pace) {
        this.what = what;
        this.dialects = dialects;
        this.past = past;
        this.lengthMillis = length.toMillis();
        this.clock = clock;
        this.listener = listener;
        this.pace = pace;
        this.thread = Thread.ofVirtual().name("tandem-xchange-market").start(this::run);
    }

    /** Whether it is there, and has said that it will tell what was asked for. */
    boolean isReady() {
        return ready;
    }

    /** How many bars that were asked for are other ones than the stream's updates, or its trades, had made of them. */
    long differences() {
        return differences;
    }

    private void run() {
        long pause = pace.firstPause().toNanos();
        try (TextSocket.Caller caller = new TextSocket.Caller(pace.connect())) {
            while (!closed) {
                String why;
                try {
                    why = converse(caller, dialects.get());
                } catch (ExecutionException | TimeoutException | IOException e) {
                    why = "it cannot be opened: " + ErrorTable.words(e);
                }
                boolean was = ready;
                ready = false;
                if (closed) {
                    return;
                }
                LOG.info("the stream of {} has ended: {}", what, why);
                listener.onDisconnected(why);
                if (was) {
                    pause = pace.firstPause().toNanos();
                }
                Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(pause / 2, pause + 1)));
                pause = Math.min(pace.lastPause().toNanos(), 2 * pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("the stream of {} has ended for good", what, e);
            listener.onDisconnected("it has ended for good: " + e);
        }
    }

    /** One connection. Why it has ended. */
    private String converse(TextSocket.Caller caller, StreamDialect dialect)
            throws InterruptedException, ExecutionException, TimeoutException, IOException {
        end = null;
        inProgress = 0;
        wantedTo = 0;
        seen.clear();
        try (TextSocket socket = caller.open(dialect.address())) {
            List<String> greetings = dialect.greetings();
            for (String greeting : greetings) {
                socket.send(greeting);
            }
            Ears ears = new Ears(dialect);
            if (greetings.isEmpty()) {
                ears.ready();
            }
            Duration silence = pace.silence() == null ? dialect.silence() : pace.silence();
            long pingAfter =
                    Math.min(dialect.pingAfter().toNanos(), silence.dividedBy(3).toNanos());
            long began = System.nanoTime();
            long pinged = began;
            long looked = began;
            int gibberish = 0;
            while (!closed && end == null) {
                told = false;
                TextSocket.News news = socket.next(TURN);
                switch (news) {
                    case TextSocket.News.Text(String text) -> gibberish = read(dialect, ears, text) ? 0 : gibberish + 1;
                    case TextSocket.News.Over(String why) -> end = why;
                    case TextSocket.News.Nothing nothing -> {}
                }
                long now = System.nanoTime();
                long silent = now - socket.heardNanos();
                if (end == null && silent > silence.toNanos()) {
                    end = "nothing was heard for " + silent / 1_000_000 + " ms (limit " + silence.toMillis() + " ms)";
                } else if (end == null && gibberish > HOPELESS) {
                    end = gibberish + " messages in a row were none";
                } else if (end == null && !ready && now - began > pace.connect().toNanos()) {
                    end = "what was asked for was not answered within "
                            + pace.connect().toMillis() + " ms";
                } else if (silent > pingAfter && now - pinged > pingAfter) {
                    pinged = now;
                    socket.ping(dialect.ping());
                }
                // What waits to be read may still belong to the bar that is over.
                if (!dialect.marksComplete() && ready && (!socket.isBehind() || now - looked > LONGEST_WAIT)) {
                    looked = now;
                    watchTheTime();
                    ask(now);
                }
                if (end == null && told && now - began > pace.renewAfter().toNanos()) {
                    end = "it is renewed after " + (now - began) / 3_600_000_000_000L + " h, before the venue ends it";
                }
            }
            return end == null ? "it is closed" : end;
        }
    }

    /** False for what is no message at all. */
    private boolean read(StreamDialect dialect, Ears ears, String text) {
        if (dialect.isWord(text)) {
            return true;
        }
        try {
            JsonNode message = VenueJson.read(text);
            dialect.read(message, ears);
            return true;
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            if (complained) {
                LOG.debug("a message about {} is not understood: {}", what, e.getMessage());
            } else {
                complained = true;
                LOG.warn("a message about {} is not understood and left out: {}", what, e.getMessage());
            }
            return false;
        }
    }

    private final class Ears implements StreamDialect.Ears {
        private final StreamDialect dialect;

        Ears(StreamDialect dialect) {
            this.dialect = dialect;
        }

        @Override
        public void ready() {
            if (!ready) {
                ready = true;
                if (!dialect.marksComplete()) {
                    inProgress = Math.floorDiv(clock.venueMillis(), lengthMillis) * lengthMillis;
                }
                LOG.info("the stream of {} is there", what);
                listener.onConnected();
            }
        }

        @Override
        public void complete(BarRecord bar) {
            ready();
            clock.heard(bar.closeTimeNanos() / 1_000_000);
            told = true;
            listener.onBar(bar);
        }

        @Override
        public void progress(BarRecord bar, boolean whole) {
            ready();
            if (dialect.marksComplete()) {
                return;
            }
            long open = bar.openTimeNanos() / 1_000_000;
            if (open > clock.venueMillis() + lengthMillis) {
                // Of a time that has not come: it would keep those that do come from being noticed.
                return;
            }
            if (open > inProgress) {
                want(inProgress, open);
                inProgress = open;
            }
            if (whole) {
                seen.put(bar.openTimeNanos(), bar);
                if (seen.size() > REMEMBERED) {
                    seen.pollFirstEntry();
                }
            }
        }

        @Override
        public void refused(String why) {
            end = "the venue refuses it: " + why;
        }

        @Override
        public void leave(String why) {
            end = why;
        }
    }

    // Where the venue does not say what is complete

    /** A bar is over when its time is, whether anybody has traded since or not. */
    private void watchTheTime() {
        long now = clock.venueMillis();
        if (now >= inProgress + lengthMillis + SETTLING_MILLIS) {
            long next = Math.floorDiv(now, lengthMillis) * lengthMillis;
            want(inProgress, next);
            inProgress = next;
        }
    }

    private void want(long from, long to) {
        if (wantedTo == 0 || wantedFrom >= wantedTo) {
            wantedFrom = from;
        }
        wantedTo = Math.max(wantedTo, to);
        wantedAtNanos = System.nanoTime();
        tries = 0;
    }

    private void ask(long now) {
        if (wantedFrom >= wantedTo || now - wantedAtNanos < 0) {
            return;
        }
        tries++;
        try {
            for (Bar bar : past.bars(wantedFrom, wantedTo)) {
                long close = bar.closeTimeNanos() / 1_000_000;
                if (bar.openTimeNanos() / 1_000_000 >= wantedFrom && close <= wantedTo) {
                    wantedFrom = close;
                    check(bar);
                    told = true;
                    listener.onBar(bar);
                }
            }
        } catch (PluginException e) {
            LOG.debug("{} cannot be asked for: {}", what, e.getMessage());
        }
        wantedAtNanos = now + tries * pace.askAgain().toNanos();
        if (tries == TRIES) {
            // Nobody has traded, or the venue cannot be asked: who listens asks in the end.
            wantedFrom = wantedTo;
        }
    }

    /** Whether what the stream has told of a bar, or its trades, make the bar that the venue tells when it is asked. */
    private void check(Bar bar) {
        BarRecord ours = seen.get(bar.openTimeNanos());
        if (ours == null) {
            return;
        }
        boolean same = ours.openTicks() == bar.openTicks()
                && ours.highTicks() == bar.highTicks()
                && ours.lowTicks() == bar.lowTicks()
                && ours.closeTicks() == bar.closeTicks()
                && Math.abs(ours.volume() - bar.volume()) <= 1e-9 * Math.max(1, Math.abs(bar.volume()));
        if (!same) {
            differences++;
            LOG.warn("the stream of {} makes another bar than the venue tells: {}, not {}", what, ours, bar);
        }
    }

    @Override
    public void close() {
        closed = true;
        if (Thread.currentThread().equals(thread)) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(LAST_TURN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
