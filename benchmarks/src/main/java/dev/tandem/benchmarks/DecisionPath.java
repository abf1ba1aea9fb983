package dev.tandem.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.bench.Conditions;
import dev.tandem.engine.BracketStart;
import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.EngineOptions;
import dev.tandem.engine.EquityRecording;
import dev.tandem.engine.ExecutionLane;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.lane.EngineInbox;
import dev.tandem.lane.LaneThread;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.model.Times;
import dev.tandem.runtime.journal.Journal;
import dev.tandem.runtime.journal.JournaledEngine;
import dev.tandem.runtime.journal.Unsent;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The decision path of a live session: from the moment at which a bar should have been put into the inbox to the moment at
 * which its order has been written to a socket. Events come at a fixed rate whatever happens, and each is timed from when it
 * was due, so that one which waits for a slow one before it counts as slow too (no coordinated omission). Once without a
 * journal, and once with one, durable before the order leaves; then the same number of bytes is written to the same disk and made
 * durable at the same rate by nobody but a loop: what the journal costs is what is above that.
 *
 * <p>The events come from a thread that needs a processor for itself, and is late when it does not get it; "in" counts from
 * when it had an event, "due" from when it should have had it.
 *
 * <p>{@code java -cp benchmarks/target/benchmarks.jar dev.tandem.benchmarks.DecisionPath [EVENTS_PER_SECOND [SECONDS
 * [FOLDER_OF_THE_JOURNAL]]]}, or {@code json SECONDS} for the suite: two rates, as JSON. A live session runs with
 * {@code -XX:+UseZGC}, and so should this.
 */
public final class DecisionPath {
    private static final Instrument BTC = Instrument.of("BTC/USDT", "0.01", "0.00001");
    private static final long MINUTE = 60 * Times.SECOND;
    /** Until everything is compiled, at a rate at which that does not take minutes; then for some time at the rate in question. */
    private static final int WARM_UP_EVENTS = 20_000;

    private static final int WARM_UP_RATE = 2_000;
    private static final int SETTLING_SECONDS = 2;
    /** So early the source is awake before an event is due. */
    private static final long AWAKE_NANOS = 200_000;

    /** Those of the suite. */
    private static final List<Integer> RATES = List.of(500, 2_000);

    /** Of the suite, in turns; of each kind the calmest counts. */
    private static final int ROUNDS = 3;

    private static final int BARE_WRITES = 3_000;
    private static final long HEAD_START_NANOS = 100_000_000L;

