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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What the engine hands over goes out in order, cancels first; every answer comes back through the inbox. */
class LaneThreadTest {
    private static final Instrument BTC = Instrument.of("BTC/USDT", "0.01", "0.00001");
    private static final Gate GATE =
            new Gate(ConfidencePolicy.standard(), RiskLimits.NONE, new Sizing.Fixed(BigDecimal.ONE));

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final EngineInbox inbox = new EngineInbox();
    private final InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(1));
    private final LaneThread lane = new LaneThread("test", exchange(), inbox::post, clock);

    /** Writes down what it is asked, and blocks in the first call until it may go on. */
    private ExecutionPlugin exchange() {
        return (ExecutionPlugin) Proxy.newProxyInstance(
                LaneThreadTest.class.getClassLoader(),
                new Class<?>[] {ExecutionPlugin.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "executeOrder" -> {
                        String id = ((ApprovedOrder.Single) arguments[0]).id().toString();
                        calls.add("execute " + id);
                        first.countDown();
                        go.await();
                        if (id.equals("t-3")) {
                            throw new IllegalArgumentException("a bug");
                        }
                        yield new ExecutionResult.Accepted(OrderId.of(1), 0, "");
                    }
                    case "cancelOrder" -> {
                        calls.add("cancel " + arguments[0]);
                        yield new CancelResult.Canceled(0);
                    }
                    default -> "exchange";
                });
    }

    private static ApprovedOrder.Single order(long number) {
        return GATE.approveExit(id(number), BTC, Side.SELL, OrderType.Market.INSTANCE, 1, OrderRole.CLOSE_AT_END);
    }

    private static ClientOrderId id(long number) {
        return new ClientOrderId("t", number);
    }

    private static String text(EngineEvent event) {
        return switch (event) {
            case EngineEvent.Answered(ApprovedOrder.Single order, ExecutionResult result) ->
                order.id() + " " + result.getClass().getSimpleName();
            case EngineEvent.CancelAnswered(ClientOrderId id, CancelResult result) ->
                id + " " + result.getClass().getSimpleName();
            default -> event.toString();
        };
    }

    private List<String> answers(int count) throws InterruptedException {
        List<String> answers = new ArrayList<>();
        while (answers.size() < count) {
            assertThat(inbox.processNext(event -> answers.add(text(event)), Duration.ofSeconds(10)))
                    .isTrue();
        }
        return answers;
    }

    @Test
    void aCancelGoesBeforeWhatWaits() throws InterruptedException {
        lane.execute(order(1));
        first.await();
        lane.execute(order(2));
        lane.cancel(id(1));
        go.countDown();

        assertThat(answers(3)).containsExactly("t-1 Accepted", "t-1 Canceled", "t-2 Accepted");
        assertThat(calls).containsExactly("execute t-1", "cancel t-1", "execute t-2");
        lane.close();
    }

    @Test
    void anOrderThatStillWaitsIsTakenOutAndNeverSent() throws InterruptedException {
        lane.execute(order(1));
        first.await();
        lane.execute(order(2));
        lane.cancel(id(2));
        go.countDown();

        assertThat(answers(2)).containsExactly("t-2 Canceled", "t-1 Accepted");
        lane.close();
        assertThat(calls).containsExactly("execute t-1");
    }

    @Test
    void aBugLeavesTheOrderUnconfirmedAndTheLaneAlive() throws InterruptedException {
        go.countDown();
        lane.execute(order(3));
        lane.execute(order(4));

        assertThat(answers(2)).containsExactly("t-3 Unconfirmed", "t-4 Accepted");
        lane.close();
    }

    @Test
    void whatWaitsWhenTheLaneClosesIsAnsweredAsNotSent() throws InterruptedException {
        lane.execute(order(1));
        first.await();
        lane.execute(order(2));
        Thread closing = Thread.ofVirtual().start(lane::close);
        List<String> answered = answers(1);
        go.countDown();
        closing.join();
        lane.execute(order(5));

        assertThat(answered).containsExactly("t-2 Denied");
        assertThat(answers(2)).containsExactly("t-1 Accepted", "t-5 Denied");
        assertThat(calls).containsExactly("execute t-1");
    }
}
