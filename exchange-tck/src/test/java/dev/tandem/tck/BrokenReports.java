package dev.tandem.tck;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.OrderId;
import dev.tandem.model.TradeId;
import dev.tandem.plugin.ExecutionListener;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Plugins that tell their listener something wrong. */
final class BrokenReports {
    private BrokenReports() {}

    /** A plugin between whose venue and listener somebody meddles. */
    private static UnaryOperator<ExecutionPlugin> reporting(BiConsumer<ExecutionReport, ExecutionListener> meddler) {
        return to -> new ForwardingPlugin(to) {
            @Override
            public void init(ExecutionListener listener) {
                super.init(report -> meddler.accept(report, listener));
            }
        };
    }

    static List<Mistake> mistakes() {
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
}
