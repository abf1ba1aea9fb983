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
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An entry at {@code tandem venue}, whose exits the market has passed when they are to be placed, as at Binance. */
class PassedExitsAtVenueTest {
    private final VenueOnLoopback venue = new VenueOnLoopback();
    private final ExecutionPlugin exchange = venue.connect();
    private final EngineInbox inbox = new EngineInbox();
    private final EngineClock clock = venue.clock()::nanos;
    private final Ledger ledger = new Ledger("USDT", Money.parse("12000"));
    private @Nullable LaneThread lane;

    /** Buys once, with the exits that it is told. */
    private record BuysOnce(@Nullable String stop, @Nullable String target) implements Strategy {
        @Override
        public void onBar(Bar bar, Trader trader) {
            if (bar.index() == 0) {
                OrderRequest.Builder order = OrderRequest.buy(bar.instrument()).quantity("0.02");
                if (stop != null) {
                    order.stopLoss(new Exit.At(new BigDecimal(stop)));
                }
                if (target != null) {
                    order.takeProfit(new Exit.At(new BigDecimal(target)));
                }
                trader.submit(order.build());
            }
        }
    }

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

    @AfterEach
    void close() {
        if (lane != null) {
            lane.close();
        }
        exchange.close();
        venue.close();
    }

    /** The market is at 60000. */
    @ParameterizedTest
    @CsvSource({
        "60600, 63000, STOP_LOSS, stop-passed, 2",
        "60600,      , STOP_LOSS, stop-passed, 1",
        "57000, 59000, TAKE_PROFIT, target-passed, 2"
    })
    void whatTheMarketHasPassedIsClosedAtTheMarketAtOnce(
            String stop, @Nullable String target, String reason, String count, long refused) throws Exception {
        exchange.init(inbox);
        EngineAccount account =
                new EngineAccount(exchange.name(), exchange.capabilities(), ledger, Rate.parse("0.001"), ignored -> {
                    LaneThread started = new LaneThread("venue", exchange, inbox::post, venue.clock());
                    lane = started;
                    return started;
                });
        Engine engine = new Engine(
                new BuysOnce(stop, target),
                clock,
                new Gate(ConfidencePolicy.standard(), RiskLimits.NONE, new Sizing.Fixed(BigDecimal.ONE)),
                EngineOptions.standard(),
                Map.of(VenueOnLoopback.BTC, new NoHistory()),
                List.of(account),
                EquityRecording.EACH_CLOSE);
        inbox.post(new EngineEvent.Start());
        long now = clock.nanos();
        inbox.post(new EngineEvent.BarClosed(new BarRecord(
                VenueOnLoopback.BTC, 0, now - Times.SECOND, now, 6_000_000, 6_000_000, 6_000_000, 6_000_000, 1)));

        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (engine.trades().isEmpty() || engine.trades().getFirst().isOpen()) {
            assertThat(System.nanoTime()).as(engine.orderCounts() + "").isLessThan(deadline);
            inbox.processNext(engine::process, Duration.ofMillis(50));
        }
        while (inbox.processNext(engine::process, Duration.ofMillis(200))) {}

        assertThat(engine.trades()).extracting(t -> t.exitReason() + "").containsExactly(reason);
        assertThat(engine.orderCounts().rejections()).containsOnly(Map.entry(count, refused));
        assertThat(engine.unprotected()).isEmpty();
        assertThat(exchange.openOrders()).isEmpty();
        // One bought and one sold: nothing is closed twice.
        assertThat(venue.truth().get("fills")).hasSize(2);
    }
}
