package dev.tandem.benchmarks;

import dev.tandem.bench.Conditions;
import dev.tandem.engine.BracketStart;
import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.EngineOptions;
import dev.tandem.engine.EquityRecording;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.lane.EngineInbox;
import dev.tandem.lane.LaneThread;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The decision path of a live session: from the moment at which a bar should have been put into the inbox to the moment at
 * which its order has been written to a socket. Events come at a fixed rate whatever happens, and each is timed from when it
 * was due, so that one which waits for a slow one before it counts as slow too (no coordinated omission). Once without a
 * journal, and once with one, durable before the order leaves.
 *
 * <p>{@code java -cp benchmarks/target/benchmarks.jar dev.tandem.benchmarks.DecisionPath [EVENTS_PER_SECOND [SECONDS
 * [FOLDER_OF_THE_JOURNAL]]]}
 */
public final class DecisionPath {
    private static final Instrument BTC = Instrument.of("BTC/USDT", "0.01", "0.00001");
    private static final long MINUTE = 60 * Times.SECOND;
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private DecisionPath() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        Path folder = arguments.length > 2 ? Path.of(arguments[2]) : Path.of(System.getProperty("java.io.tmpdir"));
        System.out.println(Conditions.now());
        System.out.printf(
                Locale.ROOT,
                "%d events/s for %d s after %d s of warm-up; from due to written to the socket, in us%n",
                rate,
                seconds,
                WARM_UP.toSeconds());
        print("journal off", measure(rate, seconds, null));
        Path journal = Files.createTempDirectory(folder, "decision-path-");
        try {
            print("journal on", measure(rate, seconds, journal));
        } finally {
            remove(journal);
        }
    }

    private static void print(String name, Histogram h) {
        System.out.printf(
                Locale.ROOT,
                "%-12s p50 %.1f  p90 %.1f  p99 %.1f  p99.9 %.1f  max %.1f  (%d orders)%n",
                name,
                h.getValueAtPercentile(50) / 1e3,
                h.getValueAtPercentile(90) / 1e3,
                h.getValueAtPercentile(99) / 1e3,
                h.getValueAtPercentile(99.9) / 1e3,
                h.getMaxValue() / 1e3,
                h.getTotalCount());
    }

    /** @param journalFolder empty; null for no journal */
    static Histogram measure(int rate, int seconds, @Nullable Path journalFolder)
            throws IOException, InterruptedException {
        int warmUp = (int) (rate * WARM_UP.toSeconds());
        int events = warmUp + rate * seconds;
        try (EngineInbox inbox = new EngineInbox();
                SocketVenue venue = new SocketVenue(events, warmUp);
                LaneThread lane = new LaneThread("decision-path", venue, inbox::post, InstantSource.system())) {
            if (journalFolder == null) {
                run(inbox, venue, rate, events, engine(lane, venue)::process);
            } else {
                try (Journal journal = Journal.open(journalFolder)) {
                    run(inbox, venue, rate, events, journaled(journal, lane, venue)::process);
                }
            }
            return venue.latencies();
        }
    }

    private static void run(EngineInbox inbox, SocketVenue venue, int rate, int events, Consumer<EngineEvent> engine)
            throws InterruptedException {
        engine.accept(new EngineEvent.Start());
        long pause = 1_000_000_000L / rate;
        long begin = System.nanoTime() + 100_000_000L;
        Thread source = Thread.ofPlatform().daemon().name("source").start(() -> {
            for (int i = 0; i < events; i++) {
                long due = begin + i * pause;
                venue.due(i, due);
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    if (left > 100_000) {
                        LockSupport.parkNanos(left - 60_000);
                    } else {
                        Thread.onSpinWait();
                    }
                }
                long open = i * MINUTE;
                inbox.post(new EngineEvent.BarClosed(
                        new BarRecord(BTC, i, open, open + MINUTE, 10_000, 10_100, 9_900, 10_000, 1)));
            }
        });
        while (venue.written() < events) {
            inbox.processNext(engine, Duration.ofMillis(100));
        }
        source.join();
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

    private static Engine engine(LaneThread lane, SocketVenue venue) {
        return new Engine(
                strategy(),
                System::nanoTime,
                gate(),
                options("bench"),
                Map.of(BTC, new NoHistory()),
                List.of(account(lane, venue)),
                EquityRecording.AT_FILLS);
    }

    private static JournaledEngine journaled(Journal journal, LaneThread lane, SocketVenue venue) {
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

    private static EngineAccount account(LaneThread lane, SocketVenue venue) {
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
