package dev.tandem.tck;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderRequest;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.PluginException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Plugins that do or answer something else than what they were asked for. */
final class BrokenAnswers {
    private BrokenAnswers() {}

    /** What becomes of an answer. */
    @FunctionalInterface
    private interface Answering {
        ExecutionResult answer(ApprovedOrder order, ExecutionPlugin to);
    }

    private static UnaryOperator<ExecutionPlugin> answering(Answering meddler) {
        return to -> new ForwardingPlugin(to) {
            @Override
            public ExecutionResult executeOrder(ApprovedOrder order) {
                return meddler.answer(order, to);
            }
        };
    }

    static List<Mistake> mistakes() {
        return List.of(
                new Mistake("a refusal is thrown", "insufficient funds", "PluginException", answering((order, to) -> {
                    if (to.executeOrder(order) instanceof ExecutionResult.Rejected rejected) {
                        throw new PluginException(rejected.message());
                    }
                    return new ExecutionResult.Accepted(OrderId.of(1), 1, "");
                })),
                new Mistake(
                        "an order is sent again when no answer comes",
                        "answer lost before acceptance",
                        "orders that have reached the venue: 2",
                        answering((order, to) -> {
                            ExecutionResult result = to.executeOrder(order);
                            return result instanceof ExecutionResult.Unconfirmed ? to.executeOrder(order) : result;
                        })),
                new Mistake(
                        "an order is sent again when the rate is limited",
                        "rate limited",
                        "A: buy Q at P-5%: taken",
                        answering((order, to) -> {
                            ExecutionResult result = to.executeOrder(order);
                            return result instanceof ExecutionResult.Rejected ? to.executeOrder(order) : result;
                        })),
                new Mistake(
                        "no answer is taken for a refusal",
                        "answer lost after acceptance",
                        "A: refused",
                        answering((order, to) -> {
                            ExecutionResult result = to.executeOrder(order);
                            return result instanceof ExecutionResult.Unconfirmed unconfirmed
                                    ? new ExecutionResult.Rejected(
                                            "timeout", unconfirmed.message(), unconfirmed.timeNanos(), "")
                                    : result;
                        })),
                new Mistake(
                        "an order that is taken has no order id",
                        "stop rests until the market reaches it",
                        "accepted without an order id",
                        answering((order, to) -> {
                            ExecutionResult result = to.executeOrder(order);
                            return result.success()
                                    ? new ExecutionResult.Accepted(OrderId.NONE, result.timeNanos(), "")
                                    : result;
                        })),
                new Mistake(
                        "an answer has no time",
                        "fill or kill does not rest",
                        "the answer has no time",
                        answering((order, to) -> {
                            ExecutionResult result = to.executeOrder(order);
                            return result instanceof ExecutionResult.Accepted accepted
                                    ? new ExecutionResult.Accepted(accepted.orderId(), 0, "")
                                    : result;
                        })),
                new Mistake(
                        "what an order asks for beside price and quantity is ignored",
                        "post-only that would take is refused",
                        "A: filled Q",
                        answering((order, to) ->
                                to.executeOrder(order instanceof ApprovedOrder.Single single ? plain(single) : order))),
                new Mistake(
                        "one leg of a pair is sent",
                        "one of a pair cancels the other",
                        "open: stop",
                        answering((order, to) ->
                                to.executeOrder(order instanceof ApprovedOrder.Oco oco ? oco.stop() : order))),
                new Mistake(
                        "a call that is in flight ends with an exception when the plugin is closed",
                        "close while in flight",
                        "the call in flight threw",
                        answering((order, to) -> {
                            ExecutionResult result = to.executeOrder(order);
                            if (to.healthCheck().state() == Health.State.CLOSED) {
                                throw new IllegalStateException("closed");
                            }
                            return result;
                        })),
                new Mistake(
                        "everything that cannot be done is answered as rejected",
                        "an instrument that is not traded there",
                        "executeOrder returned",
                        answering((order, to) -> {
                            try {
                                return to.executeOrder(order);
                            } catch (RuntimeException e) {
                                return new ExecutionResult.Rejected("error", String.valueOf(e), 1, "");
                            }
                        })),
                new Mistake(
                        "the same id twice is sent under another id",
                        "the same client order id twice",
                        "the same once more: taken",
                        answering(new Answering() {
                            private final PermitEverythingGate.Ids others = new PermitEverythingGate.Ids("other");

                            @Override
                            public ExecutionResult answer(ApprovedOrder order, ExecutionPlugin to) {
                                boolean open = order instanceof ApprovedOrder.Single single
                                        && to.fetchOrder(single.id()).isPresent();
                                return to.executeOrder(
                                        open && order instanceof ApprovedOrder.Single single
                                                ? renamed(single, others.next())
                                                : order);
                            }
                        })),
                new Mistake(
                        "every cancel is said to be done",
                        "cancel of a filled order",
                        "cancel A: done",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public CancelResult cancelOrder(ClientOrderId order) {
                                super.cancelOrder(order);
                                return new CancelResult.Canceled(1);
                            }
                        }),
                new Mistake(
                        "a cancel is said to be done and is forgotten",
                        "closing a protected position",
                        "open: stop, target\n  7. position: Q",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public CancelResult cancelOrder(ClientOrderId order) {
                                return new CancelResult.Canceled(1);
                            }
                        }),
                new Mistake(
                        "a replacement is said to be taken and is forgotten",
                        "a resting stop is moved in place",
                        "7. open: stop",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public ExecutionResult replaceOrder(ClientOrderId order, ApprovedOrder.Single replacement) {
                                return new ExecutionResult.Accepted(OrderId.of(1), 1, "");
                            }
                        }),
                new Mistake(
                        "nothing is sent at all",
                        "more can be sold than is held",
                        "2. position: nothing",
                        answering((order, to) -> new ExecutionResult.Accepted(OrderId.of(1), 1, ""))));
    }

    private static ApprovedOrder.Single plain(ApprovedOrder.Single order) {
        return renamed(order, order.id());
    }

    private static ApprovedOrder.Single renamed(ApprovedOrder.Single order, ClientOrderId id) {
        OrderRequest request = OrderRequest.of(order.instrument(), order.side())
                .type(order.type())
                .lots(order.lots())
                .build();
        return new PermitEverythingGate().approve(request, id);
    }
}
