package dev.tandem.webhook.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.Confidence;
import dev.tandem.model.Decimals;
import dev.tandem.model.Exit;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.TimeInForce;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A verdict for programs: one JSON object, numbers that are money, prices or quantities as text. */
public final class VerdictJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private VerdictJson(JsonGenerator json) {
        this.json = json;
    }

    /** All that is known; of several alerts the first one's fields, all of their steps, and each of them in {@code alerts}. */
    public static String of(Verdict verdict) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            new VerdictJson(json).verdict(verdict);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void verdict(Verdict verdict) throws IOException {
        json.writeStartObject();
        json.writeStringField("status", verdict.status().text());
        json.writeNumberField("httpStatus", verdict.httpStatus());
        List<AlertDraft> alerts = verdict.alerts();
        AlertDraft first = alerts.isEmpty() ? null : alerts.getFirst();
        fields(first);
        json.writeStringField("reason", verdict.reason());
        json.writeArrayFieldStart("steps");
        if (verdict.status() == Verdict.Status.ACCEPTED) {
            for (AlertDraft alert : alerts) {
                steps(alert);
            }
        }
        json.writeEndArray();
        if (alerts.size() > 1) {
            json.writeArrayFieldStart("alerts");
            for (AlertDraft alert : alerts) {
                json.writeStartObject();
                fields(alert);
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void fields(@Nullable AlertDraft alert) throws IOException {
        Intent intent = alert == null ? null : alert.intent();
        text("intent", intent == null ? null : intent.text());
        text("side", alert == null ? null : text(alert.side()));
        text("instrument", alert == null || alert.instrument() == null ? null : alert.instrument());
        number("quantity", alert == null ? null : alert.quantity());
        json.writeBooleanField("reduceOnly", alert != null && alert.reduceOnly());
        Terms terms = alert == null ? Terms.MARKET : alert.terms();
        number("limitPrice", terms.limit());
        text("stopLoss", text(terms.stopLoss()));
        text("takeProfit", text(terms.takeProfit()));
        boolean passed =
                alert != null && !alert.statesConfidence() && alert.confidence().equals(Confidence.CERTAIN);
        if (alert == null || passed || !alert.confidence().isStated()) {
            json.writeNullField("confidence");
        } else {
            json.writeNumberField("confidence", alert.confidence().value());
        }
        text("symbol", alert == null ? null : alert.symbol());
        text("id", alert == null ? null : alert.id());
        text("time", alert == null ? null : alert.time());
        number("stopPrice", terms.stop());
        text("trailingStop", percent(terms.trailingStop()));
        text("timeInForce", text(terms.timeInForce()));
        json.writeBooleanField("postOnly", terms.postOnly());
    }

    private void steps(AlertDraft alert) throws IOException {
        if (alert.closing() instanceof Size closing) {
            boolean alone = alert.opening() == null;
            step(alert, closing, true, alone ? alert.terms() : Terms.MARKET);
        }
        if (alert.opening() instanceof Size opening) {
            step(alert, opening, false, alert.terms());
        }
    }

    private void step(AlertDraft alert, Size size, boolean closes, Terms terms) throws IOException {
        json.writeStartObject();
        text("instrument", alert.instrument());
        text("side", text(alert.side()));
        number(
                "quantity",
                size.units() == null && closes ? alert.opening() == null ? alert.quantity() : null : size.units());
        text("size", size.text());
        json.writeBooleanField("reduceOnly", closes);
        text(
                "type",
                terms.limit() != null
                        ? terms.stop() != null ? "stop-limit" : "limit"
                        : terms.stop() != null ? "stop" : "market");
        number("limitPrice", terms.limit());
        number("stopPrice", terms.stop());
        text("timeInForce", text(terms.timeInForce()));
        json.writeBooleanField("postOnly", terms.postOnly());
        text("stopLoss", closes ? null : text(terms.stopLoss()));
        text("takeProfit", closes ? null : text(terms.takeProfit()));
        text("trailingStop", closes ? null : percent(terms.trailingStop()));
        json.writeEndObject();
    }

    private void text(String name, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, value.toString());
        }
    }

    private void number(String name, @Nullable BigDecimal value) throws IOException {
        text(name, value == null ? null : Decimals.text(value));
    }

    /** {@code buy} or {@code sell}. */
    public static @Nullable String text(@Nullable Side side) {
        return side == null ? null : side.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable Exit exit) {
        return switch (exit) {
            case null -> null;
            case Exit.At(BigDecimal price) -> Decimals.text(price);
            case Exit.FromFill(Rate distance) -> percent(distance);
        };
    }

    private static @Nullable String percent(@Nullable Rate rate) {
        return rate == null ? null : Decimals.text(rate.toDecimal().movePointRight(2)) + "%";
    }

    static String text(TimeInForce time) {
        return switch (time) {
            case TimeInForce.GoodTillCanceled gtc -> "good-till-canceled";
            case TimeInForce.ImmediateOrCancel ioc -> "immediate-or-cancel";
            case TimeInForce.FillOrKill fok -> "fill-or-kill";
            case TimeInForce.Day day -> "day";
            case TimeInForce.GoodTillDate date -> "good-till-date";
            case TimeInForce.GoodForBars bars -> "good-for-bars";
        };
    }
}
