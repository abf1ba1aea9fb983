package dev.tandem.benchmarks;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The results for programs: {@code tandem.benchmarks/1}. */
final class ResultJson {
    private ResultJson() {}

    static void write(Results results, Path file) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("schema", "tandem.benchmarks/1");
            json.writeArrayFieldStart("rows");
            for (Row row : results.rows()) {
                row(json, results, row);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("claims");
            for (Claim claim : Claim.ALL) {
                claim(json, results, claim);
            }
            json.writeEndArray();
            bytes(json, results);
            json.writeObjectFieldStart("retainedBytesPerBar");
            for (Map.Entry<String, Double> entry : results.memory().entrySet()) {
                json.writeNumberField(entry.getKey(), rounded(entry.getValue()));
            }
            json.writeEndObject();
            for (Map.Entry<String, String> more : results.more().entrySet()) {
                json.writeFieldName(more.getKey());
                json.writeRawValue(more.getValue());
            }
            conditions(json, results);
            json.writeEndObject();
        }
    }

    /** What rows must not allocate. */
    private static void bytes(JsonGenerator json, Results results) throws IOException {
        json.writeArrayFieldStart("byteClaims");
        for (ByteClaim claim : ByteClaim.ALL) {
            Score score = results.scores().get(claim.row());
            if (score != null) {
                json.writeStartObject();
                json.writeStringField("claim", claim.text());
                json.writeNumberField("most", claim.most());
                json.writeNumberField("bytes", rounded(score.bytes()));
                json.writeBooleanField("met", score.bytes() <= claim.most());
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void row(JsonGenerator json, Results results, Row row) throws IOException {
        Score score = results.score(row);
        json.writeStartObject();
        json.writeStringField("group", row.group());
        json.writeStringField("name", row.label());
        json.writeStringField("benchmark", row.key());
        json.writeNumberField("cpuNanos", rounded(score.cpuNanos()));
        json.writeNumberField("nanos", rounded(score.nanos()));
        json.writeNumberField("bestNanos", rounded(score.bestNanos()));
        json.writeNumberField("ratioToFloor", rounded(results.ratioToFloor(row)));
        json.writeNumberField("bytes", rounded(score.bytes()));
        json.writeArrayFieldStart("iterations");
        for (double nanos : score.all()) {
            json.writeNumber(rounded(nanos));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void claim(JsonGenerator json, Results results, Claim claim) throws IOException {
        Double ratio = results.ratio(claim, claim.counted());
        Double best = results.ratio(claim, Score::bestNanos);
        if (ratio == null || best == null) {
            return;
        }
        json.writeStartObject();
        json.writeStringField("claim", claim.text());
        json.writeNumberField("bound", claim.bound());
        json.writeBooleanField("atMost", claim.atMost());
        json.writeNumberField("ratio", rounded(ratio));
        json.writeNumberField("bestNanosRatio", rounded(best));
        json.writeBooleanField("met", claim.isMetBy(ratio));
        json.writeEndObject();
    }

    private static void conditions(JsonGenerator json, Results results) throws IOException {
        json.writeObjectFieldStart("conditions");
        json.writeStringField("cpu", results.conditions().cpu());
        json.writeNumberField("processors", results.conditions().processors());
        json.writeStringField("os", results.conditions().os());
        json.writeStringField("jdk", results.conditions().jdk());
        json.writeStringField("jvm", String.join(" ", results.jvm()));
        json.writeNumberField("loadBefore", rounded(results.loadBefore()));
        json.writeNumberField("loadAfter", rounded(results.loadAfter()));
        json.writeNumberField("rounds", results.rounds());
        json.writeNumberField("seconds", results.seconds());
        json.writeEndObject();
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
