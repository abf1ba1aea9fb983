package dev.tandem.crash;

import dev.tandem.engine.BracketStart;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.result.ExitReason;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import dev.tandem.runtime.journal.Journal;
import dev.tandem.runtime.session.LiveSession;
import dev.tandem.runtime.session.SafetyLimits;
import dev.tandem.runtime.session.SessionSetup;
import dev.tandem.runtime.session.TradingAccount;
import dev.tandem.sim.SimConfig;
import dev.tandem.strategy.Strategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/**
 * Kills a live session of your strategy, starts it again, and compares what was traded in the end with a run that nobody
 * disturbed: the same fills at the same prices and times, the same equity, no order too many, no stop too few.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> myStrategySurvivesACrash() {
 *     return CrashAnywhere.of(bars, MyStrategy::new).stopLoss("0.02").tests(50, 1);
 * }
 * }</pre>
 *
 * <p>A process is killed before and after everything that it asks of the outside: an order, a cancel, a bar, a step of the
 * market. Your strategy has to be deterministic: the same bars and fills, the same orders.
 */
public final class CrashAnywhere {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final BarColumns bars;
    private final Supplier<? extends Strategy> strategy;
    private SimConfig config = SimConfig.standard();
    private long cash = Money.parse("1000000");
    private BigDecimal quantity = BigDecimal.ONE;
    private @Nullable Rate stopLoss;
    private @Nullable Rate takeProfit;
    private @Nullable Rate trailingStop;
    private boolean stopsHeldHere;
    private BracketStart bracketFrom = BracketStart.FILL;
    private @Nullable Run undisturbed;

    /**
     * What a run came to.
     *
     * @param fills what was traded, one line each
     * @param moments at how many moments it could have been killed
     */
    private record Run(List<String> fills, int openOrders, long equity, RunResult result, long moments) {}

    private CrashAnywhere(BarColumns bars, Supplier<? extends Strategy> strategy) {
        this.bars = bars;
        this.strategy = strategy;
    }

    /** @param strategy makes a new one for each process */
    public static CrashAnywhere of(BarColumns bars, Supplier<? extends Strategy> strategy) {
        return new CrashAnywhere(bars, strategy);
    }

    /** A stop-loss for every entry that brings no exits, as a fraction of its fill. */
    public CrashAnywhere stopLoss(String fraction) {
        stopLoss = Rate.parse(fraction);
        return this;
    }

    /** A take-profit for every entry that brings no exits, as a fraction of its fill. */
    public CrashAnywhere takeProfit(String fraction) {
        takeProfit = Rate.parse(fraction);
        return this;
    }

    /** A trailing stop for every entry that brings no exits, as a fraction of the best close. */
    public CrashAnywhere trailingStop(String fraction) {
        trailingStop = Rate.parse(fraction);
        return this;
    }

    /**
     * At an exchange that takes no stops: each process holds stops and targets itself, and sends them when a bar opens or
     * closes where they are. What a process held is gone with it, and the next one has to know of it.
     */
    public CrashAnywhere stopsHeldHere() {
        stopsHeldHere = true;
        return this;
    }

    /** From when on exits work: the fill (as it is without this), or the bar after it. */
    public CrashAnywhere bracketFrom(BracketStart when) {
        bracketFrom = when;
        return this;
    }

    /** How big orders are that do not say so. */
    public CrashAnywhere quantity(String amount) {
        quantity = new BigDecimal(amount);
        return this;
    }

    /** What the account starts with. */
    public CrashAnywhere cash(String amount) {
        cash = Money.parse(amount);
        return this;
    }

    /** What the account allows, and what trading costs. */
    public CrashAnywhere exchange(SimConfig how) {
        config = how;
        return this;
    }

    /** How many orders a run that nobody disturbs sends. */
    public long orders() {
        return undisturbed().result.orders().submitted();
    }

    /** How many orders the venue refuses in a run that nobody disturbs, for a reason such as {@code stop-passed}. */
    public long rejections(String reason) {
        return undisturbed().result.orders().rejections().getOrDefault(reason, 0L);
    }

    /** By what positions are closed in a run that nobody disturbs. */
    public Set<ExitReason> exits() {
        Set<ExitReason> exits = EnumSet.noneOf(ExitReason.class);
        for (Trade trade : undisturbed().result.trades()) {
            if (trade.exitReason() != null) {
                exits.add(trade.exitReason());
            }
        }
        return exits;
    }

    /** At how many moments a run can be killed. */
    public long moments() {
        return undisturbed().moments;
    }

    /**
     * Tests, one for each of some moments.
     *
     * @param most how many moments at most; evenly spread, and then shifted by dice
     * @param seed of the dice
     */
    public Stream<DynamicTest> tests(int most, long seed) {
        long all = moments();
        SplittableRandom random = new SplittableRandom(seed);
        int count = (int) Math.min(most, all);
        return IntStream.range(0, count).mapToObj(i -> {
            long moment = count == all ? i + 1L : 1 + all * i / count + random.nextLong(Math.max(1, all / count));
            return DynamicTest.dynamicTest("killed at moment " + moment + " of " + all, () -> killedAt(moment));
        });
    }

