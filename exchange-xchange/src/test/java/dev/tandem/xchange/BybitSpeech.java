package dev.tandem.xchange;

import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Bybit, in the shapes of its documentation. */
final class BybitSpeech implements StreamedMarket.Speech {
    static final String INSTRUMENTS = """
            {"retCode":0,"retMsg":"OK","result":{"category":"spot","list":[{"symbol":"BTCUSDT","baseCoin":"BTC","quoteCoin":"USDT",
             "innovation":"0","status":"Trading","marginTrading":"utaOnly","lotSizeFilter":{"basePrecision":"0.000001",
             "quotePrecision":"0.00000001","minOrderQty":"0.000048","maxOrderQty":"71.73956243","minOrderAmt":"1","maxOrderAmt":"4000000"},
             "priceFilter":{"tickSize":"0.01"},"riskParameters":{"limitParameter":"0.05","marketParameter":"0.05"}}]},
             "retExtInfo":{},"time":1672712468011}
            """;
    static final String NONE =
            "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"category\":\"linear\",\"list\":[]},\"retExtInfo\":{},\"time\":1}";

    @Override
    public String exchange() {
        return "xchange:bybit";
    }

    @Override
    public Instrument instrument() {
        return Instrument.of("BTC/USDT", "0.01", "0.000001");
    }

    @Override
    public @Nullable String answer(StreamedMarket market, String target) {
        if (target.startsWith("/v5/market/time")) {
            return "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"timeSecond\":\"" + market.millis() / 1_000
                    + "\",\"timeNano\":\"" + market.millis() + "000000\"},\"retExtInfo\":{},\"time\":" + market.millis()
                    + "}";
        }
        if (!target.startsWith("/v5/market/instruments-info")) {
            return null;
        }
        return target.contains("category=spot") ? INSTRUMENTS : NONE;
    }

    @Override
    public @Nullable String bars(StreamedMarket market, String target) {
        if (!target.startsWith("/v5/market/kline")) {
            return null;
        }
        long from = Query.number(target, "start");
        long to = Query.number(target, "end");
        StringJoiner rows = new StringJoiner(
                ",",
                "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"symbol\":\"BTCUSDT\",\"category\":\"spot\",\"list\":[",
                "]},\"retExtInfo\":{},\"time\":1672025956592}");
        for (StreamedMarket.Minute minute : market.pastAndPresent().reversed()) {
            BarRecord bar = minute.bar();
            long open = bar.openTimeNanos() / 1_000_000;
            if (open >= from && open <= to) {
                rows.add("[\"" + open + "\",\"" + bar.open() + "\",\"" + bar.high() + "\",\"" + bar.low() + "\",\""
                        + bar.close() + "\",\"" + bar.volume() + "\",\"1\"]");
            }
        }
        return rows.toString();
    }

    @Override
    public @Nullable String reply(String text) {
        String answer = text.contains("ping") ? "pong" : "subscribe";
        return "{\"success\":true,\"ret_msg\":\"" + answer
                + "\",\"conn_id\":\"2324d924-aa4d-45b0-a858-7b8be29ab52b\",\"op\":\""
                + (text.contains("ping") ? "ping" : "subscribe") + "\"}";
    }

    private static String push(BarRecord bar, boolean over) {
        long open = bar.openTimeNanos() / 1_000_000;
        return "{\"topic\":\"kline.1.BTCUSDT\",\"data\":[{\"start\":" + open + ",\"end\":" + (open + 59_999)
                + ",\"interval\":\"1\",\"open\":\"" + bar.open() + "\",\"close\":\"" + bar.close() + "\",\"high\":\""
                + bar.high()
                + "\",\"low\":\"" + bar.low() + "\",\"volume\":\"" + bar.volume() + "\",\"turnover\":\"1\",\"confirm\":"
                + over
                + ",\"timestamp\":" + (open + 1) + "}],\"ts\":" + (open + 1) + ",\"type\":\"snapshot\"}";
    }

    @Override
    public List<String> during(StreamedMarket.Minute minute) {
        List<String> texts = new ArrayList<>();
        BarRecord whole = minute.bar();
        for (int i = 1; i < minute.deals().size(); i++) {
            texts.add(push(
                    StreamedMarket.bar(
                            whole.instrument(),
                            whole.openTimeNanos(),
                            minute.deals().subList(0, i),
                            0),
                    false));
        }
        return texts;
    }

    @Override
    public List<String> after(StreamedMarket.Minute minute) {
        return List.of(push(minute.bar(), true));
    }
}
