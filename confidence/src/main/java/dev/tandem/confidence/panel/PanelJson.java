package dev.tandem.confidence.panel;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.confidence.score.Calibration;
import dev.tandem.confidence.score.CalibrationJson;
import dev.tandem.confidence.settle.Opinion;
import dev.tandem.confidence.settle.Settled;
import dev.tandem.model.Times;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a panel did, as the field {@code confidence} of a backtest's document. */
public final class PanelJson {
    private PanelJson() {}

    /** Writes the field. */
    public static void write(PanelReport report, String instrument, JsonGenerator json) throws IOException {
        PanelCounts counts = report.counts();
        json.writeObjectFieldStart("confidence");
        json.writeObjectFieldStart("signals");
        json.writeNumberField("received", counts.signals());
        map(json, "refused", counts.refused());
        json.writeNumberField("late", counts.late());
        json.writeNumberField("doubled", counts.doubled());
        json.writeNumberField("counted", counts.counted());
        json.writeNumberField("forecasts", counts.forecasts());
        json.writeNumberField("expired", counts.expired());
        json.writeEndObject();
        json.writeObjectFieldStart("rounds");
        json.writeNumberField("held", counts.rounds());
        json.writeNumberField("noQuorum", counts.noQuorum());
        json.writeNumberField("undecided", counts.undecided());
        json.writeNumberField("vetoed", counts.vetoed());
        json.writeNumberField("dissent", counts.dissent());
        json.writeNumberField("decided", counts.decided());
        json.writeEndObject();
        json.writeObjectFieldStart("decisions");
        json.writeNumberField("repeated", counts.repeated());
        json.writeNumberField("alreadyHeld", counts.held());
        json.writeNumberField("ordered", counts.ordered());
        json.writeNumberField("cut", counts.cut());
        json.writeNumberField("passed", counts.passed());
        map(json, "denied", counts.denied());
        json.writeNumberField("horizonExits", counts.horizonExits());
        json.writeEndObject();
        json.writeObjectFieldStart("settlement");
        json.writeNumberField("entered", counts.entered());
        json.writeNumberField("settled", counts.settled());
        json.writeNumberField("open", counts.open());
        json.writeNumberField("forgotten", counts.forgotten());
        json.writeEndObject();
        json.writeObjectFieldStart("recalibration");
        json.writeStringField("method", report.recalibration());
        json.writeNumberField("passedBefore", report.passedBefore());
        json.writeNumberField("passedAfter", report.passedAfter());
        json.writeEndObject();
        json.writeObjectFieldStart("weights");
        for (PanelReport.AgentWeight weight : report.weights()) {
            json.writeNumberField(weight.agent(), weight.weight());
        }
        json.writeEndObject();
        calibration(json, "agents", report.opinions().isEmpty() ? null : Calibration.of(report.outcomes(instrument)));
        calibration(
                json, "consensus", report.decisions().isEmpty() ? null : Calibration.of(report.decided(instrument)));
        json.writeArrayFieldStart("opinions");
        for (Settled each : report.latest()) {
            opinion(json, each);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("deciles");
        for (ConfidenceDeciles.Decile decile : ConfidenceDeciles.deciles(report.decisions())) {
            json.writeStartObject();
            json.writeNumberField("from", decile.from());
            json.writeNumberField("to", decile.to());
            figures(json, decile.n(), decile.hitRate(), decile.mean(), decile.total());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("thresholds");
        for (ConfidenceDeciles.Threshold threshold : ConfidenceDeciles.thresholds(report.decisions())) {
            json.writeStartObject();
            json.writeNumberField("minimum", threshold.minimum());
            figures(json, threshold.n(), threshold.hitRate(), threshold.mean(), threshold.total());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("warning", ConfidenceDeciles.WARNING);
        json.writeEndObject();
    }

    private static void opinion(JsonGenerator json, Settled settled) throws IOException {
        Opinion opinion = settled.opinion();
        json.writeStartObject();
        json.writeStringField("made", Times.text(opinion.madeNanos()));
        json.writeStringField("settled", Times.text(settled.settledNanos()));
        json.writeStringField("agent", opinion.who());
        json.writeStringField("direction", opinion.up() ? "long" : "short");
        json.writeNumberField("confidence", opinion.stated());
        json.writeStringField("end", settled.end().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("return", settled.result());
        json.writeNumberField("outcome", settled.cameTrue() ? 1 : 0);
        json.writeStringField("note", opinion.note());
        json.writeEndObject();
    }

    private static void figures(JsonGenerator json, long n, double hitRate, double mean, double total)
            throws IOException {
        json.writeNumberField("n", n);
        number(json, "hitRate", hitRate);
        number(json, "meanReturn", mean);
        number(json, "totalReturn", total);
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else {
            json.writeNullField(name);
        }
    }

    private static void map(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        json.writeArrayFieldStart(name);
        for (Map.Entry<String, Long> entry : new TreeMap<>(counts).entrySet()) {
            json.writeStartObject();
            json.writeStringField("reason", entry.getKey());
            json.writeNumberField("count", entry.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void calibration(JsonGenerator json, String name, @Nullable Calibration calibration)
            throws IOException {
        json.writeFieldName(name);
        if (calibration == null) {
            json.writeNull();
        } else {
            CalibrationJson.write(calibration, json);
        }
    }
}
