package dev.tandem.sweep.check;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.Times;
import java.io.IOException;
import java.util.List;

/** The part of the document {@code tandem.check-strategy/1} that is about what was found. */
public final class CheckJson {
    private CheckJson() {}

    /** Writes the fields into the object that is open. */
    public static void write(CheckResult result, JsonGenerator json) throws IOException {
        json.writeBooleanField("clean", result.isClean());
        json.writeNumberField("bars", result.bars());
        json.writeNumberField("decisions", result.decisions());
        json.writeObjectFieldStart("runs");
        json.writeNumberField("futures", result.futures());
        json.writeNumberField("starts", result.starts());
        json.writeNumberField("comparedAfterStarts", result.compared());
        json.writeEndObject();
        texts(json, "readsDataItself", result.reads());
        json.writeArrayFieldStart("findings");
        for (Finding finding : result.findings()) {
            json.writeStartObject();
            json.writeStringField("kind", finding.kind().text());
            json.writeNumberField("bar", finding.bar());
            json.writeStringField("time", Times.text(finding.timeNanos()));
            json.writeStringField("at", finding.atClose() ? "close" : "fill");
            texts(json, "decided", finding.decided());
            texts(json, "decidedOtherwise", finding.decidedOtherwise());
            Finding.Read read = finding.read();
            if (read == null) {
                json.writeNullField("read");
            } else {
                json.writeObjectFieldStart("read");
                json.writeNumberField("firstBar", read.firstBar());
                json.writeNumberField("lastBar", read.lastBar());
                json.writeStringField("time", Times.text(read.firstTimeNanos()));
                json.writeNumberField("barsAhead", read.ahead());
                texts(json, "fields", read.fields());
                texts(json, "where", read.where());
                json.writeEndObject();
            }
            json.writeStringField("explanation", finding.explanation());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
