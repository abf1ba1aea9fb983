package dev.tandem.venue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.tandem.web.Request;
import dev.tandem.web.Response;
import dev.tandem.web.WebServerBuilder;
import dev.tandem.web.WebSocketListener;
import dev.tandem.web.WebSocketPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Binance's websocket API: the calls of the REST API as messages, and an account's events on the same connection. */
final class WsApi {
    private static final Logger LOG = LoggerFactory.getLogger(WsApi.class);
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxStringLength(4_096)
                    .maxNumberLength(64)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,36}");
    private static final Map<String, String> METHODS = Map.ofEntries(
            Map.entry("ping", "GET /api/v3/ping"),
            Map.entry("time", "GET /api/v3/time"),
            Map.entry("exchangeInfo", "GET /api/v3/exchangeInfo"),
            Map.entry("depth", "GET /api/v3/depth"),
            Map.entry("trades.recent", "GET /api/v3/trades"),
            Map.entry("trades.aggregate", "GET /api/v3/aggTrades"),
            Map.entry("klines", "GET /api/v3/klines"),
            Map.entry("avgPrice", "GET /api/v3/avgPrice"),
            Map.entry("ticker.24hr", "GET /api/v3/ticker/24hr"),
            Map.entry("ticker.price", "GET /api/v3/ticker/price"),
            Map.entry("ticker.book", "GET /api/v3/ticker/bookTicker"),
            Map.entry("order.place", "POST /api/v3/order"),
            Map.entry("order.test", "POST /api/v3/order/test"),
            Map.entry("order.status", "GET /api/v3/order"),
            Map.entry("order.cancel", "DELETE /api/v3/order"),
            Map.entry("order.cancelReplace", "POST /api/v3/order/cancelReplace"),
            Map.entry("openOrders.status", "GET /api/v3/openOrders"),
            Map.entry("openOrders.cancelAll", "DELETE /api/v3/openOrders"),
            Map.entry("orderList.place.oco", "POST /api/v3/orderList/oco"),
            Map.entry("orderList.status", "GET /api/v3/orderList"),
            Map.entry("orderList.cancel", "DELETE /api/v3/orderList"),
            Map.entry("openOrderLists.status", "GET /api/v3/openOrderList"),
            Map.entry("account.status", "GET /api/v3/account"),
            Map.entry("account.rateLimits.orders", "GET /api/v3/rateLimit/order"),
            Map.entry("allOrders", "GET /api/v3/allOrders"),
            Map.entry("allOrderLists", "GET /api/v3/allOrderList"),
            Map.entry("myTrades", "GET /api/v3/myTrades"));

    private final BinanceRest rest;
    private final UserStreams users;
    private final Faults faults;

    WsApi(BinanceRest rest, UserStreams users, Faults faults) {
        this.rest = rest;
        this.users = users;
        this.faults = faults;
    }

    void install(WebServerBuilder server) {
        server.webSocket("/ws-api/v3", Client::new);
    }

    /**
     * A message.
     *
     * @param id as it goes back, in JSON
     */
    private record Message(String id, String method, TreeMap<String, String> params) {}

    /** It cannot be understood. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable() {
            super("not a request", null, false, false);
        }
    }

    /** One connection. */
    private final class Client implements WebSocketListener {
        private final Request handshake;
        private final WebSocketPeer peer;
        private final EventLine line;
        private final Map<Integer, Subscription> subscriptions = new TreeMap<>();
        private int lastSubscription = -1;

        private record Subscription(String account, UserStreams.Subscriber subscriber) {}

        Client(Request handshake, WebSocketPeer peer) {
            this.handshake = handshake;
            this.peer = peer;
            this.line = new EventLine(faults, peer::sendUtf8);
        }

        @Override
        public void text(String text) {
            String id = "null";
            try {
                Message message = parse(text);
                id = message.id();
                answer(message);
            } catch (BinanceException e) {
                refuse(id, e.error().status(), e.error().toJson());
            } catch (Unreadable e) {
                refuse(id, 400, BinanceError.UNKNOWN.toJson());
            } catch (IOException | RuntimeException e) {
                LOG.error("websocket {}: the call failed", handshake.id(), e);
                refuse(id, 500, BinanceError.DISCONNECTED.toJson());
            }
        }

        private void answer(Message message) throws IOException {
            switch (message.method()) {
                case "userDataStream.subscribe.signature" -> subscribe(message);
                case "userDataStream.unsubscribe" -> unsubscribe(message);
                default -> call(message);
            }
        }

        private String account(Message message, Parameters parameters, Instant now) {
            StringBuilder signed = new StringBuilder();
            message.params().forEach((name, value) -> {
                if (!name.equals("signature")) {
                    signed.append(signed.isEmpty() ? "" : "&")
                            .append(name)
                            .append('=')
                            .append(value);
                }
            });
            return rest.security()
                    .verify(
                            parameters.text("apiKey"),
                            parameters,
                            signed.toString().getBytes(StandardCharsets.UTF_8),
                            now);
        }

        private void call(Message message) throws IOException {
            String path = METHODS.get(message.method());
            if (path == null) {
                throw new BinanceError(400, -1100, "Illegal characters found in parameter 'method'.").exception();
            }
            BinanceRest.Registered call = rest.registered(path);
            Parameters parameters = Parameters.of(message.params());
            // No answer here carries limits, so there are none to leave out.
            parameters.text("returnRateLimits");
            RequestWeights.Decision decision =
                    rest.weigh(handshake.remote().getAddress(), call.weight().applyAsInt(parameters));
            if (decision.status() != 200) {
                throw rest.refusal(decision).exception();
            }
            Instant now = rest.clock().instant();
            String account = call.access() == Endpoint.Access.PUBLIC ? "" : account(message, parameters, now);
            Response response = call.endpoint().answer(new Call(handshake, parameters, account, now));
            if (response.status() == 200) {
                send(message.id(), 200, "result", response.bodyText());
            } else {
                refuse(message.id(), response.status(), response.bodyText());
            }
        }

        private synchronized void subscribe(Message message) {
            Parameters parameters = Parameters.of(message.params());
            String account = account(message, parameters, rest.clock().instant());
            parameters.requireAllRead();
            int number = ++lastSubscription;
            UserStreams.Subscriber subscriber = event -> tell(number, event);
            subscriptions.put(number, new Subscription(account, subscriber));
            // Who reads the answer has missed nothing from then on; events wait for the answer to be out.
            users.subscribe(account, subscriber);
            send(message.id(), 200, "result", "{\"subscriptionId\":" + number + "}");
        }

        private synchronized void tell(int subscription, byte[] event) {
            line.send(wrap(subscription, event));
        }

        private synchronized void unsubscribe(Message message) {
            Parameters parameters = Parameters.of(message.params());
            Long number = parameters.integer("subscriptionId");
            parameters.requireAllRead();
            subscriptions.entrySet().removeIf(entry -> {
                boolean ends = number == null || number.intValue() == entry.getKey();
                if (ends) {
                    users.unsubscribe(
                            entry.getValue().account(), entry.getValue().subscriber());
                }
                return ends;
            });
            send(message.id(), 200, "result", "{}");
        }

        @Override
        public synchronized void closed(int code) {
            subscriptions.values().forEach(each -> users.unsubscribe(each.account(), each.subscriber()));
            subscriptions.clear();
        }

        private void refuse(String id, int status, String error) {
            send(id, status, "error", error);
        }

        private void send(String id, int status, String name, String raw) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length() + 64);
            try (JsonGenerator json = JSON.createGenerator(bytes)) {
                json.writeStartObject();
                json.writeFieldName("id");
                json.writeRawValue(id);
                json.writeNumberField("status", status);
                json.writeFieldName(name);
                json.writeRawValue(raw);
                json.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            peer.sendUtf8(bytes.toByteArray());
        }
    }

    private static byte[] wrap(int subscription, byte[] event) {
        String head = "{\"subscriptionId\":" + subscription + ",\"event\":";
        return (head + new String(event, StandardCharsets.UTF_8) + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static Message parse(String text) throws Unreadable {
        String id = "null";
        String method = null;
        TreeMap<String, String> params = new TreeMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Unreadable();
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken token = parser.nextToken();
                switch (name) {
                    case "id" -> id = id(parser, token);
                    case "method" -> method = token == JsonToken.VALUE_STRING ? parser.getText() : null;
                    case "params" -> params(parser, token, params);
                    default -> parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw new Unreadable();
            }
        } catch (IOException e) {
            throw new Unreadable();
        }
        if (method == null) {
            throw new Unreadable();
        }
        return new Message(id, method, params);
    }

    private static String id(JsonParser parser, JsonToken token) throws IOException, Unreadable {
        String text = parser.getText();
        if (token == JsonToken.VALUE_NULL || token == JsonToken.VALUE_NUMBER_INT) {
            return text;
        }
        if (token == JsonToken.VALUE_STRING && WORD.matcher(text).matches()) {
            return "\"" + text + "\"";
        }
        throw new Unreadable();
    }

    private static void params(JsonParser parser, @Nullable JsonToken token, TreeMap<String, String> params)
            throws IOException, Unreadable {
        if (token != JsonToken.START_OBJECT) {
            throw new Unreadable();
        }
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken value = parser.nextToken();
            if (value == null || !value.isScalarValue()) {
                throw new Unreadable();
            }
            params.put(name, parser.getText());
        }
    }
}
