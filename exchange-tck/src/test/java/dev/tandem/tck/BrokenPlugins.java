package dev.tandem.tck;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Balance;
import dev.tandem.model.Bar;
import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Position;
import dev.tandem.model.Ticker;
import dev.tandem.model.TradeId;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.MarketDataListener;
import dev.tandem.plugin.OrderSnapshot;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Plugins with one mistake each, made out of one that has none. */
final class BrokenPlugins {
    private BrokenPlugins() {}

    /**
     * A mistake, and the card that must catch it.
     *
     * @param mistake in words
     * @param card the name of the card
     * @param complaint a piece of what the card must say
     * @param plugin makes the mistake with a plugin that has none
     */
    record Mistake(String mistake, String card, String complaint, UnaryOperator<ExecutionPlugin> plugin) {
        @Override
        public String toString() {
            return mistake;
        }
    }

    static List<Mistake> all() {
        List<Mistake> all = new ArrayList<>();
        all.addAll(reports());
        all.addAll(answers());
        all.addAll(questions());
        all.addAll(lives());
        all.addAll(data());
        return all;
    }

    // What is told without being asked

    /** A plugin between whose venue and listener somebody meddles. */
    private static UnaryOperator<ExecutionPlugin> reporting(BiConsumer<ExecutionReport, ExecutionListener> meddler) {
        return to -> new ForwardingPlugin(to) {
            @Override
            public void init(ExecutionListener listener) {
                super.init(report -> meddler.accept(report, listener));
            }
        };
    }

