package dev.tandem.runtime.metrics;

import dev.tandem.gate.DenialReason;
import dev.tandem.gate.TradingState;
import dev.tandem.result.OrderCounts;
import dev.tandem.runtime.session.LiveSession;
import dev.tandem.runtime.session.SessionProbe;
import dev.tandem.runtime.session.SessionStatus;
import dev.tandem.runtime.session.Stage;
import io.micrometer.core.instrument.Timer;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What a running session says of itself to Prometheus: state, equity, orders, denials by reason, the age of its feed, and how
 * long each stage on the way from the market to the venue takes. Everything but the times is read from the session's status
 * when somebody asks, and costs the session nothing.
 */
public final class SessionMeters implements SessionProbe {
    private final Meters meters;
    private final String label;
    private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);

    /**
     * @param name what the strategy is called here: the label {@code strategy} of everything
     */
    public SessionMeters(Meters meters, String name) {
        this.meters = meters;
        this.label = name;
        for (Stage stage : Stage.values()) {
            stages.put(
                    stage,
                    meters.timer(
                            "tandem_stage",
                            "How long a stage on the way from the market to the venue and back takes",
                            "strategy",
                            name,
                            "stage",
                            stage.text()));
        }
    }

    @Override
    public void took(Stage stage, long nanos) {
        Timer timer = stages.get(stage);
        if (timer != null) {
            timer.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        }
    }

    /** From here on what the session says of itself is shown. */
    public SessionMeters of(LiveSession session, InstantSource clock) {
        for (TradingState state : TradingState.values()) {
            level(
                    session,
                    "tandem_state",
                    "1 for the state in which the session is",
                    status -> status.state().equals(state.text()) ? 1 : 0,
                    "state",
                    state.text());
        }
        meters.level(
                "tandem_fenced",
                "1 if the strategy hung and was fenced off",
                () -> session.isFenced() ? 1 : 0,
                "strategy",
                label);
        level(session, "tandem_equity", "Equity at the last prices, in the quote asset", s -> number(s.equity()));
        level(session, "tandem_cash", "Cash, in the quote asset", s -> number(s.cash()));
        level(
                session,
                "tandem_positions",
                "Positions that are not flat",
                s -> s.positions().size());
        level(
                session,
                "tandem_open_orders",
                "Orders that rest",
                s -> s.openOrders().size());
        level(
                session,
                "tandem_unprotected",
                "Positions without their stop",
                s -> s.unprotected().size());
        level(
                session,
                "tandem_feed_age_seconds",
                "Since the last bar came in",
                s -> s.heardNanos() == 0 ? Double.NaN : clock.millis() / 1e3 - s.heardNanos() / 1e9);
        level(session, "tandem_feed_streams", "1 while bars come by stream", s -> s.streams() ? 1 : 0);
        level(session, "tandem_last_price", "The last bar's close", s -> number(s.lastPrice()));
        meters.counter(
                "tandem_bars",
                "Bars that the strategy was shown",
                () -> count(session, SessionStatus::bars),
                "strategy",
                label);
        meters.counter(
                "tandem_events", "Events handled", () -> count(session, SessionStatus::events), "strategy", label);
        orders(session, "submitted", OrderCounts::submitted);
        orders(session, "filled", OrderCounts::filled);
        orders(session, "canceled", OrderCounts::canceled);
        orders(session, "denied", OrderCounts::denied);
        orders(session, "rejected", OrderCounts::rejected);
        orders(session, "expired", OrderCounts::expired);
        for (DenialReason reason : DenialReason.values()) {
            meters.counter(
                    "tandem_denials",
                    "Orders that our own gate stopped",
                    () -> count(session, s -> s.orders().denials().getOrDefault(reason.text(), 0L)),
                    "strategy",
                    label,
                    "reason",
                    reason.text());
        }
        return this;
    }

    private void orders(LiveSession session, String what, ToLongFunction<OrderCounts> value) {
        meters.counter(
                "tandem_orders",
                "Orders, by what became of them",
                () -> count(session, s -> value.applyAsLong(s.orders())),
                "strategy",
                label,
                "status",
                what);
    }

    private static double count(LiveSession session, ToLongFunction<SessionStatus> value) {
        SessionStatus status = session.status();
        return status == null ? 0 : value.applyAsLong(status);
    }

    private void level(
            LiveSession session, String name, String help, ToDoubleFunction<SessionStatus> value, String... more) {
        String[] labels = new String[more.length + 2];
        labels[0] = "strategy";
        labels[1] = label;
        System.arraycopy(more, 0, labels, 2, more.length);
        meters.level(
                name,
                help,
                () -> {
                    SessionStatus status = session.status();
                    return status == null ? Double.NaN : value.applyAsDouble(status);
                },
                labels);
    }

    /** For a chart: the exact text stands in the journal. */
    private static double number(String text) {
        return text.isEmpty() ? Double.NaN : new BigDecimal(text).doubleValue();
    }
}
