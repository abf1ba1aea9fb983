package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.BarRecord;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Coinbase Advanced Trade's stream of trades: {@code wss://advanced-trade-ws.coinbase.com}. Its candles are of five minutes
 * only and do not say when they are over, so its trades do, and the bars that they make are held against those that
 * the venue tells when it is asked. Heartbeats come each second and keep the connection open.
 *
 * <pre>{@code
 * {"type":"subscribe","product_ids":["BTC-USD"],"channel":"market_trades"}
 * {"channel":"subscriptions","timestamp":"2023-02-09T20:32:50.714964855Z","sequence_num":0,
 *  "events":[{"subscriptions":{"market_trades":["BTC-USD"]}}]}
 * {"channel":"market_trades","client_id":"","timestamp":"2023-02-09T20:19:35.39625135Z","sequence_num":0,"events":[{"type":"snapshot",
 *  "trades":[{"trade_id":"000000000","product_id":"ETH-USD","price":"1260.01","size":"0.3","side":"BUY",
 *  "time":"2019-08-14T20:42:27.265Z"}]}]}
 * {"channel":"heartbeats","timestamp":"…","sequence_num":0,"events":[{"current_time":"…","heartbeat_counter":3049}]}
 * }</pre>
 *
 * @see <a href="https://docs.cdp.coinbase.com/coinbase-app/advanced-trade-apis/websocket/websocket-channels">Coinbase: Advanced
 *     Trade WebSocket Channels</a>
 */
final class CoinbaseStream implements StreamDialect {
    static final String ADDRESS = "wss://advanced-trade-ws.coinbase.com";

    private final URI address;
    private final String product;
    private final TradeBars bars;

    CoinbaseStream(String address, VenueInstrument instrument, String product, long lengthMillis) {
        this.address = URI.create(address);
        this.product = product;
        this.bars = new TradeBars(instrument.instrument(), lengthMillis);
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public List<String> greetings() {
        return List.of(
                "{\"type\":\"subscribe\",\"product_ids\":[\"" + product + "\"],\"channel\":\"market_trades\"}",
                "{\"type\":\"subscribe\",\"channel\":\"heartbeats\"}");
    }

    @Override
    public boolean marksComplete() {
        return false;
    }

    @Override
    public void read(JsonNode message, Ears ears) throws IOException {
        if (message.path("type").asText().equals("error")) {
            ears.refused(message.path("message").asText(message.toString()));
            return;
        }
        switch (message.path("channel").asText()) {
            case "subscriptions" -> {
                if (message.path("events").path(0).path("subscriptions").has("market_trades")) {
                    ears.ready();
                }
            }
            case "market_trades" -> {
                for (JsonNode event : VenueJson.array(message, "events")) {
                    // A snapshot is of trades before: what it leaves out is not known.
                    if (event.path("type").asText().equals("update")) {
                        trades(VenueJson.array(event, "trades"), ears);
                    }
                }
            }
            default -> {}
        }
    }

    private void trades(JsonNode trades, Ears ears) throws IOException {
        List<JsonNode> oldestFirst = new ArrayList<>();
        trades.forEach(trade -> oldestFirst.addFirst(trade));
        for (JsonNode trade : oldestFirst) {
            if (!VenueJson.text(trade, "product_id").equals(product)) {
                continue;
            }
            BarRecord bar = bars.add(
                    Candles.number(trade, trade.path("trade_id")),
                    time(trade),
                    VenueJson.decimal(trade, "price"),
                    VenueJson.decimal(trade, "size"));
            if (bar != null) {
                ears.progress(bar, bars.isWhole());
            }
        }
    }

    private static long time(JsonNode trade) throws IOException {
        try {
            return Instant.parse(VenueJson.text(trade, "time")).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new UnexpectedAnswerException("a trade without a time", trade.toString());
        }
    }
}
