package dev.tandem.webhook.alert;

import dev.tandem.model.Confidence;
import dev.tandem.model.Decimals;
import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.TimeInForce;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A plan as names and values, for records; what is read equals what was written. */
public final class PlanText {
    private PlanText() {}

    /** All that the plan says. */
    public static Map<String, String> values(AlertPlan plan) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("intent", plan.intent().text());
        values.put("instrument", plan.instrument().symbol());
        put(values, "side", VerdictJson.text(plan.side()));
        put(values, "closing", plan.closing() == null ? null : plan.closing().text());
        put(values, "opening", plan.opening() == null ? null : plan.opening().text());
        if (plan.confidence().isStated()) {
            values.put("confidence", Double.toString(plan.confidence().value()));
        }
        Terms terms = plan.terms();
        put(values, "limit", text(terms.limit()));
        put(values, "stop", text(terms.stop()));
        if (!terms.timeInForce().equals(TimeInForce.GOOD_TILL_CANCELED)) {
            values.put("timeInForce", VerdictJson.text(terms.timeInForce()));
        }
        if (terms.postOnly()) {
            values.put("postOnly", "true");
        }
        put(values, "stopLoss", text(terms.stopLoss()));
        put(values, "takeProfit", text(terms.takeProfit()));
        put(
                values,
                "trailingStop",
                terms.trailingStop() == null ? null : terms.trailingStop().toString());
        return values;
    }

    /**
     * The mirror of {@link #values}.
     *
     * @param instruments finds an instrument by its symbol
     * @throws IllegalArgumentException if it is no plan
     */
    public static AlertPlan parse(Map<String, String> values, Function<String, Instrument> instruments) {
        String intent = values.get("intent");
        String symbol = values.get("instrument");
        if (intent == null || symbol == null) {
            throw new IllegalArgumentException("a plan without intent or instrument");
        }
        String side = values.get("side");
        String closing = values.get("closing");
        String opening = values.get("opening");
        String confidence = values.get("confidence");
        String trailing = values.get("trailingStop");
        return new AlertPlan(
                Intent.of(intent),
                instruments.apply(symbol),
                side == null ? null : Side.valueOf(side.toUpperCase(Locale.ROOT)),
                closing == null ? null : Size.parse(closing),
                opening == null ? null : Size.parse(opening),
                new Terms(
                        decimal(values.get("limit")),
                        decimal(values.get("stop")),
                        time(values.get("timeInForce")),
                        values.containsKey("postOnly"),
                        exit(values.get("stopLoss")),
                        exit(values.get("takeProfit")),
                        trailing == null ? null : Rate.parse(trailing)),
                confidence == null ? Confidence.UNSTATED : Confidence.of(Double.parseDouble(confidence)));
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static @Nullable String text(@Nullable BigDecimal value) {
        return value == null ? null : Decimals.text(value);
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : Decimals.parse(text);
    }

    private static @Nullable String text(@Nullable Exit exit) {
        return switch (exit) {
            case null -> null;
            case Exit.At(BigDecimal price) -> Decimals.text(price);
            case Exit.FromFill(Rate distance) -> "*" + distance;
        };
    }

    private static @Nullable Exit exit(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return text.startsWith("*") ? Exit.fractionFromFill(Rate.parse(text.substring(1))) : Exit.at(text);
    }

    private static TimeInForce time(@Nullable String text) {
        return switch (text) {
            case null -> TimeInForce.GOOD_TILL_CANCELED;
            case "immediate-or-cancel" -> TimeInForce.IMMEDIATE_OR_CANCEL;
            case "fill-or-kill" -> TimeInForce.FILL_OR_KILL;
            case "day" -> TimeInForce.DAY;
            default -> throw new IllegalArgumentException("no time in force: " + text);
        };
    }
}
