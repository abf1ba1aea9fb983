package dev.tandem.bench;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Latencies as exchange-core publishes its own, so that the two can be laid side by side; and for programs. */
public final class LatencyTable {
    /** The columns between the rate and the worst. */
    public static final List<Double> PERCENTILES = List.of(50.0, 90.0, 95.0, 99.0, 99.9, 99.99);

    private LatencyTable() {}

    /** In Markdown, ending in a line feed. */
    public static String markdown(List<LatencyRow> rows) {
        StringBuilder text = new StringBuilder("|rate|50.0%|90.0%|95.0%|99.0%|99.9%|99.99%|worst|\n"
                + "|----|-----|-----|-----|-----|-----|------|-----|\n");
        for (LatencyRow row : rows) {
            text.append('|').append(rate(row.wanted())).append(row.keptUp() ? "" : " (not reached)");
            PERCENTILES.forEach(percentile -> text.append('|').append(time(row.nanosAt(percentile))));
            text.append('|').append(time(row.worstNanos())).append("|\n");
        }
        return text.toString();
    }

    /** {@code 125K}, {@code 1M}, {@code 500}. */
    public static String rate(long perSecond) {
        if (perSecond % 1_000_000 == 0) {
            return perSecond / 1_000_000 + "M";
        }
        return perSecond % 1_000 == 0 && perSecond >= 10_000 ? perSecond / 1_000 + "K" : Long.toString(perSecond);
    }

    /** {@code 0.5µs}, {@code 24µs}, {@code 1.3ms}, {@code 2.0s}. */
    public static String time(long nanos) {
        if (nanos < 1_000_000) {
            return number(nanos / 1e3) + "µs";
        }
        return nanos < 1_000_000_000 ? number(nanos / 1e6) + "ms" : number(nanos / 1e9) + "s";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%.0f", value);
    }

    /** An array of the rows. */
    public static void write(List<LatencyRow> rows, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (LatencyRow row : rows) {
            json.writeStartObject();
            json.writeNumberField("perSecond", row.wanted());
            json.writeNumberField("reachedPerSecond", Math.round(row.reached()));
            json.writeBooleanField("keptUp", row.keptUp());
            json.writeNumberField("count", row.histogram().getTotalCount());
            json.writeObjectFieldStart("nanos");
            for (double percentile : PERCENTILES) {
                json.writeNumberField(name(percentile), row.nanosAt(percentile));
            }
            json.writeNumberField("max", row.worstNanos());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** {@code p50}, {@code p99.9}. */
    public static String name(double percentile) {
        return percentile == Math.rint(percentile) ? "p" + Math.round(percentile) : "p" + percentile;
    }
}
