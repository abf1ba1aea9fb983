package dev.tandem.xchange;

import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Binance, in the shapes of its documentation. */
final class BinanceSpeech implements StreamedMarket.Speech {
    private static final long MILLI = 1_000_000L;

    @Override
    public String exchange() {
        return "xchange:binance";
    }

    @Override
    public Instrument instrument() {
        return Instrument.of("BTC/USDT", "0.01", "0.00001");
    }

    @Override
    public @Nullable String answer(StreamedMarket market, String target) {
        if (target.startsWith("/api/v3/time")) {
            return "{\"serverTime\":" + market.millis() + "}";
        }
        return target.startsWith("/api/v3/exchangeInfo") ? """
                {"timezone":"UTC","serverTime":0,"rateLimits":[],"symbols":[{"symbol":"BTCUSDT","status":"TRADING","baseAsset":"BTC",
                 "quoteAsset":"USDT","orderTypes":["LIMIT","MARKET"],"ocoAllowed":true,"filters":[
                 {"filterType":"PRICE_FILTER","minPrice":"0.01","maxPrice":"1000000.00","tickSize":"0.01"},
                 {"filterType":"LOT_SIZE","minQty":"0.00001","maxQty":"9000.0","stepSize":"0.00001"}]}]}
                """ : null;
    }

    @Override
    public @Nullable String bars(StreamedMarket market, String target) {
        if (!target.startsWith("/api/v3/klines")) {
            return null;
        }
        long from = Query.number(target, "startTime");
        long to = Query.number(target, "endTime");
        StringJoiner rows = new StringJoiner(",", "[", "]");
        for (StreamedMarket.Minute minute : market.pastAndPresent()) {
            BarRecord bar = minute.bar();
            long open = bar.openTimeNanos() / MILLI;
            if (open >= from && open <= to) {
                rows.add("[" + open + ",\"" + bar.open() + "\",\"" + bar.high() + "\",\"" + bar.low() + "\",\""
                        + bar.close() + "\",\"" + bar.volume() + "\"," + (open + 59_999)
                        + ",\"0\",0,\"0\",\"0\",\"0\"]");
            }
        }
        return rows.toString();
    }

    @Override
    public List<String> during(StreamedMarket.Minute minute) {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i < minute.deals().size(); i++) {
            BarRecord bar = minute.bar();
            texts.add(kline(
                    StreamedMarket.bar(
                            bar.instrument(),
                            bar.openTimeNanos(),
                            minute.deals().subList(0, i),
                            0),
                    false));
        }
        return texts;
    }

    @Override
    public List<String> after(StreamedMarket.Minute minute) {
        return List.of(kline(minute.bar(), true));
    }

    private static String kline(BarRecord bar, boolean over) {
        long open = bar.openTimeNanos() / MILLI;
        return "{\"e\":\"kline\",\"E\":" + (open + 1) + ",\"s\":\"BTCUSDT\",\"k\":{\"t\":" + open + ",\"T\":"
                + (open + 59_999)
                + ",\"s\":\"BTCUSDT\",\"i\":\"1m\",\"f\":100,\"L\":200,\"o\":\"" + bar.open() + "\",\"c\":\""
                + bar.close()
                + "\",\"h\":\"" + bar.high() + "\",\"l\":\"" + bar.low() + "\",\"v\":\"" + bar.volume()
                + "\",\"n\":1,\"x\":" + over
                + ",\"q\":\"1\",\"V\":\"0\",\"Q\":\"0\",\"B\":\"0\"}}";
    }
}
