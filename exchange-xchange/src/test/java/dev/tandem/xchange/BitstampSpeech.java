package dev.tandem.xchange;

import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Bitstamp, in the shapes of its documentation. */
final class BitstampSpeech implements StreamedMarket.Speech {
    @Override
    public String exchange() {
        return "xchange:bitstamp";
    }

    @Override
    public Instrument instrument() {
        return Instrument.of("BTC/USD", "0.01", "0.00000001");
    }

    @Override
    public @Nullable String answer(StreamedMarket market, String target) {
        return target.startsWith("/api/v2/trading-pairs-info") ? """
                [{"name":"BTC/USD","url_symbol":"btcusd","base_decimals":8,"counter_decimals":2,"minimum_order":"10 USD",
                  "trading":"Enabled","instant_and_market_orders":"Enabled","description":"Bitcoin / U.S. dollar"}]
                """ : null;
    }

    @Override
    public @Nullable String bars(StreamedMarket market, String target) {
        if (!target.startsWith("/api/v2/ohlc/btcusd/")) {
            return null;
        }
        // Where both are given, so many before the end come.
        long to = Query.number(target, "end");
        long from = to - Query.number(target, "limit") * Query.number(target, "step");
        StringJoiner rows = new StringJoiner(",", "{\"data\":{\"pair\":\"BTC/USD\",\"ohlc\":[", "]}}");
        for (StreamedMarket.Minute minute : market.pastAndPresent()) {
            BarRecord bar = minute.bar();
            long open = bar.openTimeNanos() / Times.SECOND;
            if (open > from && open <= to) {
                rows.add("{\"timestamp\":\"" + open + "\",\"open\":\"" + bar.open() + "\",\"high\":\"" + bar.high()
                        + "\",\"low\":\"" + bar.low() + "\",\"close\":\"" + bar.close() + "\",\"volume\":\""
                        + bar.volume() + "\"}");
            }
        }
        return rows.toString();
    }

    @Override
    public @Nullable String reply(String text) {
        return text.contains("bts:subscribe")
                ? "{\"event\":\"bts:subscription_succeeded\",\"channel\":\"live_trades_btcusd\",\"data\":{}}"
                : "{\"event\":\"bts:heartbeat\",\"channel\":\"\",\"data\":{\"status\":\"success\"}}";
    }

    @Override
    public List<String> during(StreamedMarket.Minute minute) {
        List<String> texts = new ArrayList<>();
        for (StreamedMarket.Deal deal : minute.deals()) {
            String price = instrument().price(deal.ticks()).toPlainString();
            texts.add("{\"data\":{\"id\":" + deal.id() + ",\"timestamp\":\"" + deal.timeNanos() / Times.SECOND
                    + "\",\"amount\":"
                    + deal.quantity() + ",\"amount_str\":\"" + deal.quantity() + "\",\"price\":" + price
                    + ",\"price_str\":\"" + price
                    + "\",\"type\":0,\"microtimestamp\":\"" + deal.timeNanos() / 1_000
                    + "\",\"buy_order_id\":1584683117617152,\"sell_order_id\":1584683116912641},\"channel\":\"live_trades_btcusd\","
                    + "\"event\":\"trade\"}");
        }
        return texts;
    }

    @Override
    public List<String> after(StreamedMarket.Minute minute) {
        return List.of();
    }
}
