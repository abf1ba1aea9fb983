package dev.tandem.webhook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message with what has come of it so far. Safe for any thread. */
final class InboxEntry {
    private final AlertRecord record;
    private final Map<String, OrderLine> orders = new LinkedHashMap<>();
    private @Nullable String refusal;
    private String note = "";
    private int duplicates;
    private boolean begun;

    InboxEntry(AlertRecord record) {
        this.record = record;
    }

    AlertRecord record() {
        return record;
    }

    synchronized void begin() {
        begun = true;
    }

    synchronized boolean isBegun() {
        return begun;
    }

    /** Takes note of an order; says whether its status is a new one. */
    synchronized boolean order(OrderLine line) {
        OrderLine before = orders.put(line.id(), line);
        return before == null || !before.status().equals(line.status());
    }

    /** An order that was denied, and why, in one step: nobody sees the one without the other. */
    synchronized boolean denied(OrderLine line, String reason) {
        boolean isNews = order(line);
        if (isNews) {
            refusal = reason;
        }
        return isNews;
    }

    synchronized void refuse(String reason) {
        refusal = reason;
    }

    /** Says how it is with it, while nothing is wrong. */
    synchronized void note(String reason) {
        note = reason;
    }

    /** Puts the word for why the gate denied an order before the sentence. */
    synchronized void nameDenial(String code) {
        if (!code.isEmpty() && refusal != null && refusal.startsWith("denied: ")) {
            refusal = code + refusal.substring("denied".length());
        }
    }

    synchronized void duplicate() {
        duplicates++;
    }

    synchronized int duplicates() {
        return duplicates;
    }

    synchronized List<OrderLine> orders() {
        return List.copyOf(orders.values());
    }

    /** What came of it in a word: of what was accepted and led to nothing, rejected. */
    synchronized String status() {
        boolean nothing = orders.values().stream().allMatch(OrderLine::isDenied);
        return record.isAccepted() && begun && nothing && (refusal != null || !orders.isEmpty())
                ? "rejected"
                : record.status();
    }

    synchronized String reason() {
        return refusal != null ? refusal : note.isEmpty() ? record.reason() : note;
    }
}
