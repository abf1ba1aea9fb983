package dev.tandem.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.engine.ReplayClock;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.BoundlessAccount;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.GateDecision;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.model.Balance;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Capabilities;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Rate;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An order of which somebody takes a part, and what the account shows of it. */
class PartialFillTest {
    private static final Instrument BTC = Instrument.of("BTC/USDT", "0.01", "0.001");
    private static final long P100 = 10_000;

    private final List<ExecutionReport> reports = new ArrayList<>();
    private final SimExchange exchange = exchange();

    private SimExchange exchange() {
        SimConfig config = SimConfig.standard().withAccount(AccountType.SPOT).withFees(Rate.ZERO, Rate.ZERO);
        SimExchange made = new SimExchange(config, List.of(BTC), Money.parse("1000"), new ReplayClock(1));
        made.init(reports::add);
        return made;
    }

    @Test
    void aPartIsFilledAtTheOrdersPriceAndTheRestStays() {
        ClientOrderId id = rest("2");

        exchange.trade(id, 500);

        assertThat(reports).hasSize(1);
        assertThat(reports.getFirst()).isInstanceOfSatisfying(ExecutionReport.Filled.class, filled -> {
            Fill fill = filled.fill();
            assertThat(List.of(fill.lots(), fill.priceTicks(), filled.leavesLots()))
                    .containsExactly(500L, P100, 1_500L);
        });
        assertThat(exchange.fetchOrder(id).map(order -> order.status()))
                .isEqualTo(Optional.of(OrderStatus.PARTIALLY_FILLED));
        assertThat(exchange.fetchBalance())
                .containsExactly(
                        new Balance("USDT", Money.parse("800"), Money.parse("150")),
                        new Balance("BTC", Money.parse("0.5"), 0));
    }

    @Test
    void theBarThatReachesItFillsNoMoreThanWhatIsLeft() {
        ClientOrderId id = rest("2");
        exchange.trade(id, 500);

        BarRecord bar = new BarRecord(BTC, 0, 1, 60, P100, P100, P100, P100, 1.0);
        exchange.open(bar);
        exchange.rest(bar);

        assertThat(exchange.openOrders()).isEmpty();
        assertThat(exchange.fetchBalance())
                .containsExactly(new Balance("USDT", Money.parse("800"), 0), new Balance("BTC", Money.parse("2"), 0));
    }

    @Test
    void canceledAfterAPartItGivesBackWhatWasSetAsideForTheRest() {
        ClientOrderId id = rest("2");
        exchange.trade(id, 500);

        exchange.cancelOrder(id);

        assertThat(exchange.fetchBalance())
                .containsExactly(new Balance("USDT", Money.parse("950"), 0), new Balance("BTC", Money.parse("0.5"), 0));
    }

    @Test
    void moreThanIsLeftCannotBeTraded() {
        ClientOrderId id = rest("2");
        exchange.trade(id, 500);

        assertThatThrownBy(() -> exchange.trade(id, 1_501))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("of order t-1 1 to 1500 lots can be traded, was 1501 lots");
        assertThatThrownBy(() -> exchange.trade(new ClientOrderId("t", 9), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no limit order t-9 rests here");
    }

    private ClientOrderId rest(String quantity) {
        ClientOrderId id = new ClientOrderId("t", 1);
        OrderRequest request =
                OrderRequest.buy(BTC).quantity(quantity).limitTicks(P100).build();
        GateDecision decision = new Gate(ConfidencePolicy.standard(), RiskLimits.NONE, Sizing.one())
                .decide(request, id, new BoundlessAccount(Capabilities.all(), 0));
        ApprovedOrder order = ((GateDecision.Approved) decision).order();
        assertThat(exchange.executeOrder(order)).isInstanceOf(ExecutionResult.Accepted.class);
        return id;
    }

    /** What the gate has to know: nothing is held, and nothing is in the way. */
}
