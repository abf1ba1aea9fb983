package dev.tandem.tck;

import dev.tandem.engine.Engine;
import dev.tandem.engine.EngineAccount;
import dev.tandem.engine.EngineClock;
import dev.tandem.engine.EngineEvent;
import dev.tandem.engine.EngineOptions;
import dev.tandem.engine.EquityRecording;
import dev.tandem.engine.ExecutionLane;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.OrderRole;
import dev.tandem.ledger.Ledger;
import dev.tandem.model.Balance;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.Rate;
import dev.tandem.model.Times;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.strategy.BarHistory;
import dev.tandem.strategy.LookAheadException;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The real engine with a strategy that does what the card says, and the plugin behind a lane. The lane does its calls one
 * after the other when the stage is drained, so that a plugin may answer at once or block, and report whenever it likes.
 */
final class Trading {
    private static final String[] LETTERS = {"A", "B", "C", "D", "E", "F"};

    private final Stage stage;
    private final Script script = new Script();
    private final Engine engine;
    private final List<Bar> bars = new ArrayList<>();
    private final Map<String, Integer> named = new HashMap<>();
    private int letters;
    private @Nullable Order last;
    private boolean silent;

    Trading(Stage stage) {
        this.stage = stage;
        EngineClock clock = () -> Times.nanos(stage.venue.now());
        String quote = stage.instrument.quote();
        long cash = stage.plugin().fetchBalance().stream()
                .filter(balance -> balance.asset().equals(quote))
                .mapToLong(Balance::total)
                .sum();
        EngineOptions standard = EngineOptions.standard();
        EngineOptions options = new EngineOptions(
                stage.venue.session() + "e",
                standard.stopLoss(),
                standard.takeProfit(),
                standard.trailingStop(),
                standard.signalExits(),
                standard.bracketStart());
        this.engine = new Engine(
                script,
                clock,
                PermitEverythingGate.newGate(),
                options,
                Map.of(stage.instrument, new Closed(bars)),
                List.of(new EngineAccount(
                        stage.plugin().name(),
                        stage.plugin().capabilities(),
                        new Ledger(quote, cash),
                        Rate.ZERO,
                        Lane::new)),
                EquityRecording.EACH_CLOSE);
        stage.reportOnwardTo(report -> engine.process(new EngineEvent.Reported(report)));
        engine.process(new EngineEvent.Start());
    }

    /** A bar closes where the market is, and the strategy does this. */
    void decide(Consumer<Trader> decision) {
        script.decision = decision;
        closeBar();
    }

    /** The strategy submits an order; if the gate stops it, that is put down. */
    void submit(OrderRequest.Builder request) {
        decide(trader -> {
            Order order = trader.submit(request.build());
            last = order;
            if (order.status() == OrderStatus.DENIED) {
                stage.say("denied: " + order.reason());
            }
        });
    }

    /** The answer to the order that comes next may be this or that, and is not put down. */
    void saysNothingOfTheNextOrder() {
        silent = true;
    }

    /** The strategy closes the position; whether exits could still be canceled for that is not put down. */
    void closeWithQuietCancels() {
        silent = true;
        decide(Trader::close);
        silent = false;
    }

    /** The strategy cancels what it submitted last; the answer may be this or that, and is not put down. */
    void cancelLastQuietly() {
        silent = true;
        decide(trader -> trader.cancel(Objects.requireNonNull(last, "nothing was submitted")));
        silent = false;
    }

    /** A bar closes where the market is. */
    void closeBar() {
        long ticks = stage.marketTicks();
        long close = Times.nanos(stage.venue.now());
        Bar bar = new BarRecord(
                stage.instrument, bars.size(), close - Times.SECOND, close, ticks, ticks, ticks, ticks, 0.0);
        bars.add(bar);
        engine.process(new EngineEvent.BarClosed(bar));
        stage.drain();
    }

    /** What the engine and its strategy have come to believe. */
    void beliefs() {
        long held = engine.positions().getFirst().lots();
        stage.say("the engine holds " + stage.wording.quantity(held));
        stage.say("the strategy has seen fills of " + stage.wording.quantity(script.filledLots));
    }

    private String nameFor(OrderRole role) {
        String name = switch (role) {
            case STRATEGY, CLOSE_AT_END -> LETTERS[letters++];
            case STOP_LOSS, TRAILING_STOP -> "stop";
            case TAKE_PROFIT -> "target";
        };
        int count = named.merge(name, 1, Integer::sum);
        return count == 1 ? name : name + " " + count;
    }

    /** Calls the plugin later, in order, on the thread of the test. */
    private final class Lane implements ExecutionLane {
        private final Consumer<EngineEvent> answers;

        private Lane(Consumer<EngineEvent> answers) {
            this.answers = answers;
        }

        @Override
        public void execute(ApprovedOrder order) {
            stage.later(() -> {
                var result = switch (order) {
                    case ApprovedOrder.Single single -> send(stage.watch(nameFor(single.role()), single));
                    case ApprovedOrder.Oco oco ->
                        stage.sendPair(
                                nameFor(oco.stop().role()), nameFor(oco.limit().role()), oco);
                };
                answers.accept(new EngineEvent.Answered(order, result));
            });
        }

        private ExecutionResult send(WatchedOrder order) {
            if (!silent) {
                return stage.send(order);
            }
            silent = false;
            return stage.execute(order);
        }

        @Override
        public void cancel(ClientOrderId order) {
            stage.later(() -> answers.accept(new EngineEvent.CancelAnswered(
                    order, silent ? stage.plugin().cancelOrder(order) : stage.cancel(watched(order)))));
        }

        @Override
        public void replace(ClientOrderId order, ApprovedOrder.Single replacement) {
            stage.later(() ->
                    answers.accept(new EngineEvent.Answered(replacement, stage.replace(watched(order), replacement))));
        }

        private WatchedOrder watched(ClientOrderId id) {
            WatchedOrder order = stage.find(id);
            if (order == null) {
                throw new AssertionError("the engine names an order that it did not send: " + id);
            }
            return order;
        }
    }

    /** Does what it is told at the close of a bar, once. */
    private static final class Script implements Strategy {
        private Consumer<Trader> decision = trader -> {};
        private long filledLots;

        @Override
        public void onBar(Bar bar, Trader trader) {
            Consumer<Trader> now = decision;
            decision = later -> {};
            now.accept(trader);
        }

        @Override
        public void onFill(Fill fill, Trader trader) {
            filledLots += fill.lots();
        }
    }

    /** The bars that the kit has closed. */
    private record Closed(List<Bar> bars) implements BarHistory {
        @Override
        public int size() {
            return bars.size();
        }

        @Override
        public Bar bar(int index) {
            if (index >= bars.size()) {
                throw new LookAheadException(index, bars.size() - 1L);
            }
            return bars.get(index);
        }

        @Override
        public long closeTicks(int index) {
            return bar(index).closeTicks();
        }
    }
}
