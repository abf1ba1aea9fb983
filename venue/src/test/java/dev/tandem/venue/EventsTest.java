package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Money;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a venue tells those who listen. */
class EventsTest {
    private final Venue venue = Venue.of(Wire.bars("100 110 90 105", "106 107 104 105"))
            .account("alice", "secret")
            .account("bob", "hidden")
            .balance("USDT", Money.parse("10000"))
            .start();
    private final Wire alice = new Wire(venue, "alice", "secret");
    private final Wire bob = new Wire(venue, "bob", "hidden");
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        http.shutdownNow();
        venue.close();
    }

    private final class Listener implements WebSocket.Listener {
        final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        final StringBuilder parts = new StringBuilder();
        final WebSocket socket;

        Listener(String path) {
            socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create(venue.uri().toString().replace("http", "ws") + path), this)
                    .join();
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                received.add(parts.toString());
                parts.setLength(0);
            }
            return WebSocket.Listener.super.onText(webSocket, data, last);
        }

        Wire.Answer next() throws InterruptedException {
            String text = received.poll(5, TimeUnit.SECONDS);
            String event = text == null ? "{\"e\":\"nothing within 5 s\"}" : text;
            return new Wire.Answer(0, Wire.parse(event), event);
        }

        /** Waits until the venue knows that somebody is here: it answers commands in order. */
        void settle() throws InterruptedException {
            LockSupport.parkNanos(300_000_000);
            socket.sendText("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}", true)
                    .join();
            next();
        }
    }

    private static String signedRequest(String method, String key, String secret) {
        long now = System.currentTimeMillis();
        return "{\"id\":\"a\",\"method\":\"" + method + "\",\"params\":{\"apiKey\":\"" + key + "\",\"timestamp\":" + now
                + ",\"signature\":\"" + RestClient.sign(secret, "apiKey=" + key + "&timestamp=" + now) + "\"}}";
    }

    @Test
    void candlesAndTradesAreToldStepByStep() throws Exception {
        Listener candles = new Listener("/ws/btcusdt@kline_1m");
        Listener trades = new Listener("/ws/btcusdt@trade");
        candles.settle();
        trades.settle();
        alice.next();
        assertThat(candles.next().at("k.x")).isEqualTo("false");
        assertThat(trades.next().at("p")).isEqualTo("100.00000000");
        alice.next();
        Wire.Answer closed = candles.next();
        assertThat(closed.at("k.x")).isEqualTo("true");
        assertThat(closed.at("k.h")).isEqualTo("110.00000000");
        assertThat(closed.at("k.c")).isEqualTo("105.00000000");
        assertThat(trades.next().at("p")).isEqualTo("90.00000000");
        assertThat(trades.next().at("p")).isEqualTo("110.00000000");
        assertThat(trades.next().at("p")).isEqualTo("105.00000000");
    }

    @Test
    void anAccountHearsOfItsOrdersByListenKeyAndNobodyElseDoes() throws Exception {
        String key = alice.signed("POST", "/api/v3/userDataStream", "").outcome();
        assertThat(key).startsWith("400 -1104");
        Listener mine = new Listener("/ws/" + listenKey("alice"));
        Listener others = new Listener("/ws/" + listenKey("bob"));
        mine.settle();
        others.settle();
        String id = alice.id("side=BUY&type=MARKET&quoteOrderQty=250&newClientOrderId=mine");
        Wire.Answer placed = mine.next();
        assertThat(placed.at("e")).isEqualTo("executionReport");
        assertThat(placed.at("x")).isEqualTo("NEW");
        assertThat(placed.at("i")).isEqualTo(id);
        assertThat(mine.next().at("e")).isEqualTo("outboundAccountPosition");
        alice.next();
        Wire.Answer filled = mine.next();
        assertThat(filled.at("x")).isEqualTo("TRADE");
        assertThat(filled.at("X")).isEqualTo("FILLED");
        assertThat(filled.at("L")).isEqualTo("100.00000000");
        assertThat(filled.at("l")).isEqualTo("2.50000000");
        assertThat(filled.at("c")).isEqualTo("mine");
        assertThat(mine.next().at("B.1.f")).isEqualTo("2.50000000");
        assertThat(others.received).isEmpty();
    }

    @Test
    void aPairIsToldOfAsAWholeWhenItBeginsAndWhenItIsOver() throws Exception {
        alice.next();
        alice.id("side=BUY&type=MARKET&quantity=1");
        alice.next();
        Listener mine = new Listener("/ws/" + listenKey("alice"));
        mine.settle();
        Wire.Answer placed = alice.signed(
                "POST",
                "/api/v3/orderList/oco",
                "symbol=BTCUSDT&side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=106.5&belowType=STOP_LOSS"
                        + "&belowStopPrice=80&listClientOrderId=both");
        assertThat(mine.next().at("x")).isEqualTo("NEW");
        assertThat(mine.next().at("x")).isEqualTo("NEW");
        Wire.Answer begun = mine.next();
        assertThat(begun.at("e")).isEqualTo("listStatus");
        assertThat(begun.at("c") + " " + begun.at("l") + " " + begun.at("L") + " " + begun.at("C"))
                .isEqualTo("OCO EXEC_STARTED EXECUTING both");
        assertThat(begun.at("g")).isEqualTo(placed.at("orderListId"));
        assertThat(begun.at("O.0.i")).isEqualTo(placed.at("orders.0.orderId"));
        assertThat(begun.at("O.1.c")).isEqualTo(placed.at("orders.1.clientOrderId"));
        assertThat(mine.next().at("e")).isEqualTo("outboundAccountPosition");
        alice.next();
        alice.next();
        assertThat(mine.next().at("X")).isEqualTo("FILLED");
        assertThat(mine.next().at("X")).isEqualTo("EXPIRED");
        Wire.Answer over = mine.next();
        assertThat(over.at("e") + " " + over.at("l") + " " + over.at("L")).isEqualTo("listStatus ALL_DONE ALL_DONE");
        assertThat(over.at("g")).isEqualTo(placed.at("orderListId"));
    }

    @Test
    void longerCandlesArePutTogetherFromTheBars() throws Exception {
        Listener five = new Listener("/ws/btcusdt@kline_5m");
        Listener day = new Listener("/ws/btcusdt@kline_1d");
        five.settle();
        day.settle();
        for (int i = 0; i < 4; i++) {
            alice.next();
        }
        assertThat(five.next().at("k.x")).isEqualTo("false");
        Wire.Answer first = five.next();
        assertThat(first.at("k.x")).as("one of five minutes").isEqualTo("false");
        assertThat(first.at("k.t") + " " + first.at("k.T")).isEqualTo("1704067200000 1704067499999");
        assertThat(first.at("k.i")).isEqualTo("5m");
        assertThat(five.next().at("k.c")).isEqualTo("106.00000000");
        Wire.Answer second = five.next();
        assertThat(second.at("k.o") + " " + second.at("k.h") + " " + second.at("k.l") + " " + second.at("k.c"))
                .isEqualTo("100.00000000 110.00000000 90.00000000 105.00000000");
        assertThat(second.at("k.v")).isEqualTo("20.00000000");
        assertThat(day.next().at("k.T")).isEqualTo("1704153599999");
    }

    private String listenKey(String key) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(venue.uri() + "/api/v3/userDataStream"))
                .header("X-MBX-APIKEY", key)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        String text = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return new Wire.Answer(200, Wire.parse(text), text).at("listenKey");
    }

    @Test
    void theWsApiTakesCallsAndTellsEventsOnOneConnection() throws Exception {
        Listener api = new Listener("/ws-api/v3");
        api.socket
                .sendText(signedRequest("userDataStream.subscribe.signature", "alice", "secret"), true)
                .join();
        assertThat(api.next().at("result.subscriptionId")).isEqualTo("0");
        String id = alice.id("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=90");
        Wire.Answer event = api.next();
        assertThat(event.at("subscriptionId")).isEqualTo("0");
        assertThat(event.at("event.i")).isEqualTo(id);
        assertThat(api.next().at("event.e")).isEqualTo("outboundAccountPosition");
        api.socket
                .sendText(signedRequest("account.status", "alice", "secret"), true)
                .join();
        Wire.Answer account = api.next();
        assertThat(account.at("status")).isEqualTo("200");
        assertThat(account.at("result.balances.0.locked")).isEqualTo("90.09000000");
        api.socket
                .sendText(signedRequest("account.status", "alice", "wrong"), true)
                .join();
        assertThat(api.next().at("error.code")).isEqualTo("-1022");
        api.socket.sendText("nonsense", true).join();
        assertThat(api.next().at("error.code")).isEqualTo("-1000");
        api.socket.sendText("{\"id\":7,\"method\":\"no.such\"}", true).join();
        assertThat(api.next().at("id")).isEqualTo("7");
    }
}
