package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.web.Response;
import dev.tandem.web.WebServer;
import dev.tandem.web.WebServerBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LatencyTest {
    private static final int REQUESTS = 20_000;

    /** Everything before the book, beside a handler that only verifies the signature: best of five rounds each, in turn. */
    @Test
    @Tag("long")
    void allThatIsCheckedBeforeTheBookCostsLittleBesideTheSignature() throws Exception {
        String form = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=60000"
                + "&newClientOrderId=my-order-1&newOrderRespType=FULL&recvWindow=10000&timestamp="
                + RestClient.NOW.toEpochMilli();
        String body = form + "&signature=" + RestClient.sign(RestClient.SECRET, form);
        ApiKeys keys = new ApiKeys(List.of(new ApiKeys.Key(RestClient.KEY, RestClient.SECRET, "alice")));
        BinanceRest rest = new BinanceRest(
                () -> RestClient.NOW,
                new Symbols(List.of(Instrument.of("BTC/USDT", "0.01", "0.00001"))),
                keys,
                new RequestWeights(Integer.MAX_VALUE),
                new OrderCounts(Integer.MAX_VALUE, Integer.MAX_VALUE),
                rules -> new BigDecimal("60000"));
        SecretKeySpec secret = new SecretKeySpec(RestClient.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        WebServerBuilder builder = rest.install(WebServer.builder()).route("POST", "/bare", request -> {
            byte[] sent = request.body();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update(sent, 0, sent.length - 75);
            byte[] claimed = HexFormat.of().parseHex(new String(sent, sent.length - 64, 64, StandardCharsets.US_ASCII));
            return Response.json(MessageDigest.isEqual(mac.doFinal(), claimed) ? 200 : 400, "{}");
        });
        double bare = Double.MAX_VALUE;
        double checked = Double.MAX_VALUE;
        try (WebServer server = builder.start()) {
            for (int round = 0; round < 5; round++) {
                bare = Math.min(bare, medianMicros(server, "/bare", body));
                checked = Math.min(checked, medianMicros(server, "/api/v3/order/test", body));
            }
        }
        assertThat(checked).as("p50 in µs; the bare handler's is %.1f", bare).isLessThan(1.6 * bare);
    }

    /** A whole order, through the book and into its answer, beside a handler that only verifies the signature. */
    @Test
    @Tag("long")
    void anOrderTakesAtMostTwiceTheTimeOfItsSignature() throws Exception {
        String form = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=IOC&quantity=1&price=90"
                + "&newClientOrderId=my-order-1&newOrderRespType=FULL&recvWindow=10000&timestamp="
                + RestClient.NOW.toEpochMilli();
        String body = form + "&signature=" + RestClient.sign(RestClient.SECRET, form);
        SecretKeySpec secret = new SecretKeySpec(RestClient.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        WebServerBuilder builder = WebServer.builder().route("POST", "/bare", request -> {
            byte[] sent = request.body();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            mac.update(sent, 0, sent.length - 75);
            byte[] claimed = HexFormat.of().parseHex(new String(sent, sent.length - 64, 64, StandardCharsets.US_ASCII));
            return Response.json(MessageDigest.isEqual(mac.doFinal(), claimed) ? 200 : 400, "{}");
        });
        double bare = Double.MAX_VALUE;
        double order = Double.MAX_VALUE;
        try (WebServer server = builder.start();
                Venue venue = Venue.of(Wire.bars(86_400_000_000_000L, "100 101 99 100", "100 101 99 100"))
                        .account(RestClient.KEY, RestClient.SECRET)
                        .balance("USDT", Money.parse("1000000"))
                        .clock(ClockMode.REAL_TIME)
                        .realTime(() -> RestClient.NOW)
                        .limits(Integer.MAX_VALUE, Integer.MAX_VALUE)
                        .start()) {
            for (int round = 0; round < 5; round++) {
                bare = Math.min(bare, medianMicros(server.address().getPort(), "/bare", body));
                order = Math.min(order, medianMicros(venue.address().getPort(), "/api/v3/order", body));
            }
        }
        assertThat(order).as("p50 in µs; the bare handler's is %.1f", bare).isLessThan(2 * bare);
        assertThat(1e6 / order).as("orders per second of one client").isGreaterThan(2_000);
    }

    private static double medianMicros(WebServer server, String path, String body) throws IOException {
        return medianMicros(server.address().getPort(), path, body);
    }

    private static double medianMicros(int port, String path, String body) throws IOException {
        byte[] request = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nX-MBX-APIKEY: " + RestClient.KEY
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
        long[] nanos = new long[REQUESTS];
        byte[] buffer = new byte[4_096];
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            for (int i = 0; i < REQUESTS; i++) {
                long begin = System.nanoTime();
                out.write(request);
                int read = 0;
                while (read == 0 || buffer[read - 1] != '}') {
                    int more = in.read(buffer, read, buffer.length - read);
                    if (more < 0) {
                        throw new IOException("the connection ended");
                    }
                    read += more;
                }
                nanos[i] = System.nanoTime() - begin;
                if (i == 0) {
                    assertThat(new String(buffer, 0, read, StandardCharsets.US_ASCII))
                            .startsWith("HTTP/1.1 200 ");
                }
            }
        }
        Arrays.sort(nanos);
        return nanos[REQUESTS / 2] / 1_000.0;
    }
}
