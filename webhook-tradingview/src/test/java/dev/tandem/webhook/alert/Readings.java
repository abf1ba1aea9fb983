package dev.tandem.webhook.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.model.Confidence;
import dev.tandem.model.Instrument;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Alerts read under rules that say as little as possible. */
public final class Readings {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:10Z");
    static final String TIME = "\"timenow\":\"2026-03-01T12:00:00Z\"";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Readings() {}

    /** Confidence is not asked for. */
    public static AlertRules rules() {
        return AlertRules.standard(table()).withMissingConfidence(Confidence.CERTAIN);
    }

    static SymbolTable table() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("BINANCE:BTCUSDT", "BTC/USDT");
        names.put("BTCUSDT.P", "BTC.P/USDT");
        names.put("BINANCE:DOGEUSDT", "DOGE/USDT");
        names.put("BINANCE:BTCUSD", "BTC/USD");
        names.put("BYBIT:BTCUSDT", "BTC/USDT");
        names.put("FTX:BTCPERP", "BTC.P/USD");
        names.put("ETH-PERP", "ETH.P/USD");
        names.put("BTC-PERP", "BTC.P/USD");
        names.put("ETHUSDT", "ETH/USDT");
        names.put("BINANCE:ETHBTC", "ETH/BTC");
        names.put("TSLA", "TSLA/USD");
        names.put("AMD", "AMD/USD");
        names.put("AAPL", "AAPL/USD");
        names.put("EURUSD", "EUR/USD");
        names.put("BTCUSD", "BTC/USD");
        names.put("AUDUSD", "AUD/USD");
        names.put("GBPUSD", "GBP/USD");
        names.put("DYDX:ETH_USD", "ETH/USD");
        names.put("NK225M1!", "NK225/JPY");
        return SymbolTable.of(names, Instrument::of);
    }

    static Verdict read(String body) {
        return read(rules(), body, NOW);
    }

    static Verdict read(AlertRules rules, String body, Instant now) {
        return new AlertReader(rules).read(body.getBytes(StandardCharsets.UTF_8), now, false);
    }

    static JsonNode json(Verdict verdict) {
        try {
            return JSON.readTree(VerdictJson.of(verdict));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** {@code accepted reversal sell 0.0772: sell 0.0386 reduce, sell 0.0386}. */
    static String line(Verdict verdict) {
        JsonNode json = json(verdict);
        StringBuilder line = new StringBuilder(json.get("status").asText());
        if (verdict.httpStatus() != 200) {
            line.append(' ').append(verdict.httpStatus());
        }
        if (!verdict.code().isEmpty()) {
            line.append(" (").append(verdict.code()).append(')');
        }
        if (verdict.status() == Verdict.Status.REJECTED) {
            return line.toString();
        }
        line.append(' ').append(json.get("intent").asText());
        for (JsonNode step : json.get("steps")) {
            line.append("; ").append(step.get("side").asText());
            line.append(' ').append(step.get("size").asText());
            line.append(' ').append(step.get("instrument").asText());
            for (String name : new String[] {"limitPrice", "stopPrice", "stopLoss", "takeProfit", "trailingStop"}) {
                if (!step.get(name).isNull()) {
                    line.append(' ')
                            .append(name)
                            .append('=')
                            .append(step.get(name).asText());
                }
            }
            if (step.get("reduceOnly").asBoolean()) {
                line.append(" reduce");
            }
        }
        return line.toString();
    }
}