    private static List<Mistake> reports() {
        return List.of(
                new Mistake(
                        "a fill is reported twice under two trade ids",
                        "market buy fills",
                        "it was over (FILLED)",
                        reporting((report, listener) -> {
                            listener.onReport(report);
                            if (report instanceof ExecutionReport.Filled filled) {
                                TradeId other =
                                        TradeId.of("again-" + filled.fill().tradeId());
                                listener.onReport(new ExecutionReport.Filled(with(filled.fill(), other), 0));
                            }
                        })),
                new Mistake(
                        "a partial fill is reported twice",
                        "partial fills add up to the whole",
                        "was reported twice",
                        reporting((report, listener) -> {
                            listener.onReport(report);
                            if (report instanceof ExecutionReport.Filled filled && filled.leavesLots() > 0) {
                                listener.onReport(report);
                            }
                        })),
                new Mistake(
                        "what is left is said to be the whole",
                        "partial fill, then cancel keeps the filled part",
                        "lots are said to be left",
                        reporting((report, listener) -> listener.onReport(
                                report instanceof ExecutionReport.Filled filled && filled.leavesLots() > 0
                                        ? new ExecutionReport.Filled(filled.fill(), 100_000)
                                        : report))),
                new Mistake(
                        "partial fills are kept back until the order is filled",
                        "partial entry fills are protected for what is filled, at once",
                        "1. A: buy Q at P-1%: taken\n  2. open: A\n  3. A: filled Q/2",
                        reporting(new BiConsumer<>() {
                            private final List<ExecutionReport> kept = new ArrayList<>();

                            @Override
                            public void accept(ExecutionReport report, ExecutionListener listener) {
                                kept.add(report);
                                if (!(report instanceof ExecutionReport.Filled filled) || filled.leavesLots() == 0) {
                                    kept.forEach(listener::onReport);
                                    kept.clear();
                                }
                            }
                        })),
                new Mistake(
                        "the end of a canceled order is not reported",
                        "limit rests, then cancels",
                        "openOrders() has",
                        reporting((report, listener) -> {
                            if (!(report instanceof ExecutionReport.Canceled)) {
                                listener.onReport(report);
                            }
                        })),
                new Mistake(
                        "the end of a sibling is not reported",
                        "stop-loss and take-profit rest on the venue, one cancels the other",
                        "open: nothing",
                        reporting((report, listener) -> {
                            if (!(report instanceof ExecutionReport.Canceled(var id, String reason, long time)
                                    && reason.equals("oco"))) {
                                listener.onReport(report);
                            }
                        })),
                new Mistake(
                        "fees are left out of fills",
                        "market sell gives back what was bought",
                        "the balance of USDT is",
                        reporting((report, listener) -> listener.onReport(
                                report instanceof ExecutionReport.Filled(Fill fill, long leaves)
                                        ? new ExecutionReport.Filled(free(fill), leaves)
                                        : report))),
                new Mistake(
                        "a limit's fill is reported at a price beyond it",
                        "limit fills when the market comes to it",
                        "at a worse price",
                        reporting((report, listener) -> listener.onReport(
                                report instanceof ExecutionReport.Filled(Fill fill, long leaves)
                                        ? new ExecutionReport.Filled(at(fill, fill.priceTicks() + 1), leaves)
                                        : report))),
                new Mistake(
                        "the venue's order id is another one in reports",
                        "a second entry after a stopped one starts afresh",
                        "is order 4711 now",
                        reporting((report, listener) -> listener.onReport(
                                report instanceof ExecutionReport.Filled(Fill fill, long leaves)
                                        ? new ExecutionReport.Filled(named(fill, OrderId.of(4711)), leaves)
                                        : report))),
                new Mistake(
                        "a fill that comes after the end is dropped",
                        "reports out of order",
                        "A: ended, filled nothing",
                        reporting(new BiConsumer<>() {
                            private final Set<ClientOrderId> ended = new HashSet<>();

                            @Override
                            public void accept(ExecutionReport report, ExecutionListener listener) {
                                if (report instanceof ExecutionReport.Canceled) {
                                    ended.add(report.clientOrderId());
                                } else if (ended.contains(report.clientOrderId())) {
                                    return;
                                }
                                listener.onReport(report);
                            }
                        })),
                new Mistake(
                        "a report that comes twice comes under a new trade id the second time",
                        "reports twice",
                        "VIOLATION A: it was over (FILLED)",
                        reporting(new BiConsumer<>() {
                            private final Set<TradeId> seen = new HashSet<>();

                            @Override
                            public void accept(ExecutionReport report, ExecutionListener listener) {
                                boolean again = report instanceof ExecutionReport.Filled filled
                                        && !seen.add(filled.fill().tradeId());
                                listener.onReport(
                                        again && report instanceof ExecutionReport.Filled(Fill fill, long leaves)
                                                ? new ExecutionReport.Filled(
                                                        with(fill, TradeId.of("again-" + fill.tradeId())), leaves)
                                                : report);
                            }
                        })),
                new Mistake(
                        "what happened while the line was down is not asked for",
                        "what happens while the line is down is made up for",
                        "by the reports",
                        to -> new ForwardingPlugin(to) {
                            private boolean wasDown;

                            @Override
                            public void init(ExecutionListener listener) {
                                super.init(report -> {
                                    if (!wasDown) {
                                        listener.onReport(report);
                                    }
                                });
                            }

                            @Override
                            public Health healthCheck() {
                                Health health = super.healthCheck();
                                wasDown |= health.state() == Health.State.DOWN;
                                return health;
                            }
                        }),
                new Mistake(
                        "a report comes after close",
                        "close may be called again, and nothing is reported after it",
                        "a report came after close had returned",
                        to -> new ForwardingPlugin(to) {
                            private @Nullable ExecutionListener listener;

                            @Override
                            public void init(ExecutionListener reports) {
                                listener = reports;
                                super.init(reports);
                            }

                            @Override
                            public ExecutionResult executeOrder(ApprovedOrder order) {
                                ExecutionResult result = super.executeOrder(order);
                                last = order instanceof ApprovedOrder.Single single ? single.id() : null;
                                return result;
                            }

                            private @Nullable ClientOrderId last;

                            /** Asked for its health after close, it tells its listener of something once more. */
                            @Override
                            public void close() {
                                boolean again = to.healthCheck().state() == Health.State.CLOSED;
                                super.close();
                                ExecutionListener reports = listener;
                                ClientOrderId id = last;
                                if (again && reports != null && id != null) {
                                    reports.onReport(new ExecutionReport.Canceled(id, "closed", 1));
                                }
                            }
                        }));
    }

    private static Fill with(Fill fill, TradeId trade) {
        return copy(fill, trade, fill.orderId(), fill.priceTicks(), fill.fee());
    }

    private static Fill named(Fill fill, OrderId order) {
        return copy(fill, fill.tradeId(), order, fill.priceTicks(), fill.fee());
    }

    private static Fill at(Fill fill, long ticks) {
        return copy(fill, fill.tradeId(), fill.orderId(), ticks, fill.fee());
    }

    private static Fill free(Fill fill) {
        return copy(fill, fill.tradeId(), fill.orderId(), fill.priceTicks(), 0);
    }

    private static Fill copy(Fill fill, TradeId trade, OrderId order, long ticks, long fee) {
        return new Fill(
                trade,
                fill.instrument(),
                fill.clientOrderId(),
                order,
                fill.side(),
                ticks,
                fill.lots(),
                fee,
                fill.liquidity(),
                fill.timeNanos());
    }

    // What is answered

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