    /**
     * Kills the session at one moment, starts it again, and compares.
     *
     * @throws AssertionFailedError if it came to something else
     */
    public void killedAt(long moment) {
        inFolder(folder -> {
            CrashVenue venue = new CrashVenue(bars, config, cash, !stopsHeldHere);
            RunResult result = process(folder, venue, new Lifeline(moment, Lifeline.NEVER));
            if (result == null) {
                result = process(folder, venue, new Lifeline(Lifeline.NEVER, Lifeline.NEVER));
            }
            compare("killed at moment " + moment, venue, result);
        });
    }

    /** Kills every process one to nine moments after it has let the market go on, until the market ends. */
    public void killedAllAlong() {
        inFolder(folder -> {
            CrashVenue venue = new CrashVenue(bars, config, cash, !stopsHeldHere);
            RunResult result = null;
            for (int life = 0; result == null; life++) {
                result = process(folder, venue, new Lifeline(Lifeline.NEVER, 1 + life % 9));
            }
            compare("killed all along", venue, result);
        });
    }

    private Run undisturbed() {
        Run known = undisturbed;
        if (known == null) {
            AtomicReference<@Nullable Run> run = new AtomicReference<>();
            inFolder(folder -> {
                CrashVenue venue = new CrashVenue(bars, config, cash, !stopsHeldHere);
                Lifeline life = new Lifeline(Lifeline.NEVER, Lifeline.NEVER);
                RunResult result = process(folder, venue, life);
                if (result == null) {
                    throw new IllegalStateException("nobody killed it");
                }
                run.set(new Run(venue.truth(), venue.openOrders(), venue.equity(), result, life.moments()));
            });
            known = run.get();
            if (known == null) {
                throw new IllegalStateException("the run has not ended");
            }
            undisturbed = known;
        }
        return known;
    }

    private void compare(String what, CrashVenue venue, @Nullable RunResult result) {
        Run expected = undisturbed();
        if (result == null) {
            throw new AssertionFailedError(what + ": the session did not come to its end");
        }
        same(what + ": what was traded", expected.fills, venue.truth());
        same(what + ": the orders that are open at the end", expected.openOrders, venue.openOrders());
        same(what + ": the equity at the venue", Money.toText(expected.equity), Money.toText(venue.equity()));
        same(what + ": the trades in the session's books", expected.result.trades(), result.trades());
        same(
                what + ": the equity in the session's books",
                Money.toText(expected.result.equity()),
                Money.toText(result.equity()));
    }

    private static void same(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new AssertionFailedError(what + ":\nexpected " + expected + "\nbut was  " + actual, expected, actual);
        }
    }

    /** One process, to the end of the market or of its life; null if it was killed. */
    private @Nullable RunResult process(Path folder, CrashVenue venue, Lifeline life) {
        AtomicReference<@Nullable RunResult> result = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.set(live(folder, venue, life));
                    } catch (Lifeline.Killed | InterruptedException e) {
                        if (!life.isDead()) {
                            trouble.set(e);
                        }
                    } catch (RuntimeException | Error e) {
                        trouble.set(e);
                    }
                },
                "crash-session");
        life.runsOn(thread);
        thread.start();
        try {
            if (!thread.join(PATIENCE)) {
                thread.interrupt();
                throw new AssertionFailedError("a session has not ended for " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        Throwable problem = trouble.get();
        if (problem != null && !life.isDead()) {
            throw new AssertionFailedError("the session failed: " + problem, problem);
        }
        return life.isDead() ? null : result.get();
    }

    private RunResult live(Path folder, CrashVenue venue, Lifeline life) throws InterruptedException {
        CrashVenue.Connection connection = venue.connect(life);
        try (TradingAccount account = new TradingAccount(connection, InstantSource.system());
                Journal journal = Journal.open(folder)) {
            SessionSetup setup = new SessionSetup(
                    connection.name(),
                    "crash",
                    Map.of(),
                    "",
                    strategy,
                    List.of(bars.instrument()),
                    Duration.ofNanos(bars.intervalNanos()),
                    cash,
                    new Sizing.Fixed(quantity),
                    0.6,
                    RiskLimits.NONE,
                    stopLoss,
                    takeProfit,
                    trailingStop,
                    true,
                    bracketFrom,
                    config.takerFee(),
                    connection.capabilities(),
                    true);
            return LiveSession.open(
                            setup,
                            account,
                            journal,
                            connection,
                            SafetyLimits.lockstep().withRejectsInARow(SafetyLimits.OFF),
                            InstantSource.system(),
                            (topic, text) -> {})
                    .run();
        }
    }

    private interface InFolder {
        void run(Path folder);
    }

    private static void inFolder(InFolder work) {
        Path folder;
        try {
            folder = Files.createTempDirectory("tandem-crash-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            work.run(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                folder.toFile().deleteOnExit();
            }
        }
    }
}
