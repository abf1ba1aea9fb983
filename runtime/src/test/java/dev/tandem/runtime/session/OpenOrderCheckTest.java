package dev.tandem.runtime.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.engine.BracketStart;
import dev.tandem.engine.DirectLane;
import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.EngineOptions;
import dev.tandem.engine.EquityRecording;
import dev.tandem.engine.ExecutionLane;
import dev.tandem.engine.ReplayClock;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.sim.SimConfig;
import dev.tandem.sim.SimExchange;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The venue's open orders and ours come apart while a session runs. */
class OpenOrderCheckTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");

    private final ReplayClock clock = new ReplayClock(0);
    private final SimExchange exchange =
            new SimExchange(SimConfig.standard(), List.of(BTC), Money.parse("1000000"), clock);
    private final List<ClientOrderId> canceled = new ArrayList<>();
    private final List<OrderSnapshot> listed = new ArrayList<>();
    private Optional<OrderSnapshot> fetched = Optional.empty();
    private int refreshed;
    private Engine engine;
    private OpenOrderCheck check;

    /** What the simulated exchange says, except for what a test says in its stead. */
    private final ExecutionPlugin venue = (ExecutionPlugin) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ExecutionPlugin.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "openOrders" -> List.copyOf(listed);
                case "fetchOrder" -> fetched;
                case "refresh" -> {
                    refreshed++;
                    yield null;
                }
                default -> method.invoke(exchange, arguments);
            });

    @BeforeEach
    void anEngineWithOneOrderThatRests() {
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
        Strategy buysFarBelow = new Strategy() {
            @Override
            public void onBar(Bar bar, Trader trader) {
                trader.submit(OrderRequest.of(BTC, Side.BUY)
                        .lots(1_000)
                        .limitTicks(5_000)
                        .build());
            }
        };
        engine = new Engine(
                buysFarBelow,
                clock,
                new Gate(ConfidencePolicy.standard(), RiskLimits.NONE, Sizing.one()),
                new EngineOptions("t", null, null, null, true, BracketStart.FILL),
                Map.of(BTC, empty),
                List.of(new EngineAccount(
                        exchange.name(),
                        exchange.capabilities(),
                        new Ledger("USD", Money.parse("1000000")),
                        Rate.parse("0.001"),
                        inbox -> new DirectLane(exchange, inbox))),
                EquityRecording.EACH_CLOSE);
        exchange.init(report -> engine.process(new EngineEvent.Reported(report)));
        Bar bar = new BarRecord(BTC, 0, 0, 60 * Times.SECOND, 10_000, 10_000, 10_000, 10_000, 1);
        exchange.open(bar);
        exchange.rest(bar);
        clock.advanceTo(bar.closeTimeNanos());
        engine.process(new EngineEvent.BarClosed(bar));
        assertThat(engine.workingOrders()).hasSize(1);
        listed.addAll(exchange.openOrders());
        assertThat(listed).hasSize(1);
        check = new OpenOrderCheck("t", venue, new ExecutionLane() {
            @Override
            public void execute(ApprovedOrder order) {
                throw new AssertionError("nothing is sent by a check");
            }

            @Override
            public void cancel(ClientOrderId order) {
                canceled.add(order);
            }

            @Override
            public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
                throw new AssertionError("nothing is replaced by a check");
            }
        });
    }

    private List<String> look() {
        return check.look(engine.workingOrders()).stream()
                .map(line -> line.verdict().text() + " " + line.subject())
                .toList();
    }

    private static OrderSnapshot as(OrderSnapshot order, String id, OrderStatus status) {
        return new OrderSnapshot(
                ClientOrderId.parse(id),
                order.orderId(),
                order.instrument(),
                order.side(),
                order.type(),
                status,
                order.lots(),
                order.filledLots(),
                order.timeNanos());
    }

    @Test
    void whatBothKnowIsNoDifference() {
        for (int i = 0; i < 5; i++) {
            assertThat(look()).isEmpty();
        }
        assertThat(canceled).isEmpty();
    }

    @Test
    void anOrderThatTheVenueHasLostHaltsAtTheSecondLook() {
        listed.clear();
        assertThat(look()).isEmpty();
        assertThat(look()).containsExactly("unknown t-1");
    }

    @Test
    void oneThatWasOnItsWayAtTheFirstLookIsNoDifference() {
        List<OrderSnapshot> there = List.copyOf(listed);
        listed.clear();
        assertThat(look()).isEmpty();
        listed.addAll(there);
        assertThat(look()).isEmpty();
        listed.clear();
        assertThat(look()).isEmpty();
    }

    @Test
    void oneThatIsThereAndWasNotListedIsConfirmed() {
        fetched = Optional.of(listed.getFirst());
        listed.clear();
        assertThat(look()).isEmpty();
        assertThat(look()).containsExactly("confirmed t-1");
        assertThat(refreshed).isZero();
    }

    @Test
    void oneThatHasEndedThereIsAskedForAndHaltsIfNobodyEverSaysHow() {
        fetched = Optional.of(as(listed.getFirst(), "t-1", OrderStatus.CANCELED));
        listed.clear();
        assertThat(look()).isEmpty();
        assertThat(look()).containsExactly("adopted t-1");
        assertThat(refreshed).isEqualTo(1);
        assertThat(look()).containsExactly("unknown t-1");
    }

    @Test
    void anOrderOfOurNameThatWeHoldForEndedIsCanceledOnceAndThoseOfOthersAreLeftAlone() {
        listed.add(as(listed.getFirst(), "t-99", OrderStatus.NEW));
        listed.add(as(listed.getFirst(), "other-1", OrderStatus.NEW));
        assertThat(look()).isEmpty();
        assertThat(look()).containsExactly("canceled t-99");
        assertThat(look()).isEmpty();
        assertThat(canceled).containsExactly(ClientOrderId.parse("t-99"));
    }
}
