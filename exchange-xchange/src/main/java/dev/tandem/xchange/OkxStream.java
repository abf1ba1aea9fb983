package dev.tandem.xchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * OKX's stream of candles, on its "business" address: {@code wss://ws.okx.com:8443/ws/v5/business}. The candle in progress
 * comes up to once a second, and once more when it is over, with {@code "1"} at the end ({@code confirm}). Whoever says
 * nothing for 30 seconds while nothing is pushed is hung up on: {@code ping} is answered with {@code pong}.
 *
 * <pre>{@code
 * {"op":"subscribe","args":[{"channel":"candle1m","instId":"BTC-USDT"}]}
 * {"event":"subscribe","arg":{"channel":"candle1m","instId":"BTC-USDT"},"connId":"a4d3ae55"}
 * {"arg":{"channel":"candle1m","instId":"BTC-USDT"},"data":[["1597026383085","8533.02","8553.74","8527.17","8548.26","45247",
 *  "529.5858061","529.5858061","0"]]}
 * {"event":"error","code":"60018","msg":"Invalid request: …","connId":"a4d3ae55"}
 * {"event":"notice","code":"64008","msg":"The connection will soon be closed for a service upgrade. Please reconnect."}
 * }</pre>
 *
 * @see <a href="https://www.okx.com/docs-v5/en/#order-book-trading-market-data-ws-candlesticks-channel">OKX: Candlesticks
 *     channel</a>
 */
final class OkxStream implements StreamDialect {
    static final String ADDRESS = "wss://ws.okx.com:8443/ws/v5/business";
    static final String SANDBOX = "wss://wspap.okx.com:8443/ws/v5/business";

    private final URI address;
    private final VenueInstrument instrument;
    private final String symbol;
    private final String channel;
    private final long lengthMillis;

    /** @param name OKX's name of the length */
    OkxStream(String address, VenueInstrument instrument, String symbol, String name, long lengthMillis) {
        this.address = URI.create(address);
        this.instrument = instrument;
        this.symbol = symbol;
        this.channel = "candle" + name;
        this.lengthMillis = lengthMillis;
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public List<String> greetings() {
        return List.of(
                "{\"op\":\"subscribe\",\"args\":[{\"channel\":\"" + channel + "\",\"instId\":\"" + symbol + "\"}]}");
    }

    @Override
    public String ping() {
        return "ping";
    }

    @Override
    public boolean isWord(String text) {
        return text.equals("pong");
    }

    @Override
    public Duration silence() {
        return Duration.ofSeconds(30);
    }

    @Override
    public boolean marksComplete() {
        return true;
    }

    @Override
    public void read(JsonNode message, Ears ears) throws IOException {
        switch (message.path("event").asText()) {
            case "subscribe" -> ears.ready();
            case "error" ->
                ears.refused(message.path("code").asText() + " "
                        + message.path("msg").asText());
            case "notice" ->
                ears.leave("the venue asks for it: " + message.path("msg").asText());
            default -> {
                JsonNode about = message.path("arg");
                if (about.path("channel").asText().equals(channel)
                        && about.path("instId").asText().equals(symbol)) {
                    for (JsonNode row : VenueJson.array(message, "data")) {
                        candle(row, ears);
                    }
                }
            }
        }
    }

    private void candle(JsonNode row, Ears ears) throws IOException {
        switch (row.path(8).asText()) {
            case "1" -> ears.complete(Candles.bar(instrument, Candles.number(row, row.path(0)), lengthMillis, row));
            case "0" ->
                ears.progress(Candles.bar(instrument, Candles.number(row, row.path(0)), lengthMillis, row), true);
            default ->
                throw new UnexpectedAnswerException("a candle that does not say whether it is over", row.toString());
        }
    }
}
