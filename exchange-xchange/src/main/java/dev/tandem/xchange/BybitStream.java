package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Bybit's stream of candles, version 5, spot: {@code wss://stream.bybit.com/v5/public/spot}. The candle in progress comes every
 * one to 60 seconds, and once more when it is over, with {@code "confirm":true}. Bybit asks for a ping every 20 seconds.
 *
 * <pre>{@code
 * {"op":"subscribe","args":["kline.5.BTCUSDT"]}
 * {"success":true,"ret_msg":"subscribe","conn_id":"2324d924-aa4d-45b0-a858-7b8be29ab52b","op":"subscribe"}
 * {"topic":"kline.5.BTCUSDT","data":[{"start":1672324800000,"end":1672325099999,"interval":"5","open":"16649.5","close":"16677",
 *  "high":"16677","low":"16608","volume":"2.081","turnover":"34666.4005","confirm":false,"timestamp":1672324988882}],
 *  "ts":1672324988882,"type":"snapshot"}
 * {"success":true,"ret_msg":"pong","conn_id":"0970e817-426e-429a-a679-ff7f55e0b16a","op":"ping"}
 * }</pre>
 *
 * @see <a href="https://bybit-exchange.github.io/docs/v5/websocket/public/kline">Bybit: Kline</a>
 */
final class BybitStream implements StreamDialect {
    static final String ADDRESS = "wss://stream.bybit.com/v5/public/spot";
    static final String SANDBOX = "wss://stream-testnet.bybit.com/v5/public/spot";

    private final URI address;
    private final VenueInstrument instrument;
    private final String topic;
    private final long lengthMillis;

    /** @param name Bybit's name of the length */
    BybitStream(String address, VenueInstrument instrument, String symbol, String name, long lengthMillis) {
        this.address = URI.create(address);
        this.instrument = instrument;
        this.topic = "kline." + name + "." + symbol;
        this.lengthMillis = lengthMillis;
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public List<String> greetings() {
        return List.of("{\"op\":\"subscribe\",\"args\":[\"" + topic + "\"]}");
    }

    @Override
    public String ping() {
        return "{\"op\":\"ping\"}";
    }

    @Override
    public boolean marksComplete() {
        return true;
    }

    @Override
    public void read(JsonNode message, Ears ears) throws IOException {
        if (message.path("op").asText().equals("subscribe")) {
            if (message.path("success").asBoolean()) {
                ears.ready();
            } else {
                ears.refused(message.path("ret_msg").asText(message.toString()));
            }
            return;
        }
        if (!message.path("topic").asText().equals(topic)) {
            return;
        }
        for (JsonNode candle : VenueJson.array(message, "data")) {
            JsonNode over = candle.path("confirm");
            if (!over.isBoolean()) {
                throw new UnexpectedAnswerException("a candle that does not say whether it is over", candle.toString());
            }
            long start = VenueJson.number(candle, "start");
            if (VenueJson.number(candle, "end") != start + lengthMillis - 1) {
                throw new UnexpectedAnswerException("a candle of another length", candle.toString());
            }
            var bar = Candles.bar(
                    instrument,
                    start,
                    lengthMillis,
                    candle,
                    candle.path("open"),
                    candle.path("high"),
                    candle.path("low"),
                    candle.path("close"),
                    candle.path("volume"));
            if (over.booleanValue()) {
                ears.complete(bar);
            } else {
                ears.progress(bar, true);
            }
        }
    }
}