    private DecisionPath() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length == 2 && arguments[0].equals("json")) {
            json((int) Math.ceil(Double.parseDouble(arguments[1])));
            return;
        }
        int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        Path folder = arguments.length > 2 ? Path.of(arguments[2]) : Path.of(System.getProperty("java.io.tmpdir"));
        System.out.println(Conditions.now());
        System.out.printf(
                Locale.ROOT,
                "%d events/s for %d s after %d events of warm-up; until the order is written to the socket, in us%n",
                rate,
                seconds,
                WARM_UP_EVENTS + rate * SETTLING_SECONDS);
        print("journal off", measure(rate, seconds, null));
        Path journal = Files.createTempDirectory(folder, "decision-path-");
        try {
            StageTimes with = measure(rate, seconds, journal);
            print("journal on", with);
            int bytes = (int) (size(journal) / (WARM_UP_EVENTS + rate * (SETTLING_SECONDS + seconds)));
            Histogram bare = bareWrites(journal.resolve("bare"), rate, Math.min(BARE_WRITES, rate * seconds), bytes);
            print("a bare durable write of " + bytes + " bytes, from due", bare);
            System.out.printf(
                    Locale.ROOT,
                    "above it: p50 %.1f  p99 %.1f%n",
                    above(with.fromDue(), bare, 50),
                    above(with.fromDue(), bare, 99));
        } finally {
            remove(journal);
        }
    }

    /**
     * Of each rate the percentiles with and without a journal, in nanoseconds, and those of the bare writes, each of its calmest
     * round.
     */
    private static void json(int seconds) throws IOException, InterruptedException {
        try (JsonGenerator json = new JsonFactory().createGenerator(System.out)) {
            json.writeStartArray();
            for (int rate : RATES) {
                Histogram off = null;
                Histogram on = null;
                Histogram bare = null;
                int bytes = 0;
                String fileSystem = "";
                for (int round = 0; round < ROUNDS; round++) {
                    off = calmer(off, measure(rate, seconds, null).fromDue());
                    Path journal = Files.createTempDirectory("decision-path-");
                    try {
                        on = calmer(on, measure(rate, seconds, journal).fromDue());
                        bytes = (int) (size(journal) / (WARM_UP_EVENTS + rate * (SETTLING_SECONDS + seconds)));
                        int writes = Math.min(BARE_WRITES, rate * seconds);
                        bare = calmer(bare, bareWrites(journal.resolve("bare"), rate, writes, bytes));
                        fileSystem = Endurance.fileSystem(journal);
                    } finally {
                        remove(journal);
                    }
                }
                if (off == null || on == null || bare == null) {
                    throw new IllegalStateException("no round");
                }
                json.writeStartObject();
                json.writeNumberField("perSecond", rate);
                json.writeStringField("fileSystem", fileSystem);
                json.writeNumberField("writtenBytes", bytes);
                percentiles(json, "off", off);
                percentiles(json, "on", on);
                percentiles(json, "bareWrite", bare);
                double both = off.getValueAtPercentile(50) + bare.getValueAtPercentile(50);
                json.writeNumberField("onByOffAndWrite", on.getValueAtPercentile(50) / both);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    /** What others do on the machine makes a round slower, and never faster. */
    private static Histogram calmer(@Nullable Histogram known, Histogram next) {
        return known == null || next.getValueAtPercentile(50) < known.getValueAtPercentile(50) ? next : known;
    }

    private static void percentiles(JsonGenerator json, String name, Histogram h) throws IOException {
        json.writeObjectFieldStart(name);
        for (double percentile : List.of(50.0, 90.0, 95.0, 99.0, 99.9)) {
            json.writeNumberField(
                    "p" + (percentile < 99.5 ? Integer.toString((int) percentile) : "99.9"),
                    h.getValueAtPercentile(percentile));
        }
        json.writeNumberField("max", h.getMaxValue());
        json.writeEndObject();
    }

    private static double above(Histogram with, Histogram bare, double percentile) {
        return (with.getValueAtPercentile(percentile) - bare.getValueAtPercentile(percentile)) / 1e3;
    }

    private static void print(String name, StageTimes times) {
        print(name + ", from due", times.fromDue());
        print(name + ", from in", times.fromPosted());
        System.out.println("  p50/p99 of the stages: " + times.stages());
    }

    private static void print(String name, Histogram h) {
        System.out.printf(
                Locale.ROOT,
                "%-22s p50 %.1f  p90 %.1f  p99 %.1f  p99.9 %.1f  max %.1f  (%d orders)%n",
                name,
                h.getValueAtPercentile(50) / 1e3,
                h.getValueAtPercentile(90) / 1e3,
                h.getValueAtPercentile(99) / 1e3,
                h.getValueAtPercentile(99.9) / 1e3,
                h.getMaxValue() / 1e3,
                h.getTotalCount());
    }

    /** @param journalFolder empty; null for no journal */
    static StageTimes measure(int rate, int seconds, @Nullable Path journalFolder)
            throws IOException, InterruptedException {
        int warmUp = WARM_UP_EVENTS + rate * SETTLING_SECONDS;
        int events = warmUp + rate * seconds;
        StageTimes times = new StageTimes(events, warmUp);
        AtomicReference<@Nullable EngineInbox> answers = new AtomicReference<>();
        try (SocketVenue venue = new SocketVenue(times);
                LaneThread thread = new LaneThread(
                        "decision-path",
                        venue,
                        event -> Objects.requireNonNull(answers.get()).post(event),
                        InstantSource.system());
                EngineInbox inbox = new EngineInbox(thread)) {
            answers.set(inbox);
            ExecutionLane lane = new TimedLane(thread, times);
            if (journalFolder == null) {
                run(inbox, venue, times, rate, events, engine(lane, venue)::process);
            } else {
                try (Journal journal = Journal.open(journalFolder)) {
                    run(inbox, venue, times, rate, events, journaled(journal, lane, venue)::process);
                }
            }
            return times;
        }
    }

    private static void run(
            EngineInbox inbox, SocketVenue venue, StageTimes times, int rate, int events, Consumer<EngineEvent> engine)
            throws InterruptedException {
        engine.accept(new EngineEvent.Start());
        Thread source = Thread.ofPlatform().daemon().name("source").start(() -> {
            long due = System.nanoTime() + HEAD_START_NANOS;
            for (int i = 0; i < events; i++) {
                if (i == WARM_UP_EVENTS) {
                    // What the warm-up has left behind is no part of the measurement.
                    while (venue.written() < i) {
                        LockSupport.parkNanos(HEAD_START_NANOS);
                    }
                    due = System.nanoTime() + HEAD_START_NANOS;
                }
                due += 1_000_000_000L / (i < WARM_UP_EVENTS ? WARM_UP_RATE : rate);
                times.due(i, due);
                await(due);
                times.posted(i);
                long open = i * MINUTE;
                inbox.post(new EngineEvent.BarClosed(
                        new BarRecord(BTC, i, open, open + MINUTE, 10_000, 10_100, 9_900, 10_000, 1)));
            }
        });
        Consumer<EngineEvent> timed = event -> {
            if (event instanceof EngineEvent.BarClosed(Bar bar)) {
                times.taken((int) bar.index());
            }
            engine.accept(event);
        };
        while (venue.written() < events) {
            inbox.processNext(timed, Duration.ofMillis(100));
        }
        source.join();
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (left > 2 * AWAKE_NANOS) {
                LockSupport.parkNanos(left - AWAKE_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    /** One thread that writes and forces, and does nothing else. */
    private static Histogram bareWrites(Path file, int rate, int writes, int bytes) throws IOException {
        Histogram h = new Histogram(3);
        ByteBuffer record = ByteBuffer.allocateDirect(bytes);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            long due = System.nanoTime() + HEAD_START_NANOS;
            for (int i = 0; i < writes; i++) {
                due += 1_000_000_000L / rate;
                await(due);
                record.clear();
                while (record.hasRemaining()) {
                    channel.write(record);
                }
                channel.force(false);
                h.recordValue(System.nanoTime() - due);
            }
        }
        return h;
    }

    private static long size(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    /** Notes when the engine hands an order over; the journal is done with it by then. */
    private static final class TimedLane implements ExecutionLane {
        private final LaneThread lane;
        private final StageTimes times;
        private int orders;

        private TimedLane(LaneThread lane, StageTimes times) {
            this.lane = lane;
            this.times = times;
        }

        @Override
        public void execute(ApprovedOrder order) {
            times.decided(orders++);
            lane.execute(order);
        }

        @Override
        public void cancel(ClientOrderId order) {
            throw new UnsupportedOperationException("nothing rests here");
        }

        @Override
        public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
            throw new UnsupportedOperationException("nothing rests here");
        }
    }

    /** It wants one order for each bar; the venue refuses all of them, so that nothing piles up. */
    private static Strategy strategy() {
        return new Strategy() {
            @Override
            public void onBar(Bar bar, Trader trader) {
                trader.buy();
            }
        };
    }

    private static Engine engine(ExecutionLane lane, SocketVenue venue) {
        return new Engine(
                strategy(),
                System::nanoTime,
                gate(),
                options("bench"),
                Map.of(BTC, new NoHistory()),
                List.of(account(lane, venue)),
                EquityRecording.AT_FILLS);
    }

    private static JournaledEngine journaled(Journal journal, ExecutionLane lane, SocketVenue venue) {
        InstantSource clock = InstantSource.system();
        return JournaledEngine.open(
                journal,
                () -> Times.nanos(clock.instant()),
                Unsent.REFUSE,
                wiring -> new Engine(
                        wiring.strategy(strategy()),
                        wiring.clock(),
                        gate(),
                        options(wiring.session()),
                        Map.of(BTC, wiring.history(BTC)),
                        List.of(wiring.account(account(lane, venue))),
                        EquityRecording.AT_FILLS));
    }

    private static Gate gate() {
        return new Gate(ConfidencePolicy.standard(), RiskLimits.NONE, Sizing.one());
    }

    private static EngineOptions options(String session) {
        return new EngineOptions(session, null, null, null, true, BracketStart.FILL);
    }

    private static EngineAccount account(ExecutionLane lane, SocketVenue venue) {
        Ledger ledger = new Ledger("USDT", Money.parse("1000000"));
        return new EngineAccount(venue.name(), venue.capabilities(), ledger, Rate.parse("0.001"), ignored -> lane);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The strategy looks at none. */
    private static final class NoHistory implements BarHistory {
        @Override
        public int size() {
            return 0;
        }

        @Override
        public Bar bar(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public long closeTicks(int index) {
            throw new IndexOutOfBoundsException(index);
        }
    }
}
