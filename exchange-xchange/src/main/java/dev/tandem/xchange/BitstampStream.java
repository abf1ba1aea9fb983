package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.BarRecord;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Bitstamp's stream of trades: {@code wss://ws.bitstamp.net}. It has none of candles, so the trades say when a bar is over, and
 * the bars that they make are held against those that the venue tells when it is asked. {@code bts:request_reconnect} is sent
 * before a server goes away; {@code bts:heartbeat} is answered.
 *
 * <pre>{@code
 * {"event":"bts:subscribe","data":{"channel":"live_trades_btcusd"}}
 * {"event":"bts:subscription_succeeded","channel":"live_trades_btcusd","data":{}}
 * {"event":"trade","channel":"live_trades_btcusd","data":{"id":273911254,"timestamp":"1675949999","amount":0.02,
 *  "amount_str":"0.02000000","price":22560,"price_str":"22560","type":0,"microtimestamp":"1675949999172000",
 *  "buy_order_id":1584683117617152,"sell_order_id":1584683116912641}}
 * }</pre>
 *
 * @see <a href="https://www.bitstamp.net/websocket/v2/">Bitstamp: WebSocket API v2</a>
 */
final class BitstampStream implements StreamDialect {
    static final String ADDRESS = "wss://ws.bitstamp.net";

    private final URI address;
    private final String channel;
    private final TradeBars bars;

    BitstampStream(String address, VenueInstrument instrument, String symbol, long lengthMillis) {
        this.address = URI.create(address);
        this.channel = "live_trades_" + symbol;
        this.bars = new TradeBars(instrument.instrument(), lengthMillis);
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public List<String> greetings() {
        return List.of("{\"event\":\"bts:subscribe\",\"data\":{\"channel\":\"" + channel + "\"}}");
    }

    @Override
    public String ping() {
        return "{\"event\":\"bts:heartbeat\"}";
    }

    @Override
    public boolean marksComplete() {
        return false;
    }

    @Override
    public void read(JsonNode message, Ears ears) throws IOException {
        switch (message.path("event").asText()) {
            case "bts:subscription_succeeded" -> ears.ready();
            case "bts:request_reconnect" -> ears.leave("the venue asks for it");
            case "bts:error" ->
                ears.refused(message.path("data").path("message").asText(message.toString()));
            case "trade" -> {
                if (message.path("channel").asText().equals(channel)) {
                    trade(message.path("data"), ears);
                }
            }
            default -> {}
        }
    }

    private void trade(JsonNode trade, Ears ears) throws IOException {
        BarRecord bar = bars.add(
                VenueJson.number(trade, "id"),
                Candles.number(trade, trade.path("microtimestamp")) / 1_000,
                VenueJson.decimal(trade, "price_str"),
                VenueJson.decimal(trade, "amount_str"));
        if (bar != null) {
            ears.progress(bar, bars.isWhole());
        }
    }
}
