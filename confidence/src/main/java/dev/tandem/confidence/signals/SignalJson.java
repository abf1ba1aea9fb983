package dev.tandem.confidence.signals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.Confidence;
import dev.tandem.model.Instrument;
import dev.tandem.model.Signal;
import java.util.Map;
import java.util.Set;

/**
 * A signal as an agent sends it.
 *
 * <pre>{@code
 * {"schema": "tandem.signal/1", "id": "lark-17", "agent": "lark", "instrument": "BTC/USD", "direction": "long",
 *  "confidence": 0.65, "made": "2024-01-31T12:00:00Z", "horizon": "4h", "target": "0.02", "stop": "0.01", "note": "…"}
 * }</pre>
 *
 * <p>Needed are {@code agent}, {@code instrument}, {@code direction} and {@code confidence}. A time that is missing is when
 * it arrives.
 */
public final class SignalJson {
    /** The name and version of its form. */
    public static final String SCHEMA = "tandem.signal/1";

    private static final Set<String> FIELDS = Set.of(
            "schema",
            "id",
            "agent",
            "instrument",
            "direction",
            "confidence",
            "made",
            "horizon",
            "target",
            "stop",
            "note",
            "arrived");

    private SignalJson() {}

    /**
     * Reads one.
     *
     * @param tradable what is traded here, by symbol
     * @param nowNanos when it arrives
     * @throws BadMessageException naming the field that is wrong
     */
    public static Signal read(String json, Map<String, Instrument> tradable, long nowNanos) {
        return read(Message.parse(json), tradable, nowNanos);
    }

    static Signal read(JsonNode node, Map<String, Instrument> tradable, long nowNanos) {
        Message message = Message.of(node, FIELDS, tradable);
        message.schema(SCHEMA);
        return new Signal(
                message.note("id"),
                message.name("agent"),
                message.instrument(),
                message.side(),
                Confidence.of(message.confidence()),
                message.time("made", nowNanos),
                message.duration("horizon"),
                message.fraction("target"),
                message.fraction("stop"),
                message.note("note"),
                null);
    }
}
