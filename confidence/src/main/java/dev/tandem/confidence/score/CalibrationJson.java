package dev.tandem.confidence.score;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;

/** A calibration as JSON, schema {@code tandem.calibration/1}. */
public final class CalibrationJson {
    /** Its name and version. */
    public static final String SCHEMA = "tandem.calibration/1";

    private final JsonGenerator json;

    private CalibrationJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes the document. */
    public static void write(Calibration calibration, JsonGenerator json) throws IOException {
        CalibrationJson to = new CalibrationJson(json);
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeFieldName("all");
        to.part(calibration.all());
        json.writeObjectFieldStart("agents");
        for (Map.Entry<String, Calibration.Part> agent : calibration.agents().entrySet()) {
            json.writeFieldName(agent.getKey());
            to.part(agent.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void part(Calibration.Part part) throws IOException {
        Scores scores = part.scores();
        BlockBootstrap intervals = part.intervals();
        json.writeStartObject();
        json.writeNumberField("n", scores.n());
        json.writeNumberField("brier", scores.brier());
        json.writeNumberField("reliability", scores.reliability());
        json.writeNumberField("resolution", scores.resolution());
        json.writeNumberField("uncertainty", scores.uncertainty());
        json.writeNumberField("residual", scores.residual());
        json.writeNumberField("logLoss", scores.logLoss());
        json.writeNumberField("ece", scores.ece());
        json.writeNumberField("baseRate", scores.baseRate());
        json.writeNumberField("meanConfidence", scores.meanConfidence());
        json.writeArrayFieldStart("bins");
        for (int i = 0; i < scores.bins().size(); i++) {
            Bin bin = scores.bins().get(i);
            json.writeStartObject();
            json.writeNumberField("from", bin.from());
            json.writeNumberField("to", bin.to());
            json.writeNumberField("n", bin.n());
            number("confidence", bin.confidence());
            number("hitRate", bin.hitRate());
            interval(
                    "interval",
                    bin.isEmpty() ? Interval.UNKNOWN : intervals.hitRates().get(i));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("intervals");
        json.writeStringField("method", "circular block bootstrap over times");
        json.writeNumberField("level", BlockBootstrap.LEVEL);
        json.writeNumberField("block", intervals.block());
        json.writeNumberField("resamples", intervals.resamples());
        json.writeNumberField("seed", intervals.seed());
        interval("brier", intervals.brier());
        interval("logLoss", intervals.logLoss());
        interval("ece", intervals.ece());
        json.writeEndObject();
        json.writeEndObject();
    }

    /** JSON has no NaN: what is not known is null. */
    private void number(String name, double value) throws IOException {
        if (Double.isNaN(value)) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }

    private void interval(String name, Interval interval) throws IOException {
        if (Double.isNaN(interval.low())) {
            json.writeNullField(name);
        } else {
            json.writeArrayFieldStart(name);
            json.writeNumber(interval.low());
            json.writeNumber(interval.high());
            json.writeEndArray();
        }
    }
}
