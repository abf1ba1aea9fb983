package dev.tandem.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.management.GarbageCollectionNotificationInfo;
import dev.tandem.engine.BracketStart;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.ExecutionLane;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import dev.tandem.runtime.journal.Journal;
import dev.tandem.runtime.journal.JournaledEngine;
import dev.tandem.runtime.journal.Unsent;
import dev.tandem.runtime.metrics.Meters;
import dev.tandem.runtime.metrics.SessionMeters;
import dev.tandem.runtime.session.HeldLane;
import dev.tandem.runtime.session.LiveSession;
import dev.tandem.runtime.session.SafetyLimits;
import dev.tandem.runtime.session.SessionSetup;
import dev.tandem.runtime.session.StopPolicy;
import dev.tandem.runtime.session.TradingAccount;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * Ten million orders through a live session: the inbox, the lane's thread, the journal that is durable before an order
 * leaves, the safety net, the metrics; only the exchange is one that fills at once. Each fill leads to the next order.
 * {@code Endurance orders|bars [COUNT [FOLDER]]}: what is retained is looked at after each tenth; the longest pause of the
 * collector, and the longest that an order took to its fill, are named. {@code bars} has a journaled engine see bars.
 *
 * <p>Files of the journal that are full are removed after each tenth: they are on the disk, and that has an end too.
 */
public final class Endurance {
    static final int STEPS = 10;

    private static final long LOTS = 100;
    private static final long CASH = 1_000_000_000L * Money.ONE;
    private static final Duration BAR = Duration.ofSeconds(1);

    private Endurance() {}

    /**
     * What was found.
     *
     * @param events in all: orders, or bars
     * @param retained bytes after each tenth, when everything that can be collected is
     * @param longestPauseNanos in which the collector stopped the engine
     * @param longestOrderNanos from its submission to its fill, the worst of the tenths after the first; 0 for bars
     * @param fileSystem where the journal was, {@code tmpfs} is memory
     */
    record Result(long events, List<Long> retained, long longestPauseNanos, long longestOrderNanos, String fileSystem) {
        /**
         * By how many bytes it grew after the second tenth: the median of the slopes between any two of those measurements, for
         * all of them. One that is off, because the compiler was at work just then, does not matter so.
         */
        long growth() {
            List<Double> slopes = new ArrayList<>();
            for (int from = 1; from < retained.size(); from++) {
                for (int to = from + 1; to < retained.size(); to++) {
                    slopes.add((double) (retained.get(to) - retained.get(from)) / (to - from));
                }
            }
            return Math.round(Score.median(slopes) * (STEPS - 2));
        }

        /** The same for each event since. */
        double growthPerEvent() {
            return (double) growth() / (events / STEPS * (STEPS - 2));
        }

        void write(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeNumberField("orders", events);
            json.writeNumberField("bytesRetainedPerOrder", Math.max(0, Math.round(growthPerEvent() * 100) / 100.0));
            json.writeNumberField("bytesGrown", growth());
            json.writeArrayFieldStart("bytesRetained");
            for (long bytes : retained) {
                json.writeNumber(bytes);
            }
            json.writeEndArray();
            json.writeNumberField("longestPauseNanos", longestPauseNanos);
            json.writeNumberField("longestOrderNanos", longestOrderNanos);
            json.writeStringField("fileSystem", fileSystem);
            json.writeNumberField(
                    "load",
                    Math.round(10 * ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()) / 10.0);
            json.writeEndObject();
        }
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        main(arguments, () -> {});
    }

    /** @param eachTime what is done beside, with each order or bar */
    static void main(String[] arguments, Runnable eachTime) throws IOException, InterruptedException {
        boolean bars = arguments.length > 0 && arguments[0].equals("bars");
        long events = arguments.length > 1 ? Long.parseLong(arguments[1]) : 10_000_000;
        Path parent = arguments.length > 2 ? Path.of(arguments[2]) : fastest();
        Path folder = Files.createTempDirectory(parent, "endurance-");
        Result result;
        try {
            result = bars ? bars(events, folder, eachTime) : orders(events, folder, eachTime);
        } finally {
            remove(folder, 0);
            Files.delete(folder);
        }
        try (JsonGenerator json = new JsonFactory().createGenerator(System.out)) {
            result.write(json);
        }
    }

    /** A journal waits for the disk with each order: where there is a file system in memory, ten million need not. */
    private static Path fastest() {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }

