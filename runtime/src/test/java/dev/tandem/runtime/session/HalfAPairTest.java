package dev.tandem.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.engine.BracketStart;
import dev.tandem.engine.DirectLane;
import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineCommand;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.EngineOptions;
import dev.tandem.engine.EquityRecording;
import dev.tandem.engine.ReplayClock;
import dev.tandem.engine.WorkingOrder;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Rate;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.sim.SimConfig;
import dev.tandem.sim.SimExchange;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process ends after it has heard that one of a pair is over, and before it hears of the other. */
class HalfAPairTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");

    private final ReplayClock clock = new ReplayClock(0);
    private final SimExchange exchange =
            new SimExchange(SimConfig.standard(), List.of(BTC), Money.parse("1000000"), clock);
    private Engine engine;
    private ApprovedOrder.Oco pair;
    private Optional<OrderSnapshot> adopted = Optional.empty();

    /** Has our fills and knows no orders, unless a test says so: what was held by a process is gone with it. */
    private final ExecutionPlugin venue = (ExecutionPlugin) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ExecutionPlugin.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "openOrders" -> List.of();
                case "fetchOrder" -> Optional.empty();
                case "adopt" -> adopted;
                case "settleTime" -> Duration.ZERO;
                default -> method.invoke(exchange, arguments);
            });

    @BeforeEach
    void aPositionWithAPairOfExits() {
        BarHistory empty = new BarHistory() {
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
        };
        Strategy buysOnce = new Strategy() {
            private boolean bought;

            @Override
            public void onBar(Bar bar, Trader trader) {
                if (!bought) {
                    bought = true;
                    trader.submit(OrderRequest.buy(BTC).build());
                }
            }
        };
        engine = new Engine(
                buysOnce,
                clock,
                new Gate(ConfidencePolicy.standard(), RiskLimits.NONE, Sizing.one()),
                new EngineOptions(
                        "t",
                        Exit.fractionFromFill(Rate.parse("0.1")),
                        Exit.fractionFromFill(Rate.parse("0.1")),
                        null,
                        true,
                        BracketStart.FILL),
                Map.of(BTC, empty),
                List.of(new EngineAccount(
                        exchange.name(),
                        exchange.capabilities(),
                        new Ledger("USD", Money.parse("1000000")),
                        Rate.parse("0.001"),
                        inbox -> new DirectLane(exchange, inbox))),
                EquityRecording.EACH_CLOSE);
        exchange.init(report -> engine.process(new EngineEvent.Reported(report)));
        for (int i = 0; i < 2; i++) {
            Bar bar = new BarRecord(
                    BTC, i, i * 60 * Times.SECOND, (i + 1) * 60 * Times.SECOND, 10_000, 10_000, 10_000, 10_000, 1);
            exchange.open(bar);
            exchange.rest(bar);
            clock.advanceTo(bar.closeTimeNanos());
            engine.process(new EngineEvent.BarClosed(bar));
        }
        pair = (ApprovedOrder.Oco) engine.workingOrders().getFirst().order();
    }

    private Reconciliation restart() throws InterruptedException {
        Reconciliation reconciliation = new Reconciliation(
                engine, venue, new DirectLane(exchange, engine::process), engine::process, "t", false);
        reconciliation.orders(new HeldLane(new DirectLane(exchange, engine::process)));
        return reconciliation;
    }

    private void isCanceled(ClientOrderId order) {
        engine.process(new EngineEvent.Reported(new ExecutionReport.Canceled(order, "requested", clock.nanos())));
    }

    @Test
    void aTargetThatNobodyKnowsWentWithItsStopAndThePositionIsProtectedAnew() throws Exception {
        isCanceled(pair.stop().id());
        wentWithTheOther(pair.limit().id());
    }

    @Test
    void aStopThatNobodyKnowsWentWithItsTarget() throws Exception {
        isCanceled(pair.limit().id());
        wentWithTheOther(pair.stop().id());
    }

    private void wentWithTheOther(ClientOrderId left) throws InterruptedException {
        Reconciliation found = restart();
        assertThat(found.unknown()).isNull();
        assertThat(found.lines())
                .containsExactly(new Reconciliation.Line(
                        Reconciliation.Verdict.ADOPTED, left.toString(), "the other of its pair is over"));
        assertThat(engine.workingOrders()).isEmpty();
        engine.process(new EngineEvent.Commanded(new EngineCommand.Rearm("a position without its stop")));
        assertThat(engine.workingOrders())
                .extracting(WorkingOrder::order)
                .singleElement()
                .isInstanceOf(ApprovedOrder.Oco.class)
                .isNotEqualTo(pair);
    }

    /** Of a pair the stop ends because the target is filled, and a venue may tell of the stop first. */
    @Test
    void theVenueIsAskedFirstBecauseItMayHaveBeenFilled() throws Exception {
        isCanceled(pair.stop().id());
        ApprovedOrder.Single target = pair.limit();
        adopted = Optional.of(new OrderSnapshot(
                target.id(),
                exchange.fetchOrder(target.id()).orElseThrow().orderId(),
                BTC,
                target.side(),
                target.type(),
                OrderStatus.FILLED,
                target.lots(),
                target.lots(),
                clock.nanos()));

        assertThat(restart().lines())
                .singleElement()
                .satisfies(line ->
                        assertThat(line.toString()).startsWith("adopted " + target.id() + ": the venue has it"));
    }

    @Test
    void aWholePairThatIsNotKnownAnyMoreHalts() throws Exception {
        assertThat(restart().unknown()).contains("does not know it any more");
    }
}
