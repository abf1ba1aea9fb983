package dev.tandem.venue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Instrument;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client of a venue with one key, over a real connection: what it sends is signed, what it gets is JSON. */
final class Wire implements AutoCloseable {
    static final Instrument BTC = Instrument.of("BTC/USDT", "0.01", "0.00001");
    private static final long MINUTE = 60_000_000_000L;
    private static final JsonFactory JSON = new JsonFactory();

    final URI uri;
    private final String key;
    private final String secret;
    private final HttpClient http = HttpClient.newHttpClient();

    Wire(Venue venue, String key, String secret) {
        this.uri = venue.uri();
        this.key = key;
        this.secret = secret;
    }

    /** Bars of a minute from 2024-01-01 on, each {@code open high low close} with a volume of 10. */
    static BarColumns bars(String... rows) {
        return bars(MINUTE, rows);
    }

    /** The same with another length of a bar. */
    static BarColumns bars(long interval, String... rows) {
        BarColumns.Builder bars = new BarColumns.Builder(BTC, interval);
        long time = 1_704_067_200_000_000_000L;
        for (String row : rows) {
            String[] prices = row.split(" ");
            bars.add(time, ticks(prices[0]), ticks(prices[1]), ticks(prices[2]), ticks(prices[3]), 10);
            time += interval;
        }
        return bars.build();
    }

    private static long ticks(String price) {
        return BTC.ticks(new BigDecimal(price));
    }

    /** An answer: its status, and its body as maps, lists and texts. */
    record Answer(int status, @Nullable Object body, String text) {
        /** A field by its path, such as {@code fills.0.price}. */
        String at(String path) {
            Object here = body;
            for (String step : path.split("\\.")) {
                if (here instanceof List<?> list) {
                    here = list.get(Integer.parseInt(step));
                } else if (here instanceof Map<?, ?> map) {
                    if (!map.containsKey(step)) {
                        return "no " + step + " in " + text;
                    }
                    here = map.get(step);
                }
            }
            return String.valueOf(here);
        }

        int size() {
            return body instanceof List<?> list ? list.size() : -1;
        }

        /** {@code 400 -2010 Account has …} for a refusal, the status for anything else. */
        String outcome() {
            return body instanceof Map<?, ?> map && map.containsKey("code")
                    ? status + " " + map.get("code") + " " + map.get("msg")
                    : Integer.toString(status);
        }
    }

    Answer get(String target) {
        return send("GET", target, "", false);
    }

    Answer signed(String method, String path, String form) {
        return signed(method, path, form, System.currentTimeMillis());
    }

    Answer signed(String method, String path, String form, long timestamp) {
        String whole = form + (form.isEmpty() ? "" : "&") + "timestamp=" + timestamp;
        String signed = whole + "&signature=" + RestClient.sign(secret, whole);
        return method.equals("POST") ? send(method, path, signed, true) : send(method, path + "?" + signed, "", true);
    }

    Answer order(String form) {
        return signed("POST", "/api/v3/order", "symbol=BTCUSDT&" + form);
    }

    /** An accepted order's id. */
    String id(String form) {
        Answer answer = order(form);
        if (answer.status() != 200) {
            throw new AssertionError(form + ": " + answer.text());
        }
        return answer.at("orderId");
    }

    Answer query(String id) {
        return signed("GET", "/api/v3/order", "symbol=BTCUSDT&orderId=" + id);
    }

    Answer cancel(String id) {
        return signed("DELETE", "/api/v3/order", "symbol=BTCUSDT&orderId=" + id);
    }

    String status(String id) {
        return query(id).at("status");
    }

    Answer trades() {
        return signed("GET", "/api/v3/myTrades", "symbol=BTCUSDT");
    }

    /** {@code free/locked} of an asset. */
    String balance(String asset) {
        Answer account = signed("GET", "/api/v3/account", "");
        for (int i = 0; i < 10; i++) {
            if (account.at("balances." + i + ".asset").equals(asset)) {
                return plain(account.at("balances." + i + ".free")) + "/"
                        + plain(account.at("balances." + i + ".locked"));
            }
        }
        throw new AssertionError("no " + asset + " in " + account.text());
    }

    static String plain(String number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    Answer next() {
        return send("POST", "/tandem/next", "", false);
    }

    Answer truth() {
        return get("/tandem/truth");
    }

    private Answer send(String method, String target, String body, boolean withKey) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri + target))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        if (withKey) {
            request.header("X-MBX-APIKEY", key);
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), parse(response.body()), response.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static @Nullable Object parse(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            return value(parser);
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                map.put(name, value(parser));
            }
            return map;
        }
        if (token == JsonToken.START_ARRAY) {
            List<@Nullable Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        return token == JsonToken.VALUE_NULL ? null : parser.getText();
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
