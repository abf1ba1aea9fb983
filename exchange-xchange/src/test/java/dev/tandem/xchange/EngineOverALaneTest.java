package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineClock;
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
import dev.tandem.model.Exit;
import dev.tandem.model.Fill;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The engine of the backtests, over a lane, at an exchange on the other side of a socket. */
class EngineOverALaneTest {
    private static final String KEY = "a-key";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final InstantSource system = InstantSource.system();
    private final FakeBinance venue = new FakeBinance(system::millis);
    private final ExecutionPlugin exchange = new XChangeProvider()
            .open(new PluginConfig(
                    "xchange:binance",
                    "default",
                    Map.of("url", venue.url(), "key", KEY, "secret", FakeBinance.SECRET, "poll-interval", "20ms")));
    private final EngineInbox inbox = new EngineInbox();
    private final List<LaneThread> lanes = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    /** Buys with a stop and a target on the first bar, and closes on the third. */
    private final class BuysOnce implements Strategy {
        private int bars;

        @Override
        public void onBar(Bar bar, Trader trader) {
            bars++;
            if (bars == 1) {
                trader.submit(OrderRequest.buy(bar.instrument())
                        .quantity("0.01")
                        .stopLoss(Exit.fractionFromFill(Rate.parse("0.02")))
                        .takeProfit(Exit.fractionFromFill(Rate.parse("0.04")))
                        .build());
            } else if (bars == 3) {
                trader.close();
            }
        }

        @Override
        public void onFill(Fill fill, Trader trader) {
            told.add(fill.side() + " " + fill.quantity().toPlainString() + " at "
                    + fill.price().toPlainString());
        }
    }

    /** Nothing is kept: live, history comes from elsewhere. */
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

    private final EngineClock clock = () -> Times.nanos(system.instant());
    private final Ledger ledger = new Ledger("USDT", Money.parse("100000"));

    private Engine engine() {
        exchange.init(inbox);
        EngineAccount account =
                new EngineAccount(exchange.name(), exchange.capabilities(), ledger, Rate.parse("0.001"), ignored -> {
                    LaneThread lane = new LaneThread("binance", exchange, inbox::post, system);
                    lanes.add(lane);
                    return lane;
                });
        Engine engine = new Engine(
                new BuysOnce(),
                clock,
                new Gate(ConfidencePolicy.standard(), RiskLimits.NONE, new Sizing.Fixed(java.math.BigDecimal.ONE)),
                EngineOptions.standard(),
                Map.of(Given.BTC, new NoHistory()),
                List.of(account),
                EquityRecording.EACH_CLOSE);
        inbox.post(new EngineEvent.Start());
        return engine;
    }

    private void bar(String close) {
        long ticks = Given.BTC.ticks(new java.math.BigDecimal(close));
        long now = clock.nanos();
        inbox.post(new EngineEvent.BarClosed(
                new BarRecord(Given.BTC, -1, now - Times.SECOND, now, ticks, ticks, ticks, ticks, 1)));
    }

    private void until(Engine engine, String what, BooleanSupplier happened) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what + "; told so far " + told).isLessThan(deadline);
            inbox.processNext(engine::process, Duration.ofMillis(50));
        }
    }

    private long open() {
        return List.copyOf(venue.account(KEY).orders.values()).stream()
                .filter(FakeBinance.Order::isOpen)
                .count();
    }

    @AfterEach
    void end() {
        lanes.forEach(LaneThread::close);
        exchange.close();
        venue.close();
        assertThat(venue.complaints()).isEmpty();
    }

    @Test
    void anEntryIsProtectedAtTheVenueAndItsTargetClosesIt() throws InterruptedException {
        Engine engine = engine();
        bar("60000");
        // Two fills, each protected by a pair of its own, at once.
        until(engine, "four exits rest", () -> open() == 4);
        venue.price("62400");
        until(engine, "both targets are filled", () -> told.size() == 4);

        // The fee of the purchase was taken in what was bought: the exits sell what is held.
        assertThat(told)
                .containsExactly(
                        "BUY 0.005 at 60000", "BUY 0.005 at 60000", "SELL 0.00499 at 62400", "SELL 0.005 at 62400");
        assertThat(ledger.holding(Given.BTC).lots()).isZero();
        assertThat(open()).isZero();
    }

    @Test
    void aProtectedPositionIsClosedAfterItsExitsAreGone() throws InterruptedException {
        Engine engine = engine();
        bar("60000");
        until(engine, "four exits rest", () -> open() == 4);
        bar("60010");
        bar("60020");
        until(engine, "it is closed", () -> told.size() == 4);

        List<String> requests = new ArrayList<>(venue.requests());
        Collections.reverse(requests);
        assertThat(requests.indexOf("POST /api/v3/order")).isLessThan(requests.indexOf("DELETE /api/v3/order"));
        assertThat(Collections.frequency(requests, "DELETE /api/v3/order")).isEqualTo(2);
        assertThat(ledger.holding(Given.BTC).lots()).isZero();
        assertThat(open()).isZero();
    }
}
