package dev.tandem.xchange;

import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Kraken, in the shapes of its documentation. */
final class KrakenSpeech implements StreamedMarket.Speech {
    @Override
    public String exchange() {
        return "xchange:kraken";
    }

    @Override
    public Instrument instrument() {
        return Instrument.of("BTC/USD", "0.1", "0.00000001");
    }

    @Override
    public @Nullable String answer(StreamedMarket market, String target) {
        return switch (target) {
            case "/0/public/Assets" -> Payloads.KRAKEN_ASSETS;
            case "/0/public/AssetPairs" -> Payloads.KRAKEN_PAIRS;
            default -> null;
        };
    }

    @Override
    public @Nullable String bars(StreamedMarket market, String target) {
        if (!target.startsWith("/0/public/OHLC")) {
            return null;
        }
        long since = Query.number(target, "since");
        StringJoiner rows = new StringJoiner(",", "{\"error\":[],\"result\":{\"XXBTZUSD\":[", "],\"last\":0}}");
        for (StreamedMarket.Minute minute : market.pastAndPresent()) {
            BarRecord bar = minute.bar();
            long open = bar.openTimeNanos() / 1_000_000_000L;
            if (open > since) {
                rows.add("[" + open + ",\"" + bar.open() + "\",\"" + bar.high() + "\",\"" + bar.low() + "\",\""
                        + bar.close() + "\",\"0\",\"" + bar.volume() + "\","
                        + minute.deals().size() + "]");
            }
        }
        return rows.toString();
    }

    @Override
    public String welcome() {
        return "{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"version\":\"2.0.10\",\"system\":\"online\","
                + "\"api_version\":\"v2\",\"connection_id\":12393906104898154338}]}";
    }

    @Override
    public @Nullable String reply(String text) {
        return text.contains("subscribe")
                ? "{\"method\":\"subscribe\",\"result\":{\"channel\":\"ohlc\",\"interval\":1,\"snapshot\":false,\"symbol\":\"BTC/USD\","
                        + "\"warnings\":[\"timestamp is deprecated, use interval_begin\"]},\"success\":true,"
                        + "\"time_in\":\"2023-10-04T16:25:00.000000Z\",\"time_out\":\"2023-10-04T16:25:00.000001Z\"}"
                : text.contains("ping") ? "{\"method\":\"pong\",\"time_in\":\"2023-10-04T16:25:00.000000Z\"}" : null;
    }

    /** With each trade. */
    @Override
    public List<String> during(StreamedMarket.Minute minute) {
        List<String> texts = new ArrayList<>();
        BarRecord whole = minute.bar();
        for (int i = 1; i <= minute.deals().size(); i++) {
            BarRecord bar = StreamedMarket.bar(
                    whole.instrument(), whole.openTimeNanos(), minute.deals().subList(0, i), 0);
            texts.add("{\"channel\":\"ohlc\",\"type\":\"update\",\"timestamp\":\"" + bar.openTime() + "\",\"data\":[{"
                    + "\"symbol\":\"BTC/USD\",\"open\":" + bar.open() + ",\"high\":" + bar.high() + ",\"low\":"
                    + bar.low()
                    + ",\"close\":" + bar.close() + ",\"trades\":" + i + ",\"volume\":" + bar.volume()
                    + ",\"vwap\":0.5626,\"interval_begin\":\"" + bar.openTime() + "\",\"interval\":1,\"timestamp\":\""
                    + bar.closeTime() + "\"}]}");
        }
        return texts;
    }

    /** Nothing says that it is over; only that somebody is there. */
    @Override
    public List<String> after(StreamedMarket.Minute minute) {
        return List.of("{\"channel\":\"heartbeat\"}");
    }
}
