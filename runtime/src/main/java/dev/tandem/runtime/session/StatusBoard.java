package dev.tandem.runtime.session;

import dev.tandem.engine.Engine;
import dev.tandem.ledger.Holding;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Order;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.OrderType;
import dev.tandem.model.Rate;
import dev.tandem.strategy.BarHistory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What others see of a session. The session's thread counts and publishes; any thread reads what was published last,
 * also while the session's own hangs.
 */
final class StatusBoard {
    private static final Duration EVERY = Duration.ofMillis(500);

    private final String session;
    private final String strategy;
    private long events;
    private long slowestNanos;
    private long heardNanos;
    private boolean streams;
    private long nextNanos = System.nanoTime();
    private volatile boolean busy;
    private volatile long busySinceNanos;
    private volatile @Nullable SessionStatus status;
    private volatile List<ClientOrderId> entries = List.of();

    StatusBoard(String session, String strategy) {
        this.session = session;
        this.strategy = strategy;
    }

    /** An event is being handled from now on. */
    void begins() {
        busySinceNanos = System.nanoTime();
        busy = true;
    }

    /**
     * It was.
     *
     * @return how long it took
     */
    long handled() {
        busy = false;
        long took = System.nanoTime() - busySinceNanos;
        events++;
        slowestNanos = Math.max(slowestNanos, took);
        return took;
    }

    /** For how long an event has been handled; 0 if none is. */
    Duration busyFor() {
        return busy ? Duration.ofNanos(System.nanoTime() - busySinceNanos) : Duration.ZERO;
    }

    /** A bar came in. */
    void heard(long nanos) {
        heardNanos = nanos;
    }

    /** Whether bars come by stream, or are asked for. */
    void streams(boolean now) {
        streams = now;
    }

    /** How many events were handled. */
    long events() {
        return events;
    }

    /** Whether what was published last is old. */
    boolean isDue(long now) {
        return now - nextNanos >= 0;
    }

    /**
     * Publishes how it is.
     *
     * @param bars of the first instrument
     * @param last what the strategy wanted last
     */
    void publish(SessionSetup.Built built, BarHistory bars, @Nullable Order last) {
        nextNanos = System.nanoTime() + EVERY.toNanos();
        Engine now = built.engine();
        entries = now.openOrders().stream()
                .filter(order -> !order.request().reduceOnly())
                .map(Order::id)
                .toList();
        status = new SessionStatus(
                session,
                strategy,
                now.tradingState().text(),
                now.tradingStateCause(),
                now.positions().stream()
                        .filter(position -> !position.isFlat())
                        .map(position -> Decimals.text(position.quantity()) + " " + position.instrument())
                        .toList(),
                now.openOrders().stream().map(Order::toString).toList(),
                now.unprotected().stream()
                        .map(naked ->
                                Decimals.text(naked.instrument().quantity(naked.lots())) + " " + naked.instrument())
                        .toList(),
                Money.toText(now.equity()),
                Money.toText(built.ledger().cash()),
                bars.size(),
                bars.size() == 0 ? 0 : SessionBars.lastClose(bars),
                heardNanos,
                streams,
                bars.size() == 0 ? "" : Decimals.text(bars.bar(bars.size() - 1).close()),
                signal(last),
                now.orderCounts(),
                events,
                slowestNanos / 1_000,
                built.ledger().holdings().stream()
                        .filter(holding -> holding.dust() > 0)
                        .map(StatusBoard::dust)
                        .toList());
    }

    private static String signal(@Nullable Order order) {
        if (order == null) {
            return "";
        }
        OrderRequest request = order.request();
        String tag = request.tag().isEmpty() ? "" : " (" + request.tag() + ")";
        String sure = request.confidence().isStated() ? ", confidence " + request.confidence() : "";
        String reason = order.reason() == null ? "" : ": " + order.reason();
        return request.side() + " " + words(request.instrument(), request.type()) + tag + sure + ", "
                + order.status().name().toLowerCase(Locale.ROOT).replace('_', ' ') + reason;
    }

    private static String words(Instrument instrument, OrderType type) {
        return switch (type) {
            case OrderType.Market market -> "market";
            case OrderType.Limit(long price) -> "limit " + Decimals.text(instrument.price(price));
            case OrderType.Stop(long stop) -> "stop " + Decimals.text(instrument.price(stop));
            case OrderType.StopLimit(long stop, long limit) ->
                "stop " + Decimals.text(instrument.price(stop)) + " limit " + Decimals.text(instrument.price(limit));
            case OrderType.TrailingStop(Rate distance) -> "trailing stop " + distance;
        };
    }

    private static String dust(Holding holding) {
        return Money.toText(holding.dust()) + " " + holding.instrument().base();
    }

    /** What was published last; null before the first time. */
    @Nullable
    SessionStatus status() {
        return status;
    }

    /** Which open orders were no exits then. */
    List<ClientOrderId> entries() {
        return entries;
    }
}
