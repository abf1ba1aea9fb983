package dev.tandem.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.engine.BracketStart;
import dev.tandem.engine.ReplayClock;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Rate;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.runtime.journal.Journal;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power fails while a strategy is shown the bars of the past. */
class KilledWhileWarmingUpTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");
    private static final long MINUTE = 60 * Times.SECOND;
    private static final long BEGIN = 1_700_000_040L * Times.SECOND;
    private static final int PAST = 20;

    private static final class PowerCut extends Error {
        private static final long serialVersionUID = 1;
    }

    /** Ends the process at a bar, the first time. */
    private final class Watcher implements Strategy {
        @Override
        public void onBar(Bar closed, Trader trader) {
            seen++;
            if (seen == powerFailsAt) {
                throw new PowerCut();
            }
        }
    }

    @TempDir
    Path directory;

    private final ReplayClock clock = new ReplayClock(BEGIN);
    private final List<Bar> bars =
            IntStream.range(0, PAST).<Bar>mapToObj(this::bar).toList();
    private SimExchange exchange = connected();
    private int powerFailsAt;
    private int seen;

    private final ExecutionPlugin venue = (ExecutionPlugin) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {ExecutionPlugin.class}, (proxy, method, arguments) -> {
                synchronized (clock) {
                    return method.getName().equals("history")
                            ? history((Instant) arguments[2], (Instant) arguments[3])
                            : method.invoke(exchange, arguments);
                }
            });

    /** The venue as the next process finds it; nothing was traded there. */
    private SimExchange connected() {
        SimExchange next = new SimExchange(SimConfig.standard(), List.of(BTC), Money.parse("1000000"), clock);
        bars.forEach(bar -> {
            next.open(bar);
            next.rest(bar);
        });
        return next;
    }

    private BarRecord bar(int minute) {
        long open = BEGIN + minute * MINUTE;
        return new BarRecord(BTC, minute, open, open + MINUTE, 100_000, 100_000, 100_000, 100_000, 1_000_000);
    }

    private List<Bar> history(Instant from, Instant to) {
        return bars.stream()
                .filter(bar -> bar.openTimeNanos() >= Times.nanos(from) && bar.openTimeNanos() < Times.nanos(to))
                .toList();
    }

    private LiveSession open(TradingAccount account, Journal journal) {
        SessionSetup setup = new SessionSetup(
                exchange.name(),
                "watcher",
                Map.of(),
                "",
                Watcher::new,
                List.of(BTC),
                Duration.ofNanos(MINUTE),
                Money.parse("1000000"),
                new Sizing.Fixed(BigDecimal.ONE),
                0.6,
                RiskLimits.NONE,
                null,
                null,
                null,
                true,
                BracketStart.FILL,
                Rate.parse("0.001"),
                exchange.capabilities(),
                false);
        SafetyLimits limits = SafetyLimits.standard().withStaleFeed(null).withClockSkew(null);
        return LiveSession.open(setup, account, journal, limits, InstantSource.system(), (topic, text) -> {})
                .warmUp(PAST);
    }

    private void killed(int atBar) {
        powerFailsAt = atBar;
        seen = 0;
        try (TradingAccount account = new TradingAccount(venue, InstantSource.system());
                Journal journal = Journal.open(directory.resolve("session"))) {
            LiveSession session = open(account, journal);
            assertThatThrownBy(session::run).isInstanceOf(PowerCut.class);
        }
    }

    @Test
    void theNextSessionTradesAndIsNotHaltedForGood() throws Exception {
        clock.advanceTo(bars.getLast().closeTimeNanos());
        killed(5);
        // The engine shows the strategy what the journal has, and the power fails again.
        exchange = connected();
        killed(12);
        exchange = connected();
        powerFailsAt = -1;
        seen = 0;
        try (TradingAccount account = new TradingAccount(venue, InstantSource.system());
                Journal journal = Journal.open(directory.resolve("session"))) {
            LiveSession session = open(account, journal);
            CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
                try {
                    session.run();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            SessionStatus status = session.status();
            while (seen < PAST || status == null || !status.state().equals("active")) {
                assertThat(System.nanoTime())
                        .as("%s after %d bars", status, seen)
                        .isLessThan(deadline);
                Thread.sleep(20);
                status = session.status();
            }
            session.stop(StopPolicy.KEEP);
            run.get(30, TimeUnit.SECONDS);
        }
    }
}
