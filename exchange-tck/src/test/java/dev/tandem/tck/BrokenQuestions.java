package dev.tandem.tck;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Balance;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.Position;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.OrderSnapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plugins that say something wrong when they are asked. */
final class BrokenQuestions {
    private BrokenQuestions() {}

    static List<Mistake> mistakes() {
        return List.of(
                new Mistake(
                        "the client order id is lost",
                        "client order id comes back",
                        "fetchOrder: the id x-1",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public Optional<OrderSnapshot> fetchOrder(ClientOrderId order) {
                                return super.fetchOrder(order).map(found -> renamed(found));
                            }

                            private OrderSnapshot renamed(OrderSnapshot found) {
                                return copy(found, new ClientOrderId("x", 1), found.lots(), found.filledLots());
                            }
                        }),
                new Mistake(
                        "an order that is partly filled is said to be untouched",
                        "partial fill, then cancel keeps the filled part",
                        "lots were reported as filled, fetchOrder says 0",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public Optional<OrderSnapshot> fetchOrder(ClientOrderId order) {
                                return super.fetchOrder(order)
                                        .map(found -> copy(found, found.clientOrderId(), found.lots(), 0));
                            }
                        }),
                new Mistake(
                        "what is left is given as the whole quantity",
                        "partial fills add up to the whole",
                        "fetchOrder says it is something else",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public Optional<OrderSnapshot> fetchOrder(ClientOrderId order) {
                                return super.fetchOrder(order)
                                        .map(found -> copy(
                                                found,
                                                found.clientOrderId(),
                                                found.lots() - found.filledLots(),
                                                found.filledLots()));
                            }
                        }),
                new Mistake(
                        "an order that nobody knows is made up",
                        "an order that nobody knows",
                        "cancel: done",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public CancelResult cancelOrder(ClientOrderId order) {
                                super.cancelOrder(order);
                                return new CancelResult.Canceled(1);
                            }
                        }),
                new Mistake(
                        "orders of an earlier run are not seen",
                        "restart with open orders",
                        "open: nothing",
                        to -> new ForwardingPlugin(to) {
                            private final Set<ClientOrderId> own = new HashSet<>();

                            @Override
                            public ExecutionResult executeOrder(ApprovedOrder order) {
                                switch (order) {
                                    case ApprovedOrder.Single single -> own.add(single.id());
                                    case ApprovedOrder.Oco oco ->
                                        own.addAll(List.of(
                                                oco.stop().id(), oco.limit().id()));
                                }
                                return super.executeOrder(order);
                            }

                            @Override
                            public List<OrderSnapshot> openOrders() {
                                return super.openOrders().stream()
                                        .filter(order -> own.contains(order.clientOrderId()))
                                        .toList();
                            }
                        }),
                new Mistake(
                        "the balance is that of the beginning",
                        "market buy fills",
                        "the balance of USDT is",
                        to -> new ForwardingPlugin(to) {
                            private @Nullable List<Balance> first;

                            @Override
                            public List<Balance> fetchBalance() {
                                List<Balance> known = first;
                                if (known == null) {
                                    known = super.fetchBalance();
                                    first = known;
                                }
                                return known;
                            }
                        }),
                new Mistake(
                        "positions are what was bought, whatever was sold",
                        "more can be sold than is held",
                        "position: -Q\n  4. B: buy Q at the market: taken\n  5. B: filled Q\n  6. position: -Q",
                        to -> new ForwardingPlugin(to) {
                            private final Map<Instrument, Position> most = new HashMap<>();

                            @Override
                            public List<Position> positions() {
                                super.positions()
                                        .forEach(position -> most.merge(
                                                position.instrument(),
                                                position,
                                                (a, b) -> Math.abs(a.lots()) > Math.abs(b.lots()) ? a : b));
                                return List.copyOf(most.values());
                            }
                        }),
                new Mistake(
                        "the balance has no cash",
                        "an entry whose answer is lost is protected all the same",
                        "fetchBalance() does not have USDT",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public List<Balance> fetchBalance() {
                                return List.of();
                            }
                        }));
    }

    private static OrderSnapshot copy(OrderSnapshot found, ClientOrderId id, long lots, long filledLots) {
        return new OrderSnapshot(
                id,
                found.orderId(),
                found.instrument(),
                found.side(),
                found.type(),
                found.status(),
                lots,
                filledLots,
                found.timeNanos());
    }
}
