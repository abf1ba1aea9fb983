package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * Kraken's stream of candles, version 2: {@code wss://ws.kraken.com/v2}. The candle in progress comes with each trade, and
 * nothing says that it is over: the next one begins. A heartbeat comes each second in which nothing else does.
 *
 * <pre>{@code
 * {"method":"subscribe","params":{"channel":"ohlc","symbol":["BTC/USD"],"interval":1,"snapshot":false}}
 * {"method":"subscribe","success":true,"result":{"channel":"ohlc","symbol":"BTC/USD","interval":1,"snapshot":false}, …}
 * {"channel":"ohlc","type":"update","timestamp":"2023-10-04T16:26:30.524394914Z","data":[{"symbol":"MATIC/USD","open":0.5624,
 *  "high":0.5628,"low":0.5622,"close":0.5627,"trades":12,"volume":30927.68066226,"vwap":0.5626,
 *  "interval_begin":"2023-10-04T16:25:00.000000000Z","interval":5,"timestamp":"2023-10-04T16:30:00.000000Z"}]}
 * {"channel":"heartbeat"}
 * }</pre>
 *
 * @see <a href="https://docs.kraken.com/api/docs/websocket-v2/ohlc">Kraken: Candles (OHLC)</a>
 */
final class KrakenStream implements StreamDialect {
    static final String ADDRESS = "wss://ws.kraken.com/v2";

    private final URI address;
    private final VenueInstrument instrument;
    private final long minutes;

    KrakenStream(String address, VenueInstrument instrument, long minutes) {
        this.address = URI.create(address);
        this.instrument = instrument;
        this.minutes = minutes;
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public List<String> greetings() {
        return List.of("{\"method\":\"subscribe\",\"params\":{\"channel\":\"ohlc\",\"symbol\":[\""
                + instrument.instrument().symbol() + "\"],\"interval\":" + minutes + ",\"snapshot\":false}}");
    }

    @Override
    public String ping() {
        return "{\"method\":\"ping\"}";
    }

    @Override
    public boolean marksComplete() {
        return false;
    }

    @Override
    public void read(JsonNode message, Ears ears) throws IOException {
        if (message.path("method").asText().equals("subscribe")) {
            if (message.path("success").asBoolean()) {
                ears.ready();
            } else {
                ears.refused(message.path("error").asText(message.toString()));
            }
            return;
        }
        if (!message.path("channel").asText().equals("ohlc")) {
            return;
        }
        for (JsonNode candle : VenueJson.array(message, "data")) {
            Instrument grid = instrument.instrument();
            if (!VenueJson.text(candle, "symbol").equals(grid.symbol())
                    || VenueJson.number(candle, "interval") != minutes) {
                continue;
            }
            BarRecord bar = Candles.bar(
                    instrument,
                    begin(candle),
                    minutes * 60_000,
                    candle,
                    candle.path("open"),
                    candle.path("high"),
                    candle.path("low"),
                    candle.path("close"),
                    candle.path("volume"));
            ears.progress(bar, true);
        }
    }

    private static long begin(JsonNode candle) throws IOException {
        try {
            return Instant.parse(VenueJson.text(candle, "interval_begin")).toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new UnexpectedAnswerException("a candle without a time", candle.toString());
        }
    }
}
