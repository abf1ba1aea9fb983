package dev.tandem.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.tandem.model.Times;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@link BenchReport} for programs: {@code tandem.bench/1}. Measured numbers are numbers, not strings. */
public final class BenchJson {
    private BenchJson() {}

    /** Writes the fields of the document's object, which is opened and closed here. */
    public static void write(BenchReport report, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", "tandem.bench/1");
        json.writeObjectFieldStart("strategy");
        json.writeStringField("name", report.strategy());
        json.writeObjectFieldStart("params");
        for (Map.Entry<String, String> parameter : report.parameters().entrySet()) {
            json.writeStringField(parameter.getKey(), parameter.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
        json.writeStringField("instrument", report.instrument().symbol());
        data(report.data(), json);
        speed(report.speed(), json);
        parts(report.speed(), json);
        json.writeStringField("method", String.join(" ", BenchReport.METHOD));
        conditions(report, json);
        json.writeFieldName("latencies");
        LatencyTable.write(report.latencies(), json);
        last(report.last(), json);
        json.writeEndObject();
    }

    /** Null where there was no such run. */
    private static void last(@Nullable BenchComparison last, JsonGenerator json) throws IOException {
        if (last == null) {
            json.writeNullField("last");
            return;
        }
        json.writeObjectFieldStart("last");
        json.writeStringField("at", last.earlier().at().toString());
        json.writeNumberField("minNanosPerEvent", rounded(last.earlier().leastNanos()));
        json.writeNumberField("bytesPerEvent", rounded(last.earlier().bytes()));
        json.writeNumberField("ratio", rounded(last.ratio()));
        json.writeNumberField("noise", last.noise());
        json.writeStringField("verdict", last.verdict());
        json.writeEndObject();
    }

    private static void data(BenchReport.Data data, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("data");
        json.writeStringField("source", data.source());
        json.writeStringField("sha256", data.sha256());
        json.writeNumberField("bars", data.bars());
        json.writeStringField("from", Times.text(data.fromNanos()));
        json.writeStringField("to", Times.text(data.toNanos()));
        json.writeEndObject();
    }

    private static void speed(Speed speed, JsonGenerator json) throws IOException {
        json.writeNumberField("events", speed.events());
        json.writeNumberField("orders", speed.orders());
        json.writeNumberField("eventsPerSecond", Math.round(speed.eventsPerSecond()));
        json.writeObjectFieldStart("nanosPerEvent");
        json.writeNumberField("median", rounded(speed.medianNanos()));
        json.writeNumberField("min", rounded(speed.leastNanos()));
        json.writeEndObject();
        json.writeNumberField("bytesPerEvent", rounded(speed.bytes()));
        json.writeObjectFieldStart("rounds");
        json.writeNumberField("warmUp", speed.warmUpRounds());
        json.writeBooleanField("stable", speed.stable());
        json.writeNumberField("measured", speed.rounds());
        json.writeEndObject();
    }

    private static void parts(Speed speed, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("parts");
        part("data", speed.data(), speed, json);
        part("engine", speed.engine(), speed, json);
        part("orders", speed.orderPath(), speed, json);
        part("strategy", speed.strategy(), speed, json);
        json.writeEndObject();
    }

    /** Null is what was not measured. */
    private static void part(String name, @Nullable Double nanos, Speed speed, JsonGenerator json) throws IOException {
        if (nanos == null) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        json.writeNumberField("nanosPerEvent", rounded(nanos));
        json.writeNumberField("share", rounded(nanos / speed.sum()));
        json.writeEndObject();
    }

    private static void conditions(BenchReport report, JsonGenerator json) throws IOException {
        Conditions at = report.conditions();
        json.writeObjectFieldStart("conditions");
        json.writeStringField("cpu", at.cpu());
        json.writeNumberField("processors", at.processors());
        json.writeStringField("os", at.os());
        json.writeStringField("jdk", at.jdk());
        json.writeArrayFieldStart("collectors");
        for (String collector : at.collectors()) {
            json.writeString(collector);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("flags");
        for (String flag : at.flags()) {
            json.writeString(flag);
        }
        json.writeEndArray();
        json.writeNumberField("maxHeapBytes", at.maxHeapBytes());
        load("loadBefore", report.loadBefore(), json);
        load("loadAfter", report.loadAfter(), json);
        json.writeBooleanField("disturbed", report.isDisturbed());
        json.writeEndObject();
    }

    private static void load(String name, double load, JsonGenerator json) throws IOException {
        if (load < 0) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, rounded(load));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
