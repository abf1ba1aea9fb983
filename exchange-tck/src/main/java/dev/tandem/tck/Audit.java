package dev.tandem.tck;

import dev.tandem.model.Balance;
import dev.tandem.model.Capability;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Fill;
import dev.tandem.model.Money;
import dev.tandem.plugin.OrderSnapshot;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must be true at the end of every card: what the venue says when it is asked is what it has reported without being
 * asked, and money has moved by the fills, to the last unit.
 */
final class Audit {
    private final Stage stage;
    private final @Nullable Balance quoteBefore;
    private final @Nullable Balance baseBefore;

    /** Takes note of what the account has before anything happens. */
    Audit(Stage stage) {
        this.stage = stage;
        this.quoteBefore = balance(stage.instrument.quote());
        this.baseBefore = balance(stage.instrument.base());
    }

    void run() {
        openOrders();
        snapshots();
        positions();
        quote();
        base();
    }

    private void openOrders() {
        List<ClientOrderId> open = stage.watched().stream()
                .filter(order -> order.phase == WatchedOrder.Phase.OPEN)
                .map(order -> order.approved.id())
                .toList();
        if (!stage.eventually(() -> stage.openIds().equals(open))) {
            stage.complain("openOrders() has " + stage.openIds() + ", and by the reports it should have " + open);
        }
    }

    private void snapshots() {
        for (WatchedOrder order : stage.watched()) {
            if (order.phase == WatchedOrder.Phase.SENT || order.phase == WatchedOrder.Phase.REFUSED) {
                continue;
            }
            stage.eventually(() -> defectOf(order) == null);
            stage.complain(defectOf(order));
        }
    }

    private @Nullable String defectOf(WatchedOrder order) {
        Optional<OrderSnapshot> found = stage.plugin().fetchOrder(order.approved.id());
        if (found.isEmpty()) {
            return order.phase == WatchedOrder.Phase.OPEN
                    ? order.name + ": is open, and fetchOrder does not find it"
                    : null;
        }
        OrderSnapshot snapshot = found.get();
        if (!snapshot.clientOrderId().equals(order.approved.id()) || !order.isKnownAs(snapshot.orderId())) {
            return order.name + ": fetchOrder finds another one: " + snapshot;
        }
        if (!order.agreesWith(snapshot.status())) {
            return order.name + ": by the reports it is " + order.phase + ", fetchOrder says " + snapshot.status();
        }
        if (snapshot.filledLots() != order.filledLots) {
            return order.name + ": " + order.filledLots + " lots were reported as filled, fetchOrder says "
                    + snapshot.filledLots();
        }
        if (snapshot.side() != order.approved.side()
                || !snapshot.instrument().equals(order.approved.instrument())
                || snapshot.lots() != order.approved.lots()) {
            return order.name + ": fetchOrder says it is something else: " + snapshot;
        }
        return null;
    }

    private void positions() {
        if (!stage.eventually(() -> stage.heldLots() == stage.netLots())) {
            stage.complain("positions() has " + stage.heldLots() + " lots, and the fills come to " + stage.netLots());
        }
    }

    private void quote() {
        if (quoteBefore == null) {
            stage.complain("fetchBalance() does not have " + stage.instrument.quote());
            return;
        }
        long expected = quoteBefore.total();
        for (WatchedOrder order : stage.watched()) {
            for (Fill fill : order.fills) {
                long notional = stage.instrument.notional(fill.priceTicks(), fill.lots());
                expected -= notional * fill.side().sign() + fill.fee();
            }
        }
        long total = expected;
        if (!stage.eventually(() -> totalOf(stage.instrument.quote()) == total)) {
            stage.complain("the balance of " + stage.instrument.quote() + " is "
                    + Money.toText(totalOf(stage.instrument.quote())) + ", and by the fills it should be "
                    + Money.toText(total));
        }
    }

    private void base() {
        String asset = stage.instrument.base();
        if (stage.plugin().capabilities().has(Capability.SHORT) && balance(asset) == null) {
            // Where short positions can be held, what is held is in positions() and need not be an asset as well.
            return;
        }
        long before = baseBefore == null ? 0 : baseBefore.total();
        long expected = before
                + stage.instrument
                        .quantity(stage.netLots())
                        .movePointRight(Money.SCALE)
                        .setScale(0, RoundingMode.FLOOR)
                        .longValueExact();
        if (!stage.eventually(() -> totalOf(asset) == expected)) {
            stage.complain("the balance of " + asset + " is " + Money.toText(totalOf(asset))
                    + ", and by the fills it should be " + Money.toText(expected));
        }
    }

    private long totalOf(String asset) {
        Balance balance = balance(asset);
        return balance == null ? 0 : balance.total();
    }

    private @Nullable Balance balance(String asset) {
        for (Balance balance : stage.plugin().fetchBalance()) {
            if (balance.asset().equals(asset)) {
                return balance;
            }
        }
        return null;
    }
}
