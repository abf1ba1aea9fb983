package dev.tandem.tck;

import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionReport;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange in this process lacks: a line between it and who trades there, on which messages are late, lost,
 * doubled or out of order. It makes every {@link Lever} of the network work for a simulated exchange.
 *
 * <p>Reports wait until {@link #deliver} lets them through. The exchange behind it lives as long as the link; the plugins
 * that {@link #connect} makes come and go. Calls into the exchange are made one at a time, so a held answer may be waited
 * for on a thread of its own.
 */
public final class UnreliableLink implements AutoCloseable {
    private final ExecutionPlugin exchange;
    private final InstantSource clock;
    private final Deque<ExecutionReport> onTheWay = new ArrayDeque<>();
    private final Set<Lever> pulled = EnumSet.noneOf(Lever.class);
    private @Nullable LinkedPlugin listening;
    private boolean started;
    private long ordersReceived;

    /**
     * @param exchange not initialized yet; the link closes it
     * @param clock the exchange's
     */
    public UnreliableLink(ExecutionPlugin exchange, InstantSource clock) {
        this.exchange = exchange;
        this.clock = clock;
    }

    /** What the link can make happen. */
    public static Set<Lever> levers() {
        return Set.of(
                Lever.CONNECT_AGAIN,
                Lever.LOSE_ANSWER_AFTER_ACCEPTANCE,
                Lever.LOSE_ANSWER_BEFORE_ACCEPTANCE,
                Lever.HOLD_ANSWER,
                Lever.RATE_LIMIT,
                Lever.SKEW_CLOCK,
                Lever.REPORT_TWICE,
                Lever.REPORT_BACKWARDS,
                Lever.DISCONNECT,
                Lever.WRONG_CREDENTIALS);
    }

    /** A new plugin for the account at the exchange. */
    public ExecutionPlugin connect() {
        return new LinkedPlugin(this, exchange, true);
    }

    /** A new plugin whose credentials are wrong. */
    public ExecutionPlugin connectWithWrongCredentials() {
        return new LinkedPlugin(this, exchange, false);
    }

    /** How many orders have got as far as the exchange's door. */
    public synchronized long ordersReceived() {
        return ordersReceived;
    }

    public synchronized void pull(Lever lever) {
        pulled.add(lever);
    }

    public synchronized void release(Lever lever) {
        pulled.remove(lever);
        notifyAll();
    }

    /** Lets something happen at the exchange; no other call is made meanwhile. */
    public synchronized void atTheExchange(Runnable event) {
        event.run();
    }

    /** Lets the reports through that are on their way, unless a lever keeps them. */
    public void deliver() {
        List<ExecutionReport> due = new ArrayList<>();
        LinkedPlugin to;
        synchronized (this) {
            to = listening;
            if (to == null) {
                onTheWay.clear();
            }
            if (isPulled(Lever.DISCONNECT) || isPulled(Lever.REPORT_BACKWARDS)) {
                return;
            }
            due.addAll(onTheWay);
            onTheWay.clear();
        }
        for (ExecutionReport report : due) {
            if (to != null) {
                to.hear(report);
            }
        }
    }

    @Override
    public void close() {
        exchange.close();
    }

    // For the plugins

    synchronized void listen(LinkedPlugin plugin) {
        if (!started) {
            started = true;
            exchange.init(this::reported);
        }
        listening = plugin;
    }

    synchronized void stopListening(LinkedPlugin plugin) {
        if (listening == plugin) {
            listening = null;
        }
    }

    boolean isPulled(Lever lever) {
        return pulled.contains(lever);
    }

    /** Whether a lever was pulled that works once; it no longer is. */
    boolean takeOnce(Lever lever) {
        return pulled.remove(lever);
    }

    Instant now() {
        return clock.instant();
    }

    void countOrder() {
        ordersReceived++;
    }

    private synchronized void reported(ExecutionReport report) {
        if (isPulled(Lever.REPORT_BACKWARDS)) {
            onTheWay.addFirst(report);
            return;
        }
        onTheWay.addLast(report);
        if (isPulled(Lever.REPORT_TWICE)) {
            onTheWay.addLast(report);
        }
    }
}