    static String fileSystem(Path folder) {
        try {
            return Files.getFileStore(folder).type();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Result orders(long orders, Path folder, Runnable eachTime) throws InterruptedException {
        AtomicLong longestPause = watchPauses();
        InstantSource clock = InstantSource.system();
        PingPong strategy = new PingPong(orders / STEPS & ~1L, folder, eachTime);
        RunResult result;
        try (Journal journal = Journal.open(folder);
                TradingAccount account = new TradingAccount(new FillingVenue(clock), clock)) {
            SafetyLimits limits = SafetyLimits.standard()
                    .withOrdersPerMinute(SafetyLimits.OFF)
                    .withStaleFeed(null);
            LiveSession session =
                    LiveSession.open(setup(strategy), account, journal, limits, clock, (topic, text) -> {});
            session.probe(new SessionMeters(new Meters(), "endurance").of(session, clock));
            strategy.session = session;
            result = session.run();
        }
        check(result, strategy.fills);
        return new Result(strategy.fills, strategy.retained, longestPause.get(), strategy.worst, fileSystem(folder));
    }

    /** All trades are there at the end, and come to what the account does. */
    private static void check(RunResult result, long fills) {
        long pnl = 0;
        for (Trade trade : result.trades()) {
            pnl = Math.addExact(pnl, trade.pnl());
        }
        long earned = result.equity() - result.cash();
        if (result.trades().size() != fills / 2 || pnl != earned || result.fees() != fills * FillingVenue.FEE) {
            throw new IllegalStateException(
                    fills + " fills made " + result.trades().size() + " trades, which come to " + Money.toText(pnl)
                            + ", and the account to " + Money.toText(earned));
        }
    }

    private static SessionSetup setup(Strategy strategy) {
        return new SessionSetup(
                "filling",
                "ping-pong",
                Map.of(),
                "",
                () -> strategy,
                List.of(FillingVenue.INSTRUMENT),
                BAR,
                CASH,
                Sizing.one(),
                0,
                RiskLimits.NONE
                        .withOrderNotional(10_000_000 * Money.ONE)
                        .withPositionNotional(10_000_000 * Money.ONE)
                        .withOpenOrders(100)
                        .withDailyLoss(500_000_000 * Money.ONE),
                null,
                null,
                null,
                true,
                BracketStart.FILL,
                Rate.parse("0.001"),
                Capabilities.of(EnumSet.complementOf(EnumSet.of(Capability.MARKET_DATA_STREAM))),
                false);
    }

    /** Buys a little, and with each fill sells or buys it again. */
    private static final class PingPong implements Strategy {
        private final long perStep;
        private final Path folder;
        private final Runnable eachTime;
        private final List<Long> retained = new ArrayList<>();
        private @Nullable LiveSession session;
        private boolean begun;
        private long fills;
        private long submittedNanos;
        private long worst;

        PingPong(long perStep, Path folder, Runnable eachTime) {
            this.perStep = perStep;
            this.folder = folder;
            this.eachTime = eachTime;
        }

        @Override
        public void onBar(Bar bar, Trader trader) {
            if (!begun) {
                begun = true;
                submit(trader);
            }
        }

        @Override
        public void onFill(Fill fill, Trader trader) {
            long took = System.nanoTime() - submittedNanos;
            fills++;
            eachTime.run();
            if (fills > perStep) {
                worst = Math.max(worst, took);
            }
            if (fills % perStep == 0) {
                remove(folder, 1);
                retained.add(RetainedMemory.usedAfterCollection());
                if (retained.size() == STEPS && session != null) {
                    session.stop(StopPolicy.KEEP);
                    return;
                }
            }
            submit(trader);
        }

        private void submit(Trader trader) {
            submittedNanos = System.nanoTime();
            trader.submit(OrderRequest.of(FillingVenue.INSTRUMENT, (fills & 1) == 0 ? Side.BUY : Side.SELL)
                    .lots(LOTS)
                    .build());
        }
    }

    /** Bars that close in an engine with a journal, as a session builds it. */
    static Result bars(long bars, Path folder, Runnable eachTime) {
        AtomicLong longestPause = watchPauses();
        List<Long> retained = new ArrayList<>();
        long perStep = bars / STEPS;
        long[] now = {1_704_067_200 * Times.SECOND};
        Strategy watches = new Strategy() {
            @Override
            public void onBar(Bar bar, Trader trader) {
                eachTime.run();
            }
        };
        try (Journal journal = Journal.open(folder)) {
            JournaledEngine engine = JournaledEngine.open(
                    journal,
                    () -> now[0],
                    Unsent.REFUSE,
                    wiring -> setup(watches)
                            .build(wiring, new HeldLane(new NoLane()))
                            .engine());
            engine.process(new EngineEvent.Start());
            for (int step = 0; step < STEPS; step++) {
                for (long i = 0; i < perStep; i++) {
                    long open = now[0];
                    now[0] += BAR.toNanos();
                    long price = FillingVenue.PRICE + i % 100;
                    engine.process(new EngineEvent.BarClosed(new BarRecord(
                            FillingVenue.INSTRUMENT, step * perStep + i, open, now[0], price, price, price, price, 1)));
                }
                remove(folder, 1);
                retained.add(RetainedMemory.usedAfterCollection());
            }
            if (engine.engine().equityCurve().size() != perStep * STEPS) {
                throw new IllegalStateException("the curve has "
                        + engine.engine().equityCurve().size() + " points after " + perStep * STEPS + " bars");
            }
        }
        return new Result(perStep * STEPS, retained, longestPause.get(), 0, fileSystem(folder));
    }

    private static final class NoLane implements ExecutionLane {
        @Override
        public void execute(ApprovedOrder order) {
            throw new IllegalStateException("nobody orders: " + order);
        }

        @Override
        public void cancel(ClientOrderId order) {
            throw new IllegalStateException("nobody cancels: " + order);
        }

        @Override
        public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
            throw new IllegalStateException("nobody replaces: " + order);
        }
    }

    /** All files but so many of the newest. */
    private static void remove(Path folder, int kept) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> old = files.filter(file -> kept == 0 || file.toString().endsWith(".tj"))
                    .sorted(Comparator.reverseOrder())
                    .skip(kept)
                    .toList();
            for (Path file : old) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AtomicLong watchPauses() {
        AtomicLong longest = new AtomicLong();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            boolean concurrent = collector.getName().contains("Cycles");
            if (!concurrent && collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener(
                        (notification, handback) -> {
                            GarbageCollectionNotificationInfo info =
                                    GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData());
                            if (!info.getGcCause().equals("System.gc()")) {
                                longest.accumulateAndGet(info.getGcInfo().getDuration() * 1_000_000, Math::max);
                            }
                        },
                        null,
                        null);
            }
        }
        return longest;
    }
}
