package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/**
 * Binance's stream of candles: {@code wss://stream.binance.com:9443/ws/btcusdt@kline_1m}. The candle in progress comes every
 * second or two while there are trades, and once more when it is over, with {@code "x":true}. The server pings every 20
 * seconds and ends the connection after 24 hours.
 *
 * <pre>{@code
 * {"e":"kline","E":1672515782136,"s":"BNBBTC","k":{"t":1672515780000,"T":1672515839999,"s":"BNBBTC","i":"1m","f":100,"L":200,
 *  "o":"0.0010","c":"0.0020","h":"0.0025","l":"0.0015","v":"1000","n":100,"x":false,"q":"1.0000","V":"500","Q":"0.500","B":"1"}}
 * }</pre>
 *
 * @see <a href="https://developers.binance.com/docs/binance-spot-api-docs/web-socket-streams">Binance: WebSocket Streams</a>
 */
final class BinanceStream implements StreamDialect {
    private static final long MILLI = 1_000_000L;

    private final URI address;
    private final VenueInstrument instrument;
    private final String interval;
    private final long lengthMillis;

    /** @param streams where its streams are, without a path */
    BinanceStream(String streams, VenueInstrument instrument, String interval, long lengthMillis) {
        this.address =
                URI.create(streams + "/ws/" + instrument.symbol().toLowerCase(Locale.ROOT) + "@kline_" + interval);
        this.instrument = instrument;
        this.interval = interval;
        this.lengthMillis = lengthMillis;
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public boolean marksComplete() {
        return true;
    }

    @Override
    public void read(JsonNode message, Ears ears) throws IOException {
        switch (message.path("e").asText()) {
            case "kline" -> candle(message, message.path("k"), ears);
            case "serverShutdown" -> ears.leave("the venue says that it is about to end it");
            default -> {
                if (message.has("error") || message.has("code")) {
                    ears.refused(message.toString());
                }
            }
        }
    }

    private void candle(JsonNode message, JsonNode candle, Ears ears) throws IOException {
        if (!VenueJson.text(candle, "s").equals(instrument.symbol())
                || !VenueJson.text(candle, "i").equals(interval)) {
            return;
        }
        long open = VenueJson.number(candle, "t");
        if (VenueJson.number(candle, "T") != open + lengthMillis - 1) {
            throw new UnexpectedAnswerException("a candle of another length", message.toString());
        }
        JsonNode over = candle.path("x");
        if (!over.isBoolean()) {
            throw new UnexpectedAnswerException("a candle that does not say whether it is over", message.toString());
        }
        Instrument grid = instrument.instrument();
        BarRecord bar = new BarRecord(
                grid,
                -1,
                open * MILLI,
                (open + lengthMillis) * MILLI,
                VenueJson.ticks(grid, message, candle.path("o")),
                VenueJson.ticks(grid, message, candle.path("h")),
                VenueJson.ticks(grid, message, candle.path("l")),
                VenueJson.ticks(grid, message, candle.path("c")),
                VenueJson.decimal(candle, "v").doubleValue());
        if (over.booleanValue()) {
            ears.complete(bar);
        } else {
            ears.progress(bar, true);
        }
    }
}
