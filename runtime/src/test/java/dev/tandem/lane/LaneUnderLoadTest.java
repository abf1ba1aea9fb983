package dev.tandem.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.engine.EngineEvent;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.OrderRole;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads hand over orders and cancels at every pace, the lane closes in the middle: each is answered, once, in order. */
class LaneUnderLoadTest {
    private static final long SEED = Long.getLong("tandem.seed", 1);
    private static final Instrument BTC = Instrument.of("BTC/USDT", "0.01", "0.00001");
    private static final Gate GATE =
            new Gate(ConfidencePolicy.standard(), RiskLimits.NONE, new Sizing.Fixed(BigDecimal.ONE));
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1));
    private static final int PRODUCERS = 6;
    private static final int EACH = 2_000;

    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();

    private ExecutionPlugin exchange() {
        return (ExecutionPlugin) Proxy.newProxyInstance(
                LaneUnderLoadTest.class.getClassLoader(),
                new Class<?>[] {ExecutionPlugin.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "executeOrder" -> {
                        calls.add(((ApprovedOrder.Single) arguments[0]).id().toString());
                        yield new ExecutionResult.Accepted(OrderId.of(1), 0, "");
                    }
                    case "cancelOrder" -> {
                        calls.add("cancel " + arguments[0]);
                        yield new CancelResult.Canceled(0);
                    }
                    default -> "exchange";
                });
    }

    private static ClientOrderId id(int producer, int number) {
        return new ClientOrderId("p" + producer, number);
    }

    private static ApprovedOrder.Single order(ClientOrderId id) {
        return GATE.approveExit(id, BTC, Side.SELL, OrderType.Market.INSTANCE, 1, OrderRole.CLOSE_AT_END);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100, 1_000})
    void eachIsAnsweredOnceAndSentInOrder(long micros) throws InterruptedException {
        Duration awake = Duration.ofNanos(1_000 * micros);
        Map<ClientOrderId, List<String>> answers = new HashMap<>();
        Map<ClientOrderId, List<String>> canceled = new HashMap<>();
        ConcurrentLinkedQueue<ClientOrderId> cancels = new ConcurrentLinkedQueue<>();
        EngineInbox inbox = new EngineInbox(awake, null);
        LaneThread lane = new LaneThread("load", exchange(), inbox::post, CLOCK, awake);
        List<Thread> producers = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++) {
            int producer = p;
            producers.add(Thread.ofPlatform().start(() -> {
                SplittableRandom random = new SplittableRandom(SEED + producer);
                for (int i = 1; i <= EACH; i++) {
                    lane.execute(order(id(producer, i)));
                    switch (random.nextInt(20)) {
                        case 0 -> {
                            ClientOrderId one = id(producer, 1 + random.nextInt(i));
                            cancels.add(one);
                            lane.cancel(one);
                        }
                        case 1 -> LockSupport.parkNanos(random.nextInt(400_000));
                        case 2 -> lane.ready();
                        default -> {}
                    }
                }
            }));
        }
        // All the same to whom it happens: the lane closes while they are at it, or after.
        Thread closing = Thread.ofPlatform().start(() -> {
            try {
                producers.getFirst().join();
                lane.close();
                for (Thread producer : producers) {
                    producer.join();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (closing.isAlive() || inbox.size() > 0) {
            inbox.processNext(
                    event -> {
                        switch (event) {
                            case EngineEvent.Answered(ApprovedOrder.Single order, ExecutionResult result) ->
                                answers.computeIfAbsent(order.id(), none -> new ArrayList<>())
                                        .add(result.getClass().getSimpleName());
                            case EngineEvent.CancelAnswered(ClientOrderId id, CancelResult result) ->
                                canceled.computeIfAbsent(id, none -> new ArrayList<>())
                                        .add(result.getClass().getSimpleName());
                            default -> throw new IllegalStateException(event.toString());
                        }
                    },
                    Duration.ofMillis(20));
        }

        String seed = "seed " + SEED;
        assertThat(lane.isIdle()).isTrue();
        Map<String, Integer> last = new HashMap<>();
        Map<String, Integer> sent = new HashMap<>();
        for (String call : calls) {
            if (!call.startsWith("cancel ")) {
                ClientOrderId id = ClientOrderId.parse(call);
                int number = (int) id.number();
                assertThat(last.getOrDefault(id.session(), 0))
                        .as("%s before %s", seed, call)
                        .isLessThan(number);
                last.put(id.session(), number);
                sent.merge(call, 1, Integer::sum);
            }
        }
        int cancelAnswers = canceled.values().stream().mapToInt(List::size).sum();
        assertThat(cancelAnswers).as(seed).isEqualTo(cancels.size());
        for (int producer = 0; producer < PRODUCERS; producer++) {
            for (int i = 1; i <= EACH; i++) {
                ClientOrderId id = id(producer, i);
                List<String> of = answers.getOrDefault(id, List.of());
                if (sent.containsKey(id.toString())) {
                    assertThat(sent).containsEntry(id.toString(), 1);
                    assertThat(of).as("%s, %s", seed, id).containsExactly("Accepted");
                } else if (of.isEmpty()) {
                    // Taken out while it waited: its cancel is its answer.
                    assertThat(canceled.getOrDefault(id, List.of()))
                            .as("%s, %s", seed, id)
                            .contains("Canceled");
                } else {
                    assertThat(of).as("%s, %s", seed, id).containsExactly("Denied");
                }
            }
        }
        inbox.close();
    }
}
