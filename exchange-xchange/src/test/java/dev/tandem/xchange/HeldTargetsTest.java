package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.OrderRole;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.xchange.KrakenDesk.Trouble;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A target that is held here, at a venue that knows stops and no pairs: 1 BTC with its stop at 58000 and its target at 62000. */
class HeldTargetsTest {
    private static final String KEY = "a-key";
    private static final Instrument BTC = KrakenOnWireMock.BTC;
    private static final Gate GATE =
            new Gate(ConfidencePolicy.standard(), RiskLimits.NONE, new Sizing.Fixed(BigDecimal.ONE));

    private final HandClock clock = new HandClock();
    private final KrakenDesk desk = new KrakenDesk(clock, "60000.0", "100000");
    private final WireMockServer server = KrakenOnWireMock.serve(desk);
    private final Reports reports = new Reports();
    private final ExecutionPlugin exchange = new XChangeProvider(clock.surroundings())
            .open(new PluginConfig(
                    "xchange:kraken",
                    "default",
                    Map.of(
                            "url",
                            server.baseUrl(),
                            "key",
                            KEY,
                            "secret",
                            Base64.getEncoder().encodeToString("s".getBytes(StandardCharsets.UTF_8)),
                            "turn-timeout",
                            "60m",
                            "read-timeout",
                            "60s")));

    @BeforeEach
    void buyAndProtect() {
        exchange.init(reports);
        exchange.executeOrder(Given.order(1, OrderRequest.buy(BTC).quantity("1")));
        beat();
        ExecutionResult pair = exchange.executeOrder(GATE.pair(exit(2, stop("58000")), exit(3, limit("62000"))));
        assertThat(pair).isInstanceOf(ExecutionResult.Accepted.class);
        assertThat(open()).containsExactlyInAnyOrder("t1-2 1", "t1-3 1");
    }

    @AfterEach
    void end() {
        exchange.close();
        server.stop();
        assertThat(desk.complaints()).isEmpty();
    }

    private static OrderType stop(String price) {
        return new OrderType.Stop(BTC.ticks(new BigDecimal(price)));
    }

    private static OrderType limit(String price) {
        return new OrderType.Limit(BTC.ticks(new BigDecimal(price)));
    }

    private static ApprovedOrder.Single exit(long number, OrderType type) {
        OrderRole role = type instanceof OrderType.Stop ? OrderRole.STOP_LOSS : OrderRole.TAKE_PROFIT;
        return GATE.approveExit(Given.id(number), BTC, Side.SELL, type, BTC.lots(BigDecimal.ONE), role);
    }

    private void beat() {
        clock.advance(Duration.ofSeconds(30));
        clock.beat();
    }

    private List<String> open() {
        return exchange.openOrders().stream()
                .map(order -> order.clientOrderId() + " "
                        + BTC.quantity(order.lots() - order.filledLots())
                                .stripTrailingZeros()
                                .toPlainString())
                .toList();
    }

    private List<String> ofExits() {
        return reports.told().stream().filter(told -> !told.startsWith("t1-1")).toList();
    }

    @Test
    void itIsSentWhenSomebodyBidsItsPrice() {
        desk.moveTo("61999.9");
        beat();
        List<String> before = ofExits();
        desk.moveTo("62010");
        beat();

        assertThat(before).isEmpty();
        assertThat(ofExits()).containsExactly("t1-3 filled 1 at 62010, leaves 0", "t1-2 canceled: oco");
        assertThat(open()).isEmpty();
    }

    @Test
    void whatIsNotExecutedAtOnceIsTakenBackAndTheStopRestsAgainForIt() {
        desk.liquidity("0.25");
        desk.moveTo("62000");
        beat();

        assertThat(ofExits()).hasSize(1).first().asString().startsWith("t1-3 filled 0.25 at 62000");
        assertThat(open()).containsExactlyInAnyOrder("t1-2 0.75", "t1-3 0.75");
        assertThat(exchange.healthCheck().state()).isEqualTo(Health.State.HEALTHY);

        desk.moveTo("58000");
        beat();
        beat();
        assertThat(ofExits()).hasSize(4);
        assertThat(ofExits().get(1)).startsWith("t1-2 filled 0.75 at 58000");
        assertThat(ofExits().subList(2, 4))
                .containsExactlyInAnyOrder("t1-2 canceled: reduce-only", "t1-3 canceled: oco");
        assertThat(open()).isEmpty();
    }

    @Test
    void anAnswerThatIsLostIsNotSentAgain() {
        desk.moveTo("62000");
        desk.next(Trouble.LOSE_AFTER);
        beat();
        beat();
        beat();

        assertThat(desk.arrived(KEY, "t1-3")).isEqualTo(1);
        assertThat(ofExits())
                .containsSubsequence("t1-3 filled 1 at 62000, leaves 0")
                .contains("t1-2 canceled: oco")
                .hasSize(3);
        assertThat(open()).isEmpty();
    }

    @Test
    void aTargetThatNeverArrivedIsHeldAgainAndItsStopRests() {
        desk.moveTo("62000");
        desk.next(Trouble.LOSE_BEFORE);
        beat();
        desk.moveTo("60000");
        for (int i = 0; i < 8; i++) {
            beat();
        }

        assertThat(desk.arrived(KEY, "t1-3")).isZero();
        assertThat(ofExits()).isEmpty();
        assertThat(open()).containsExactlyInAnyOrder("t1-2 1", "t1-3 1");

        desk.moveTo("62000");
        beat();
        assertThat(ofExits()).containsExactly("t1-3 filled 1 at 62000, leaves 0", "t1-2 canceled: oco");
    }

    @Test
    void aTargetThatIsRefusedLeavesTheStop() {
        desk.moveTo("62000");
        desk.next(Trouble.TOO_MANY);
        beat();
        desk.moveTo("60000");

        assertThat(ofExits()).isEmpty();
        assertThat(open()).containsExactlyInAnyOrder("t1-2 1", "t1-3 1");
    }

    @Test
    void cancelingTheTargetCancelsItsStop() {
        CancelResult canceled = exchange.cancelOrder(Given.id(3));

        assertThat(canceled).isInstanceOf(CancelResult.Canceled.class);
        assertThat(ofExits()).containsExactlyInAnyOrder("t1-2 canceled: requested", "t1-3 canceled: requested");
        assertThat(open()).isEmpty();
    }

    @Test
    void bothAreMadeSmallerTogether() {
        ExecutionResult smaller =
                exchange.replaceOrder(Given.id(3), exit(3, limit("62000")).withLots(BTC.lots(new BigDecimal("0.5"))));

        assertThat(smaller.success()).as(smaller.toString()).isTrue();
        assertThat(open()).containsExactlyInAnyOrder("t1-2 0.5", "t1-3 0.5");
        desk.moveTo("62000");
        beat();
        assertThat(ofExits()).contains("t1-3 filled 0.5 at 62000, leaves 0");
        assertThat(open()).isEmpty();
    }

    @Test
    void theStopMovesAndTheTargetStays() {
        ExecutionResult moved = exchange.replaceOrder(Given.id(2), exit(2, stop("59000")));

        assertThat(moved.success()).as(moved.toString()).isTrue();
        desk.moveTo("59000");
        beat();
        beat();
        assertThat(ofExits()).containsExactly("t1-2 filled 1 at 59000, leaves 0", "t1-3 canceled: oco");
    }
}
