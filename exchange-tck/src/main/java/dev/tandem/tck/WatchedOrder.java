package dev.tandem.tck;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Fill;
import dev.tandem.model.OrderId;
import dev.tandem.model.OrderStatus;
import dev.tandem.model.OrderType;
import dev.tandem.model.TradeId;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of an order from the answers and reports about it, and whether these agree with each other. */
final class WatchedOrder {
    /** How the name of an order begins that the plugin holds in place of the venue. */
    static final String HELD = "held-";

    /** Where an order is in its life, as far as has been told. */
    enum Phase {
        SENT,
        OPEN,
        FILLED,
        ENDED,
        REFUSED
    }

    final int number;
    final String name;
    ApprovedOrder.Single approved;
    Phase phase = Phase.SENT;
    long filledLots;
    final List<Fill> fills = new ArrayList<>();
    private final Set<TradeId> trades = new HashSet<>();
    private @Nullable OrderId orderId;

    /** Its reports are not put down one by one. */
    boolean quiet;

    WatchedOrder(int number, String name, ApprovedOrder.Single approved) {
        this.number = number;
        this.name = name;
        this.approved = approved;
    }

    boolean isOver() {
        return phase == Phase.FILLED || phase == Phase.ENDED || phase == Phase.REFUSED;
    }

    long leavesLots() {
        return approved.lots() - filledLots;
    }

    /** The venue has answered; returns what is wrong with that, or null. */
    @Nullable
    String answered(ExecutionResult result) {
        String wrong = Answers.defectOf(result, approved.lots());
        if (wrong != null) {
            return name + ": " + wrong;
        }
        switch (result) {
            case ExecutionResult.Accepted accepted -> {
                phase = phase == Phase.SENT ? Phase.OPEN : phase;
                return named(accepted.orderId());
            }
            case ExecutionResult.Filled filled -> {
                phase = phase == Phase.SENT ? Phase.OPEN : phase;
                return named(filled.orderId());
            }
            case ExecutionResult.Denied denied -> phase = Phase.REFUSED;
            case ExecutionResult.Rejected rejected -> {
                if (phase != Phase.SENT) {
                    return name + ": the answer is that it was refused, and a report said that it was not";
                }
                phase = Phase.REFUSED;
            }
            case ExecutionResult.Unconfirmed unconfirmed -> {}
        }
        return null;
    }

    /**
     * Whether it rests in the plugin, which sends it when the market is there: its name says so until then, and then the
     * venue gives it one.
     */
    boolean isHeldByThePlugin() {
        return orderId != null && orderId.toString().startsWith(HELD);
    }

    /** The venue's name of it must always be the same; returns what is wrong, or null. */
    @Nullable
    String named(OrderId id) {
        if (id.equals(OrderId.NONE)) {
            return name + ": the venue's order id is missing";
        }
        if (orderId != null && !orderId.equals(id) && !isHeldByThePlugin()) {
            return name + ": was order " + orderId + " at the venue and is order " + id + " now";
        }
        orderId = id;
        return null;
    }

    /** It rests as another order from now on: a venue that cannot change one in place may give it a new name, and says so. */
    void replaced(ApprovedOrder.Single replacement, OrderId id) {
        approved = replacement;
        orderId = id.equals(OrderId.NONE) ? orderId : id;
    }

    /** Whether this is a fill or an end that has been told before. */
    boolean knows(ExecutionReport report) {
        return switch (report) {
            case ExecutionReport.Filled filled -> trades.contains(filled.fill().tradeId());
            case ExecutionReport.Canceled canceled -> phase == Phase.ENDED;
            case ExecutionReport.Expired expired -> phase == Phase.ENDED;
            case ExecutionReport.Rejected rejected -> phase == Phase.REFUSED;
            case ExecutionReport.Accepted accepted -> phase != Phase.SENT;
        };
    }

    /** The venue has told something; returns what is wrong with that, or null. */
    @Nullable
    String reported(ExecutionReport report, boolean ordered) {
        if (report.timeNanos() <= 0) {
            return name + ": a report without a time: " + report;
        }
        if (isOver() && ordered) {
            return name + ": it was over (" + phase + "), and then came " + report;
        }
        return switch (report) {
            case ExecutionReport.Accepted accepted -> {
                phase = phase == Phase.SENT ? Phase.OPEN : phase;
                yield named(accepted.orderId());
            }
            case ExecutionReport.Filled filled -> filled(filled.fill(), filled.leavesLots(), ordered);
            case ExecutionReport.Canceled canceled -> ended(canceled.reason());
            case ExecutionReport.Expired expired -> ended(expired.reason());
            case ExecutionReport.Rejected rejected -> {
                phase = Phase.REFUSED;
                yield filledLots > 0 ? name + ": was refused after it had been filled" : null;
            }
        };
    }

    private @Nullable String ended(String reason) {
        phase = Phase.ENDED;
        return reason.isBlank() ? name + ": it ended for no reason" : null;
    }

    private @Nullable String filled(Fill fill, long leaves, boolean ordered) {
        if (!trades.add(fill.tradeId())) {
            return name + ": trade " + fill.tradeId() + " was reported twice";
        }
        fills.add(fill);
        filledLots += fill.lots();
        if (phase == Phase.SENT || phase == Phase.OPEN) {
            phase = leavesLots() <= 0 ? Phase.FILLED : Phase.OPEN;
        }
        if (filledLots > approved.lots()) {
            return name + ": " + filledLots + " lots were filled of " + approved.lots();
        }
        if (ordered && leaves != leavesLots()) {
            return name + ": " + leaves + " lots are said to be left, and " + leavesLots() + " are";
        }
        if (!fill.instrument().equals(approved.instrument()) || fill.side() != approved.side()) {
            return name + ": was filled as another order: " + fill;
        }
        if (fill.priceTicks() <= 0) {
            return name + ": was filled at a price of " + fill.priceTicks() + " ticks";
        }
        return named(fill.orderId());
    }

    /** How a fill's price compares with the order's: in words, empty where there is none. */
    String priceOf(Fill fill) {
        Long limit = switch (approved.type()) {
            case OrderType.Limit(long ticks) -> ticks;
            case OrderType.StopLimit(long stop, long ticks) -> ticks;
            case OrderType.Market market -> null;
            case OrderType.Stop stop -> null;
            case OrderType.TrailingStop trailing -> null;
        };
        if (limit == null) {
            return "";
        }
        long better = (limit - fill.priceTicks()) * approved.side().sign();
        if (approved.type() instanceof OrderType.StopLimit && better >= 0) {
            return " at its price or better";
        }
        return better == 0 ? " at its price" : better > 0 ? " at a better price" : " at a worse price";
    }

    /** What a question about it must be answered with, if it is answered. */
    boolean agreesWith(OrderStatus status) {
        return switch (phase) {
            case SENT -> true;
            case OPEN -> filledLots > 0 ? status == OrderStatus.PARTIALLY_FILLED : status == OrderStatus.NEW;
            case FILLED -> status == OrderStatus.FILLED;
            case ENDED -> status == OrderStatus.CANCELED || status == OrderStatus.EXPIRED;
            case REFUSED -> status == OrderStatus.REJECTED || status == OrderStatus.EXPIRED;
        };
    }

    boolean isKnownAs(OrderId id) {
        return orderId == null || isHeldByThePlugin() || Objects.equals(orderId, id);
    }
}