    private static List<Mistake> answers() {
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

    // What is said when it is asked

    private static List<Mistake> questions() {
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

    // Beginning and end

    private static List<Mistake> lives() {
        return List.of(
                new Mistake(
                        "the health check fails before init",
                        "health check in every state, also before init",
                        "before init: threw",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public Health healthCheck() {
                                Health health = super.healthCheck();
                                if (health.state() == Health.State.NOT_STARTED) {
                                    throw new IllegalStateException("not started");
                                }
                                return health;
                            }
                        }),
                new Mistake(
                        "the key is in the health message",
                        "health check in every state, also before init",
                        "a secret is in what the plugin says",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public Health healthCheck() {
                                Health health = super.healthCheck();
                                return new Health(
                                        health.state(), "connected with " + BrokenVenue.SECRET, health.clockSkew());
                            }
                        }),
                new Mistake(
                        "the clock's skew is not measured",
                        "clock skew",
                        "the skew is measured: PT0S",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public Health healthCheck() {
                                Health health = super.healthCheck();
                                return new Health(health.state(), health.message(), Duration.ZERO);
                            }
                        }),
                new Mistake(
                        "an order before init is answered",
                        "what can be asked before init",
                        "executeOrder returned",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public ExecutionResult executeOrder(ApprovedOrder order) {
                                return super.healthCheck().state() == Health.State.HEALTHY
                                        ? super.executeOrder(order)
                                        : new ExecutionResult.Unconfirmed("not connected", 1, "");
                            }
                        }),
                new Mistake(
                        "an order after close is answered",
                        "after close nothing is sent",
                        "executeOrder returned",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public ExecutionResult executeOrder(ApprovedOrder order) {
                                return super.healthCheck().state() == Health.State.CLOSED
                                        ? new ExecutionResult.Unconfirmed("closed", 1, "")
                                        : super.executeOrder(order);
                            }
                        }),
                new Mistake(
                        "a second init is ignored",
                        "init is called once",
                        "init returned",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public void init(ExecutionListener listener) {
                                if (super.healthCheck().state() == Health.State.NOT_STARTED) {
                                    super.init(listener);
                                }
                            }
                        }),
                new Mistake(
                        "wrong credentials are found out at the first order",
                        "wrong credentials end at init",
                        "init returned",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            @SuppressWarnings("EmptyCatch") // that is the mistake
                            public void init(ExecutionListener listener) {
                                try {
                                    super.init(listener);
                                } catch (PluginException e) {
                                    String ignored = e.getMessage();
                                    assert ignored != null;
                                }
                            }
                        }),
                new Mistake(
                        "close before init fails",
                        "close before init",
                        "close threw NullPointerException",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public void close() {
                                boolean never = super.healthCheck().state() == Health.State.NOT_STARTED;
                                super.close();
                                if (never) {
                                    throw new NullPointerException("the connection");
                                }
                            }
                        }),
                new Mistake(
                        "an order of its own is sent at init",
                        "off-grid price",
                        "orders that have reached the venue: 1",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public void init(ExecutionListener listener) {
                                super.init(listener);
                                OrderRequest request = OrderRequest.buy(
                                                instruments().getFirst())
                                        .lots(1_000)
                                        .limitTicks(1_000)
                                        .build();
                                super.executeOrder(
                                        new PermitEverythingGate().approve(request, new ClientOrderId("own", 1)));
                            }
                        }));
    }

    // Market data

    private static List<Mistake> data() {
        return List.of(
                new Mistake(
                        "bid and ask are swapped", "the latest prices", "not a price", to -> new ForwardingPlugin(to) {
                            @Override
                            public Ticker fetchData(Instrument instrument) {
                                Ticker ticker = super.fetchData(instrument);
                                return new Ticker(
                                        instrument,
                                        ticker.bidTicks() + 1,
                                        ticker.askTicks(),
                                        ticker.lastTicks(),
                                        ticker.timeNanos());
                            }
                        }),
                new Mistake("bars come newest first", "past bars", "not as asked for", to -> new ForwardingPlugin(to) {
                    @Override
                    public List<Bar> history(Instrument instrument, Duration bar, Instant from, Instant end) {
                        return super.history(instrument, bar, from, end).reversed();
                    }
                }),
                new Mistake(
                        "a closed subscription goes on",
                        "bars arrive as they complete",
                        "bars have come since",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public Subscription subscribe(
                                    Instrument instrument, Duration bar, MarketDataListener listener) {
                                super.subscribe(instrument, bar, listener);
                                return () -> {};
                            }
                        }),
                new Mistake(
                        "past bars are not among the capabilities, and come all the same",
                        "past bars",
                        "not denied",
                        to -> new ForwardingPlugin(to) {
                            @Override
                            public Capabilities capabilities() {
                                return super.capabilities().without(Capability.HISTORY);
                            }
                        }));
    }
}
