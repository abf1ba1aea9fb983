package dev.tandem.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.engine.BracketStart;
import dev.tandem.engine.ReplayClock;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderType;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.RejectReason;
import dev.tandem.result.ExitReason;
import dev.tandem.result.RunResult;
import dev.tandem.runtime.journal.Journal;
import dev.tandem.runtime.journal.JournalEntry;
import dev.tandem.runtime.journal.JournalReader;
import dev.tandem.runtime.journal.JournalRecord;
import dev.tandem.runtime.journal.Replay;
import dev.tandem.sim.SimConfig;
import dev.tandem.sim.SimExchange;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session in real time at a venue that takes entries and refuses the stops that belong to them. */
class NakedPositionTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");
    private static final Instrument ETH = Instrument.of("ETH/USD", "0.01", "0.001");
    private static final long MINUTE = 60 * Times.SECOND;
    private static final long BEGIN = 1_700_000_040L * Times.SECOND;
    private static final Duration REARM = Duration.ofMillis(300);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    /** Buys each once, and never sells. */
    private static final class Holder implements Strategy {
        private final Set<Instrument> bought = new HashSet<>();

        @Override
        public void onBar(Bar closed, Trader trader) {
            if (bought.add(closed.instrument())) {
                trader.submit(OrderRequest.of(closed.instrument(), Side.BUY).build());
            }
        }
    }

    private record Said(String topic, String text, long nanos) {}

    @TempDir
    Path directory;

    private final ReplayClock clock = new ReplayClock(BEGIN);
    private final SimExchange exchange =
            new SimExchange(SimConfig.standard(), List.of(BTC, ETH), Money.parse("1000000"), clock);
    private final List<Bar> bars = new ArrayList<>();
    private List<Instrument> traded = List.of(BTC);
    private int minutes;
    private final List<Said> said = new CopyOnWriteArrayList<>();
    private final AtomicInteger stopsToRefuse = new AtomicInteger();
    private final AtomicInteger ethStopsToRefuse = new AtomicInteger();
    private final AtomicInteger stopsPassed = new AtomicInteger();
    private final AtomicInteger closesToRefuse = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final List<ExecutionReport> missed = new CopyOnWriteArrayList<>();
    private final AtomicInteger looks = new AtomicInteger();
    private @Nullable ExecutionListener listener;
    /** Whether what happens is not told but asked for. */
    private volatile boolean isAway;

    private @Nullable TradingAccount account;
    private @Nullable Journal journal;
    private @Nullable LiveSession session;
    private @Nullable CompletableFuture<RunResult> run;

    /** One thing at a time, as behind one connection. */
    private final ExecutionPlugin venue = (ExecutionPlugin) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {ExecutionPlugin.class}, (proxy, method, arguments) -> {
                synchronized (exchange) {
                    return switch (method.getName()) {
                        case "executeOrder" -> execute((ApprovedOrder) arguments[0]);
                        case "init" -> connect((ExecutionListener) arguments[0]);
                        case "adopt" -> adopt((ApprovedOrder) arguments[0]);
                        case "openOrders" -> openOrders();
                        case "close" -> null;
                        case "history" ->
                            history((Instrument) arguments[0], (Instant) arguments[2], (Instant) arguments[3]);
                        default -> method.invoke(exchange, arguments);
                    };
                }
            });

    private @Nullable Object connect(ExecutionListener next) {
        if (listener == null) {
            exchange.init(this::tell);
        }
        listener = next;
        return null;
    }

    private void tell(ExecutionReport report) {
        ExecutionListener told = listener;
        if (isAway || told == null) {
            missed.add(report);
        } else {
            told.onReport(report);
        }
    }

    /** Each time that it is asked it tells what has happened to the order while nobody was there. */
    private Optional<OrderSnapshot> adopt(ApprovedOrder order) {
        ExecutionListener told = listener;
        if (told != null && order instanceof ApprovedOrder.Single single) {
            missed.stream()
                    .filter(report -> report.clientOrderId().equals(single.id()))
                    .forEach(told::onReport);
        }
        return exchange.adopt(order);
    }

    private List<OrderSnapshot> openOrders() {
        if (isAway && looks.getAndIncrement() == 0) {
            throw PluginException.passing("HTTP status 503");
        }
        return exchange.openOrders();
    }

    private ExecutionResult execute(ApprovedOrder order) {
        if (order instanceof ApprovedOrder.Single single) {
            if (single.type() instanceof OrderType.Stop && stopsPassed.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                return new ExecutionResult.Rejected("-2010", "would trigger", 0, "", RejectReason.STOP_PASSED);
            }
            AtomicInteger left = !(single.type() instanceof OrderType.Stop)
                    ? closesToRefuse
                    : single.instrument().equals(BTC) ? stopsToRefuse : ethStopsToRefuse;
            boolean exit = single.type() instanceof OrderType.Stop || single.reduceOnly();
            if (exit && left.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                refused.incrementAndGet();
                return new ExecutionResult.Rejected("-2010", "not now", 0, "");
            }
        }
        return exchange.executeOrder(order);
    }

    private List<Bar> history(Instrument instrument, Instant from, Instant to) {
        return bars.stream()
                .filter(bar -> bar.instrument().equals(instrument))
                .filter(bar -> bar.openTimeNanos() >= Times.nanos(from) && bar.openTimeNanos() < Times.nanos(to))
                .toList();
    }

    private void bar() {
        bar(100_000);
    }

    private void bar(long low) {
        synchronized (exchange) {
            long open = BEGIN + minutes * MINUTE;
            for (Instrument each : traded) {
                Bar next = new BarRecord(each, minutes, open, open + MINUTE, 100_000, 100_000, low, 100_000, 1_000_000);
                exchange.open(next);
                exchange.rest(next);
                bars.add(next);
            }
            clock.advanceTo(open + MINUTE);
            minutes++;
        }
    }

    private SessionSetup setup() {
        return new SessionSetup(
                exchange.name(),
                "holder",
                Map.of(),
                "",
                Holder::new,
                traded,
                Duration.ofNanos(MINUTE),
                Money.parse("1000000"),
                new Sizing.Fixed(BigDecimal.ONE),
                0.6,
                RiskLimits.NONE,
                Rate.parse("0.02"),
                null,
                null,
                true,
                BracketStart.FILL,
                Rate.parse("0.001"),
                exchange.capabilities(),
                false);
    }

    private LiveSession start() {
        bar();
        TradingAccount opened = new TradingAccount(venue, InstantSource.system());
        account = opened;
        Journal written = Journal.open(directory.resolve("session"));
        journal = written;
        SafetyLimits limits = SafetyLimits.standard()
                .withStaleFeed(null)
                .withClockSkew(null)
                .withRejectsInARow(SafetyLimits.OFF)
                .withNaked(REARM, CLOSE);
        LiveSession live = LiveSession.open(
                setup(),
                opened,
                written,
                limits,
                InstantSource.system(),
                (topic, text) -> said.add(new Said(topic, text, System.nanoTime())));
        session = live;
        run = CompletableFuture.supplyAsync(() -> {
            try {
                return live.run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        return live;
    }

    @AfterEach
    void end() throws Exception {
        stop();
        if (account != null) {
            account.close();
        }
        if (journal != null) {
            journal.close();
        }
    }

    private @Nullable RunResult stop() throws Exception {
        if (session == null || run == null) {
            return null;
        }
        session.stop(StopPolicy.KEEP);
        return run.get(30, TimeUnit.SECONDS);
    }

    /** The market goes on until something has happened. */
    private void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("60 s have passed: %s", said).isLessThan(deadline);
            bar();
            Thread.sleep(100);
        }
    }

    private long held() {
        return held(BTC);
    }

    private long held(Instrument instrument) {
        synchronized (exchange) {
            return exchange.ledger().holding(instrument).lots();
        }
    }

    private List<Said> said(String topic) {
        return said.stream().filter(line -> line.topic.equals(topic)).toList();
    }

    @Test
    void aVenueThatStopsAnsweringInTheMiddleOfARestartIsAskedAgainAndAFillIsWrittenDownOnce() throws Exception {
        LiveSession first = start();
        until(() -> {
            SessionStatus now = first.status();
            return now != null && held() > 0 && !now.openOrders().isEmpty();
        });
        stop();
        end();

        isAway = true;
        bar(90_000);
        assertThat(held()).as("the stop has been hit meanwhile").isZero();
        LiveSession second = start();
        until(() -> {
            SessionStatus now = second.status();
            return now != null && now.positions().isEmpty() && now.openOrders().isEmpty();
        });
        stop();

        assertThat(looks.get()).as("asked again").isGreaterThan(1);
        List<String> fills = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(directory.resolve("session"))) {
            for (JournalRecord next = reader.next(); next != null; next = reader.next()) {
                if (next.entry() instanceof JournalEntry.Reported(ExecutionReport.Filled(Fill fill, long leaves))) {
                    fills.add(fill.side() + " " + fill.tradeId());
                }
            }
        }
        assertThat(fills).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aStopThatTheVenueTakesAtTheThirdTimeIsPlacedAndThePositionStays() throws Exception {
        stopsToRefuse.set(2);
        LiveSession live = start();
        until(() -> held() > 0);
        until(() -> {
            synchronized (exchange) {
                return !exchange.openOrders().isEmpty();
            }
        });
        until(() -> {
            SessionStatus now = live.status();
            return now != null
                    && now.unprotected().isEmpty()
                    && !now.openOrders().isEmpty();
        });
        assertThat(refused).hasValue(2);
        assertThat(held()).isEqualTo(1_000);
        assertThat(said("rearmed")).hasSize(2);
        assertThat(said("naked")).isEmpty();
        assertThat(live.status())
                .isNotNull()
                .satisfies(now -> assertThat(now.state()).isEqualTo("active"));
    }

    /** What a stop on purpose leaves: the close is tried again, and its fill is waited for. */
    @Test
    void aStopThatClosesTriesAgainWhereTheCloseIsRefusedAndWaitsForItsFill() throws Exception {
        LiveSession live = start();
        until(() -> held() > 0);
        until(() -> {
            SessionStatus now = live.status();
            return now != null && !now.openOrders().isEmpty();
        });
        closesToRefuse.set(1);
        live.stop(StopPolicy.CLOSE);
        CompletableFuture<RunResult> ending = Objects.requireNonNull(run);
        until(ending::isDone);
        assertThat(refused).hasValue(1);
        assertThat(held()).isZero();
        assertThat(ending.get().trades())
                .singleElement()
                .satisfies(trade -> assertThat(trade.exitReason()).isEqualTo(ExitReason.END));
        synchronized (exchange) {
            assertThat(exchange.openOrders()).isEmpty();
        }
    }

    @Test
    @Tag("long")
    void whatAStopCannotCloseIsSaidAndIsTroubleAndItsStopIsAtTheVenueAgain() throws Exception {
        LiveSession live = start();
        until(() -> held() > 0);
        until(() -> {
            SessionStatus now = live.status();
            return now != null && !now.openOrders().isEmpty();
        });
        closesToRefuse.set(Integer.MAX_VALUE);
        live.stop(StopPolicy.CLOSE);
        CompletableFuture<RunResult> ending = Objects.requireNonNull(run);
        until(ending::isDone);
        run = null;
        assertThatThrownBy(ending::get)
                .hasCauseInstanceOf(PluginException.class)
                .hasMessageContaining("stopped, and a position of 1 BTC/USD is still open; look at the exchange");
        assertThat(refused).hasValue(4);
        assertThat(held()).isEqualTo(1_000);
        synchronized (exchange) {
            assertThat(exchange.openOrders()).as("its stop").hasSize(1);
        }
    }

    @Test
    void aPositionWhoseStopIsNeverTakenIsClosedAfterTheStatedTimeAndNotBefore() throws Exception {
        stopsToRefuse.set(Integer.MAX_VALUE);
        LiveSession live = start();
        until(() -> held() > 0);
        until(() -> held() == 0);
        until(() -> {
            SessionStatus now = live.status();
            return now != null && now.positions().isEmpty();
        });
        assertThat(live.status()).isNotNull().satisfies(now -> {
            assertThat(now.state()).isEqualTo("halted");
            assertThat(now.cause()).isEqualTo("a position was without its stop");
        });
        assertThat(said("naked"))
                .singleElement()
                .satisfies(line -> assertThat(line.text)
                        .matches("BTC/USD has been without its stop for \\d+ ms \\(limit 2000 ms\\): it is closed"));
        // What the fill opened is without its stop from then on.
        long first = said(LiveSession.FILL).getFirst().nanos;
        assertThat(said("naked").getFirst().nanos - first).isGreaterThanOrEqualTo(CLOSE.toNanos());
        assertThat(said("rearmed")).isNotEmpty();
        RunResult result = stop();
        assertThat(result)
                .isNotNull()
                .satisfies(found -> assertThat(found.trades())
                        .singleElement()
                        .satisfies(trade -> assertThat(trade.exitReason()).isEqualTo(ExitReason.END)));
    }

    @Test
    void aPositionWhoseStopTheMarketHasPassedIsClosedAtOnceAndTheSessionGoesOn() throws Exception {
        stopsPassed.set(1);
        LiveSession live = start();
        until(() -> !said("passed").isEmpty());
        until(() -> held() == 0);
        until(() -> {
            SessionStatus now = live.status();
            return now != null && now.positions().isEmpty();
        });
        assertThat(said("passed"))
                .singleElement()
                .satisfies(line -> assertThat(line.text)
                        .matches("the market has passed the stop of BTC/USD at 980 \\([a-z0-9]+-2\\): "
                                + "1 BTC are closed at the market"));
        assertThat(said("naked")).isEmpty();
        assertThat(said("rearmed")).isEmpty();
        assertThat(live.status())
                .isNotNull()
                .satisfies(now -> assertThat(now.state()).isEqualTo("active"));
        RunResult result = stop();
        assertThat(result).isNotNull().satisfies(found -> {
            assertThat(found.orders().rejections()).containsOnlyKeys("stop-passed");
            assertThat(found.trades())
                    .singleElement()
                    .satisfies(trade -> assertThat(trade.exitReason()).isEqualTo(ExitReason.STOP_LOSS));
        });
        if (journal != null) {
            journal.close();
        }
        // The same decisions again, from what is written down.
        Replay replay =
                RecordedSession.replay(directory.resolve("session"), setup()).replay();
        assertThat(replay.difference()).isEmpty();
    }

    @Test
    void theOtherPositionKeepsItsStopAndIsNotClosed() throws Exception {
        traded = List.of(BTC, ETH);
        stopsToRefuse.set(Integer.MAX_VALUE);
        LiveSession live = start();
        until(() -> held(BTC) > 0 && held(ETH) > 0);
        until(() -> held(BTC) == 0);
        until(() -> {
            SessionStatus now = live.status();
            return now != null && now.unprotected().isEmpty();
        });
        assertThat(said("naked"))
                .singleElement()
                .satisfies(line -> assertThat(line.text).startsWith("BTC/USD"));
        assertThat(held(ETH)).isEqualTo(1_000);
        synchronized (exchange) {
            assertThat(exchange.openOrders())
                    .singleElement()
                    .satisfies(order -> assertThat(order.instrument()).isEqualTo(ETH));
        }
    }

    @Test
    void aCloseThatIsRefusedTooIsTriedAgain() throws Exception {
        stopsToRefuse.set(Integer.MAX_VALUE);
        closesToRefuse.set(1);
        start();
        until(() -> held() > 0);
        until(() -> held() == 0);
        assertThat(said("naked")).hasSize(2);
        assertThat(closesToRefuse).hasValue(0);
        synchronized (exchange) {
            assertThat(exchange.openOrders()).isEmpty();
        }
    }
}
