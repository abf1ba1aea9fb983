package dev.tandem.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.engine.BracketStart;
import dev.tandem.engine.ReplayClock;
import dev.tandem.gate.BoundlessAccount;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.GateDecision;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Capabilities;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.result.RunResult;
import dev.tandem.runtime.journal.Journal;
import dev.tandem.sim.AccountType;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two strategies in one spot account, which each buy 1 BTC at 1000 and hold it; and a person who trades there, too. */
class SharedAccountTest {
    private static final Instrument BTC = Instrument.of("BTC/USDT", "0.01", "0.001");
    private static final long MINUTE = 60 * Times.SECOND;
    private static final long BEGIN = 1_700_000_040L * Times.SECOND;

    private static final class Holder implements Strategy {
        private boolean bought;

        @Override
        public void onBar(Bar closed, Trader trader) {
            if (!bought) {
                trader.submit(OrderRequest.of(BTC, Side.BUY).build());
                bought = true;
            }
        }
    }

    private record Running(LiveSession session, Journal journal, CompletableFuture<RunResult> run) {}

    @TempDir
    Path directory;

    private final ReplayClock clock = new ReplayClock(BEGIN);
    private final SimExchange exchange = new SimExchange(
            SimConfig.standard().withAccount(AccountType.SPOT).withFees(Rate.ZERO, Rate.ZERO),
            List.of(BTC),
            Money.parse("10000"),
            clock);
    private final List<Bar> bars = new ArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Map<String, Running> running = new LinkedHashMap<>();
    private TradingAccount account = new TradingAccount(venue(true), InstantSource.system());
    private int persons;

    /** One thing at a time, as behind one connection. */
    private ExecutionPlugin venue(boolean starts) {
        return (ExecutionPlugin) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ExecutionPlugin.class}, (proxy, method, arguments) -> {
                    synchronized (exchange) {
                        return switch (method.getName()) {
                            case "history" -> history((Instant) arguments[2], (Instant) arguments[3]);
                            case "init" -> starts ? method.invoke(exchange, arguments) : null;
                            case "close" -> null;
                            default -> method.invoke(exchange, arguments);
                        };
                    }
                });
    }

    private List<Bar> history(Instant from, Instant to) {
        return bars.stream()
                .filter(bar -> bar.openTimeNanos() >= Times.nanos(from) && bar.openTimeNanos() < Times.nanos(to))
                .toList();
    }

    private void bar() {
        synchronized (exchange) {
            int minute = bars.size();
            long open = BEGIN + minute * MINUTE;
            Bar next = new BarRecord(BTC, minute, open, open + MINUTE, 100_000, 100_000, 100_000, 100_000, 1_000_000);
            exchange.open(next);
            exchange.rest(next);
            bars.add(next);
            clock.advanceTo(open + MINUTE);
        }
    }

    private void start(String name) {
        Journal journal = Journal.open(directory.resolve(name));
        SessionSetup setup = new SessionSetup(
                exchange.name(),
                "holder",
                Map.of(),
                "",
                Holder::new,
                List.of(BTC),
                Duration.ofNanos(MINUTE),
                Money.parse("5000"),
                new Sizing.Fixed(BigDecimal.ONE),
                0.6,
                RiskLimits.NONE,
                null,
                null,
                null,
                true,
                BracketStart.FILL,
                Rate.ZERO,
                exchange.capabilities(),
                false);
        SafetyLimits limits = SafetyLimits.standard().withStaleFeed(null).withClockSkew(null);
        LiveSession live = LiveSession.open(
                        setup,
                        account,
                        journal,
                        limits,
                        InstantSource.system(),
                        (topic, text) -> said.add(name + " " + topic + " " + text))
                .recheck(Duration.ofMillis(150));
        running.put(
                name,
                new Running(
                        live,
                        journal,
                        CompletableFuture.supplyAsync(
                                () -> {
                                    try {
                                        return live.run();
                                    } catch (InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                },
                                task -> new Thread(task, name).start())));
    }

    private void stop() throws Exception {
        for (Running each : running.values()) {
            each.session.stop(StopPolicy.KEEP);
            each.run.get(30, TimeUnit.SECONDS);
            each.journal.close();
        }
        running.clear();
    }

    @BeforeEach
    void bothHoldOne() throws InterruptedException {
        bar();
        start("trend");
        start("revert");
        until(() -> held() == 2_000);
        until(() -> running.values().stream().allMatch(each -> {
            SessionStatus now = each.session.status();
            return now != null && !now.positions().isEmpty();
        }));
    }

    @AfterEach
    void end() throws Exception {
        stop();
        account.close();
    }

    private long held() {
        synchronized (exchange) {
            return exchange.ledger().holding(BTC).lots();
        }
    }

    /** The market goes on until something has happened. */
    private void until(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("20 s have passed: %s", said).isLessThan(deadline);
            bar();
            Thread.sleep(50);
        }
    }

    private void person(Side side, String quantity) {
        synchronized (exchange) {
            Gate gate = new Gate(ConfidencePolicy.minimum(0), RiskLimits.NONE, Sizing.one());
            OrderRequest request =
                    OrderRequest.of(BTC, side).quantity(quantity).confidence(1).build();
            GateDecision decision = gate.decide(
                    request, new ClientOrderId("person", ++persons), new BoundlessAccount(Capabilities.all(), 100_000));
            exchange.executeOrder(((GateDecision.Approved) decision).order());
        }
        bar();
    }

    private boolean all(String state, String cause) {
        return running.values().stream().allMatch(each -> {
            SessionStatus now = each.session.status();
            return now != null && now.state().equals(state) && now.cause().contains(cause);
        });
    }

    @Test
    void whatBothOwnIsThereAndBothGoOn() throws Exception {
        for (int i = 0; i < 12; i++) {
            bar();
            Thread.sleep(50);
        }
        assertThat(all("active", "")).as("%s", said).isTrue();
    }

    @Test
    void coinsThatOneOfThemHasLostHaltBothBecauseNobodyKnowsWhoseTheyWere() throws Exception {
        person(Side.SELL, "1");

        until(() -> all(
                "halted",
                "divergence from the venue: the engine holds 1 BTC, and with the other strategies of the account"
                        + " (revert 1, trend 1), the account has 1"));
    }

    @Test
    void moneyThatIsMissingLetsBothReduceOnly() throws Exception {
        person(Side.BUY, "4");

        until(() -> all(
                "reducing",
                "the strategies of the account own 8000 USDT (revert 4000, trend 4000), the account has 4000"));
    }

    @Test
    void afterARestartTheOneThatSeesItFirstTradesNothingAndTheOtherStopsSoon() throws Exception {
        stop();
        person(Side.SELL, "1");
        account.close();
        account = new TradingAccount(venue(false), InstantSource.system());
        said.clear();
        start("trend");
        start("revert");

        until(() -> all("halted", "the account has 1"));
        assertThat(said)
                .anyMatch(line -> line.contains("not reconciled: BTC: the engine holds 1 BTC, and with the other")
                        || line.contains("divergence from the venue: the engine holds 1 BTC, and with the other"));
    }
}
