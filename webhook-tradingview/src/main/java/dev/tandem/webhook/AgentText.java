package dev.tandem.webhook;

import dev.tandem.model.Confidence;
import dev.tandem.model.Instrument;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Signal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A signal as names and values, for records; what is read equals what was written. */
final class AgentText {
    private AgentText() {}

    static Map<String, String> values(Agents.Kind kind, Signal signal) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("intent", kind.text());
        values.put("agent", signal.agent());
        values.put("instrument", signal.instrument().symbol());
        values.put("side", signal.side() == Side.BUY ? "buy" : "sell");
        values.put("id", signal.id());
        if (signal.confidence().isStated()) {
            values.put("confidence", Double.toString(signal.confidence().value()));
        }
        values.put("made", Long.toString(signal.madeNanos()));
        values.put("horizon", Long.toString(signal.horizonNanos()));
        put(values, "target", signal.target());
        put(values, "stop", signal.stop());
        if (!signal.note().isEmpty()) {
            values.put("note", signal.note());
        }
        return values;
    }

    private static void put(Map<String, String> values, String name, @Nullable Rate rate) {
        if (rate != null) {
            values.put(name, rate.toDecimal().toPlainString());
        }
    }

    /** The mirror of {@link #values}. */
    static Signal parse(Map<String, String> values, Instrument instrument) {
        String confidence = values.get("confidence");
        return new Signal(
                values.getOrDefault("id", ""),
                values.getOrDefault("agent", ""),
                instrument,
                "sell".equals(values.get("side")) ? Side.SELL : Side.BUY,
                confidence == null ? Confidence.UNSTATED : Confidence.of(Double.parseDouble(confidence)),
                Long.parseLong(values.getOrDefault("made", "0")),
                Long.parseLong(values.getOrDefault("horizon", "0")),
                rate(values.get("target")),
                rate(values.get("stop")),
                values.getOrDefault("note", ""),
                null);
    }

    private static @Nullable Rate rate(@Nullable String text) {
        return text == null ? null : Rate.parse(text);
    }
}
