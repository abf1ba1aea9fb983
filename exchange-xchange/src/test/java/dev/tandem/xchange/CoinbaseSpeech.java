package dev.tandem.xchange;

import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Coinbase Advanced Trade, in the shapes of its documentation. */
final class CoinbaseSpeech implements StreamedMarket.Speech {
    static final String PRODUCTS = """
            {"products":[{"product_id":"BTC-USD","price":"60000.00","price_percentage_change_24h":"1.7","volume_24h":"9000",
             "base_increment":"0.00000001","quote_increment":"0.01","quote_min_size":"1","quote_max_size":"150000000",
             "base_min_size":"0.00000001","base_max_size":"3400","base_name":"Bitcoin","quote_name":"US Dollar","watched":false,
             "is_disabled":false,"new":false,"status":"online","cancel_only":false,"limit_only":false,"post_only":false,
             "trading_disabled":false,"auction_mode":false,"product_type":"SPOT","quote_currency_id":"USD","base_currency_id":"BTC",
             "price_increment":"0.01","display_name":"BTC-USD"},
             {"product_id":"OLD-USD","base_increment":"1","quote_increment":"0.01","quote_min_size":"1","status":"delisted",
             "is_disabled":true,"trading_disabled":true,"price_increment":"0.01"}],"num_products":2}
            """;

    @Override
    public String exchange() {
        return "xchange:coinbase";
    }

    @Override
    public Instrument instrument() {
        return Instrument.of("BTC/USD", "0.01", "0.00000001");
    }

    @Override
    public @Nullable String answer(StreamedMarket market, String target) {
        if (target.startsWith("/api/v3/brokerage/time")) {
            return "{\"iso\":\"" + market.instant() + "\",\"epochSeconds\":\"" + market.millis() / 1_000
                    + "\",\"epochMillis\":\"" + market.millis() + "\"}";
        }
        return target.startsWith("/api/v3/brokerage/market/products?") ? PRODUCTS : null;
    }

    /** Where nobody has traded there is none. */
    @Override
    public @Nullable String bars(StreamedMarket market, String target) {
        if (!target.startsWith("/api/v3/brokerage/market/products/BTC-USD/candles")) {
            return null;
        }
        long from = Query.number(target, "start");
        long to = Query.number(target, "end");
        StringJoiner rows = new StringJoiner(",", "{\"candles\":[", "]}");
        for (StreamedMarket.Minute minute : market.pastAndPresent().reversed()) {
            BarRecord bar = minute.bar();
            long open = bar.openTimeNanos() / Times.SECOND;
            if (open >= from && open <= to && !minute.deals().isEmpty()) {
                rows.add("{\"start\":\"" + open + "\",\"low\":\"" + bar.low() + "\",\"high\":\"" + bar.high()
                        + "\",\"open\":\"" + bar.open() + "\",\"close\":\"" + bar.close() + "\",\"volume\":\""
                        + bar.volume() + "\"}");
            }
        }
        return rows.toString();
    }

    @Override
    public boolean hasFlatBars() {
        return false;
    }

    @Override
    public @Nullable String reply(String text) {
        String channel =
                text.contains("heartbeats") ? "\"heartbeats\":[\"heartbeats\"]" : "\"market_trades\":[\"BTC-USD\"]";
        return "{\"channel\":\"subscriptions\",\"client_id\":\"\",\"timestamp\":\"2023-02-09T20:32:50.714964855Z\",\"sequence_num\":0,"
                + "\"events\":[{\"subscriptions\":{" + channel + "}}]}";
    }

    @Override
    public List<String> during(StreamedMarket.Minute minute) {
        List<String> texts = new ArrayList<>();
        for (StreamedMarket.Deal deal : minute.deals()) {
            texts.add(
                    "{\"channel\":\"market_trades\",\"client_id\":\"\",\"timestamp\":\"2023-02-09T20:19:35.39625135Z\","
                            + "\"sequence_num\":0,\"events\":[{\"type\":\"update\",\"trades\":[{\"trade_id\":\""
                            + deal.id()
                            + "\",\"product_id\":\"BTC-USD\",\"price\":\""
                            + instrument().price(deal.ticks()) + "\",\"size\":\""
                            + deal.quantity() + "\",\"side\":\"BUY\",\"time\":\"" + Times.instant(deal.timeNanos())
                            + "\"}]}]}");
        }
        return texts;
    }

    @Override
    public List<String> after(StreamedMarket.Minute minute) {
        return List.of(
                "{\"channel\":\"heartbeats\",\"timestamp\":\"2023-06-23T20:31:26.122969572Z\",\"sequence_num\":0,\"events\":[{"
                        + "\"current_time\":\"2023-06-23 20:31:56.121961769 +0000 UTC m=+91717.525857105\",\"heartbeat_counter\":3049}]}");
    }
}
