package dev.tandem.xchange;

import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** OKX, in the shapes of its documentation. */
final class OkxSpeech implements StreamedMarket.Speech {
    @Override
    public String exchange() {
        return "xchange:okx";
    }

    @Override
    public Instrument instrument() {
        return Instrument.of("BTC/USDT", "0.1", "0.00000001");
    }

    @Override
    public @Nullable String answer(StreamedMarket market, String target) {
        if (!target.startsWith("/api/v5/public/instruments")) {
            return null;
        }
        return target.contains("SPOT") ? """
                {"code":"0","msg":"","data":[{"instType":"SPOT","instId":"BTC-USDT","uly":"","category":"1","baseCcy":"BTC",
                 "quoteCcy":"USDT","settleCcy":"","ctVal":"","ctMult":"","optType":"","stk":"","listTime":"1548133413000","expTime":"",
                 "lever":"10","tickSz":"0.1","lotSz":"0.00000001","minSz":"0.00001","ctType":"","alias":"","state":"live"}]}
                """ : "{\"code\":\"0\",\"msg\":\"\",\"data\":[]}";
    }

    @Override
    public @Nullable String bars(StreamedMarket market, String target) {
        if (!target.startsWith("/api/v5/market/candles")) {
            return null;
        }
        long newer = Query.number(target, "before");
        long older = Query.number(target, "after");
        StringJoiner rows = new StringJoiner(",", "{\"code\":\"0\",\"msg\":\"\",\"data\":[", "]}");
        for (StreamedMarket.Minute minute : market.pastAndPresent().reversed()) {
            long open = minute.bar().openTimeNanos() / 1_000_000;
            if (open > newer && open < older) {
                rows.add(row(minute.bar(), market.past().contains(minute)));
            }
        }
        return rows.toString();
    }

    @Override
    public @Nullable String reply(String text) {
        return text.equals("ping")
                ? "pong"
                : "{\"event\":\"subscribe\",\"arg\":{\"channel\":\"candle1m\",\"instId\":\"BTC-USDT\"},\"connId\":\"a4d3ae55\"}";
    }

    private static String row(BarRecord bar, boolean over) {
        return "[\"" + bar.openTimeNanos() / 1_000_000 + "\",\"" + bar.open() + "\",\"" + bar.high() + "\",\""
                + bar.low() + "\",\"" + bar.close() + "\",\"" + bar.volume() + "\",\"1\",\"1\",\"" + (over ? 1 : 0)
                + "\"]";
    }

    private static String push(BarRecord bar, boolean over) {
        return "{\"arg\":{\"channel\":\"candle1m\",\"instId\":\"BTC-USDT\"},\"data\":[" + row(bar, over) + "]}";
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
