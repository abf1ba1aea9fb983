package dev.tandem.engine;

import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.OrderRole;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.OrderStatus;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionReport;
import dev.tandem.plugin.ExecutionResult;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What venues say of orders, and what becomes of the orders by it. Answers and reports may come in either order. */
final class OrderAnswers {
    private final OrderDesk desk;
    private final Consumer<ManagedOrder> changed;
    private final BiConsumer<ManagedOrder, Fill> filledOrder;

    OrderAnswers(OrderDesk desk, Consumer<ManagedOrder> changed, BiConsumer<ManagedOrder, Fill> filledOrder) {
        this.desk = desk;
        this.changed = changed;
        this.filledOrder = filledOrder;
    }

    void onAnswer(ApprovedOrder order, ExecutionResult result) {
        switch (order) {
            case ApprovedOrder.Single single -> onAnswer(single.id(), result);
            case ApprovedOrder.Oco oco -> {
                onAnswer(oco.stop().id(), result);
                onAnswer(oco.limit().id(), result);
            }
        }
    }

    private void onAnswer(ClientOrderId id, ExecutionResult result) {
        ManagedOrder order = desk.find(id);
        if (order == null) {
            return;
        }
        switch (result) {
            case ExecutionResult.Accepted accepted -> taken(order);
            case ExecutionResult.Filled filled -> taken(order);
            case ExecutionResult.Rejected rejected -> {
                desk.brackets().passed(order, rejected.reason());
                refused(order, rejected.inShort());
                desk.brackets().leaveIfPassed(order);
            }
            case ExecutionResult.Denied denied ->
                refused(order, denied.denial().reason().text());
            case ExecutionResult.Unconfirmed unconfirmed -> {
                if (order.become(OrderStatus.UNCONFIRMED, unconfirmed.message())) {
                    changed.accept(order);
                }
            }
        }
    }

    private void taken(ManagedOrder order) {
        if (order.status() == OrderStatus.PENDING_NEW) {
            accepted(order);
        } else {
            order.replacementAnswered(true);
            accepted(order);
        }
    }

    /** An order that the venue does not take is over; one that it has and does not change rests as it was. */
    private void refused(ManagedOrder order, String reason) {
        boolean neverThere = order.status() == OrderStatus.PENDING_NEW
                || order.status() == OrderStatus.UNCONFIRMED && !order.isBeingReplaced();
        if (neverThere) {
            desk.end(order, OrderStatus.REJECTED, reason);
        } else {
            order.replacementAnswered(false);
        }
    }

    private void accepted(ManagedOrder order) {
        boolean news = order.status() == OrderStatus.PENDING_NEW || order.status() == OrderStatus.UNCONFIRMED;
        if (news && order.become(OrderStatus.NEW, null) && order.role() == OrderRole.STRATEGY) {
            changed.accept(order);
        }
    }

    void onCancelAnswer(ClientOrderId id, CancelResult result) {
        ManagedOrder order = desk.find(id);
        if (order == null) {
            return;
        }
        switch (result) {
            case CancelResult.Canceled canceled -> desk.end(order, OrderStatus.CANCELED, "requested");
            // The report that says how it ended is on its way.
            case CancelResult.TooLate late -> order.cancelFailed();
            case CancelResult.Unconfirmed unconfirmed -> order.cancelFailed();
        }
    }

    void onReport(ExecutionReport report) {
        ManagedOrder order = desk.find(report.clientOrderId());
        if (order == null) {
            return;
        }
        switch (report) {
            case ExecutionReport.Filled filled -> filledOrder.accept(order, filled.fill());
            case ExecutionReport.Accepted accepted -> accepted(order);
            case ExecutionReport.Canceled canceled -> desk.end(order, OrderStatus.CANCELED, canceled.reason());
            case ExecutionReport.Expired expired -> desk.end(order, OrderStatus.EXPIRED, expired.reason());
            case ExecutionReport.Rejected rejected -> {
                desk.brackets().passed(order, rejected.reason());
                desk.end(order, OrderStatus.REJECTED, rejected.inShort());
            }
        }
    }
}
