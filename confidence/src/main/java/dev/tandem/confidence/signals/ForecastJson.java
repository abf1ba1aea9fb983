package dev.tandem.confidence.signals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.confidence.forecast.Coverage;
import dev.tandem.confidence.forecast.Forecast;
import dev.tandem.confidence.forecast.ForecastConfidence;
import dev.tandem.confidence.forecast.Shrinkage;
import dev.tandem.model.Confidence;
import dev.tandem.model.Instrument;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import dev.tandem.model.Signal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A forecast as an agent sends it: quantiles at the horizon, or sample paths up to it, of prices (then with the price that
 * the model started from) or of returns.
 *
 * <pre>{@code
 * {"schema": "tandem.forecast/1", "agent": "timecopilot", "instrument": "BTC/USD", "made": "2024-01-31T12:00:00Z",
 *  "horizon": "4h", "price": 42000, "quantiles": {"0.1": 41500, "0.5": 42100, "0.9": 42900}}
 * {"agent": "lag-llama", "instrument": "BTC/USD", "horizon": "4h", "price": 42000, "paths": [[42010, 42100], [41900, 41800]],
 *  "target": "0.02", "stop": "0.01"}
 * }</pre>
 */
public final class ForecastJson {
    /** The name and version of its form. */
    public static final String SCHEMA = "tandem.forecast/1";

    private static final int MOST_QUANTILES = 99;
    private static final int MOST_PATHS = 10_000;
    private static final int MOST_STEPS = 1_000;
    private static final Set<String> FIELDS = Set.of(
            "schema",
            "id",
            "agent",
            "instrument",
            "made",
            "horizon",
            "price",
            "quantiles",
            "paths",
            "target",
            "stop",
            "note",
            "arrived");

    private ForecastJson() {}

    /**
     * A forecast and what it means.
     *
     * @param forecast in returns
     * @param target where a trade on it is to win; null if it does not say
     * @param stop where a trade on it is to lose; null if it does not say
     */
    public record Read(
            String id,
            Forecast forecast,
            @Nullable Rate target,
            @Nullable Rate stop,
            String note) {
        /**
         * The signal that it amounts to: the direction that is more likely to pay, and how likely. With sample paths, a
         * target and a stop, that the target is reached first.
         */
        public Signal signal(Rate costs, Shrinkage shrinkage, Coverage coverage, long nowNanos) {
            Side side;
            double confidence;
            if (forecast instanceof Forecast.Paths paths && target != null && stop != null) {
                double buy = ForecastConfidence.targetBeforeStop(paths, Side.BUY, target, stop, costs);
                double sell = ForecastConfidence.targetBeforeStop(paths, Side.SELL, target, stop, costs);
                side = sell > buy ? Side.SELL : Side.BUY;
                confidence = Math.max(buy, sell);
            } else {
                side = ForecastConfidence.side(forecast, costs);
                confidence = ForecastConfidence.pays(forecast, side, costs);
            }
            double shrunk = shrinkage.apply(confidence, nowNanos - forecast.madeNanos(), coverage);
            return new Signal(
                    id,
                    forecast.agent(),
                    forecast.instrument(),
                    side,
                    Confidence.of(Math.min(1, Math.max(0, shrunk))),
                    forecast.madeNanos(),
                    forecast.horizonNanos(),
                    target,
                    stop,
                    note,
                    null);
        }
    }

    /**
     * Reads one.
     *
     * @param tradable what is traded here, by symbol
     * @param nowNanos when it arrives
     * @throws BadMessageException naming the field that is wrong
     */
    public static Read read(String json, Map<String, Instrument> tradable, long nowNanos) {
        return read(Message.parse(json), tradable, nowNanos);
    }

    static Read read(JsonNode node, Map<String, Instrument> tradable, long nowNanos) {
        Message message = Message.of(node, FIELDS, tradable);
        message.schema(SCHEMA);
        String agent = message.name("agent");
        Instrument instrument = message.instrument();
        long made = message.time("made", nowNanos);
        long horizon = message.duration("horizon");
        if (horizon == 0) {
            throw BadMessageException.missing("horizon", "\"4h\"");
        }
        JsonNode price = message.node("price");
        double from = price == null ? Double.NaN : Message.number("price", price);
        if (price != null && !(from > 0)) {
            throw Message.bad(
                    "price", price, "the price that the forecast starts from, above 0; leave it out for returns");
        }
        JsonNode quantiles = message.node("quantiles");
        JsonNode paths = message.node("paths");
        if ((quantiles == null) == (paths == null)) {
            throw new BadMessageException(
                    "quantiles",
                    "quantiles, paths: a forecast has one of them, this has " + (paths == null ? "none" : "both"));
        }
        try {
            Forecast forecast = quantiles != null
                    ? quantiles(agent, instrument, made, horizon, quantiles, from)
                    : paths(agent, instrument, made, horizon, paths == null ? node : paths, from);
            return new Read(
                    message.note("id"),
                    forecast,
                    message.fraction("target"),
                    message.fraction("stop"),
                    message.note("note"));
        } catch (IllegalArgumentException e) {
            throw new BadMessageException(
                    quantiles != null ? "quantiles" : "paths",
                    (quantiles != null ? "quantiles: " : "paths: ") + e.getMessage());
        }
    }

    private static Forecast quantiles(
            String agent, Instrument instrument, long made, long horizon, JsonNode node, double from) {
        if (!node.isObject() || node.size() < 2 || node.size() > MOST_QUANTILES) {
            throw Message.bad(
                    "quantiles", node, "an object of 2 to " + MOST_QUANTILES + " levels, such as {\"0.1\": 41500, …}");
        }
        TreeMap<Double, Double> byLevel = new TreeMap<>();
        for (Map.Entry<String, JsonNode> each : node.properties()) {
            double level;
            try {
                level = Double.parseDouble(each.getKey());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(
                        "'" + each.getKey() + "' is no level between 0 and 1, such as 0.1", e);
            }
            if (byLevel.put(level, value("quantiles", each.getValue(), from)) != null) {
                throw new IllegalArgumentException("level " + level + " is there twice");
            }
        }
        double[] levels =
                byLevel.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double[] values =
                byLevel.values().stream().mapToDouble(Double::doubleValue).toArray();
        return new Forecast.Quantiles(agent, instrument, made, horizon, levels, values);
    }

    private static Forecast paths(
            String agent, Instrument instrument, long made, long horizon, JsonNode node, double from) {
        if (!node.isArray() || node.size() < 2 || node.size() > MOST_PATHS) {
            throw Message.bad("paths", node, "a list of 2 to " + MOST_PATHS + " paths");
        }
        double[][] paths = new double[node.size()][];
        for (int i = 0; i < paths.length; i++) {
            List<Double> steps = Message.numbers("paths", node.get(i), MOST_STEPS);
            paths[i] =
                    steps.stream().mapToDouble(value -> toReturn(value, from)).toArray();
        }
        return new Forecast.Paths(agent, instrument, made, horizon, paths);
    }

    private static double value(String field, JsonNode node, double from) {
        return toReturn(Message.number(field, node), from);
    }

    private static double toReturn(double value, double from) {
        return Double.isNaN(from) ? value : value / from - 1;
    }
}
