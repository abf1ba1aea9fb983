package dev.tandem.benchmarks;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.venue.ClockMode;
import dev.tandem.venue.Venue;
import dev.tandem.web.Response;
import dev.tandem.web.WebServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * An order to the venue over a kept-alive connection on loopback, from the first byte of the request to the last of its
 * answer, which has its fill; beside a handler of the same server which only verifies the signature. Server and clients share the
 * machine.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VenueBenchmark {
    private static final String KEY = "key";
    private static final String SECRET = "secret";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final long DAY = 86_400_000_000_000L;
    /** {@code &signature=} and 64 digits. */
    private static final int SIGNATURE = 75;

    private final byte[] form;
    private @Nullable WebServer bare;
    private @Nullable Venue venue;

    public VenueBenchmark() {
        String text = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.1&price=101"
                + "&newClientOrderId=my-order-1&newOrderRespType=FULL&recvWindow=10000&timestamp="
                + NOW.toEpochMilli();
        byte[] signed = text.getBytes(StandardCharsets.US_ASCII);
        form = (text + "&signature=" + HexFormat.of().formatHex(sign(signed, signed.length)))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] sign(byte[] bytes, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every JDK has HMAC-SHA256", e);
        }
    }

    /** A market that stands at 100 for as long as anybody measures. */
    @Setup(Level.Trial)
    public void start() {
        BarColumns.Builder bars = new BarColumns.Builder(Instrument.of("BTC/USDT", "0.01", "0.00001"), DAY);
        for (int day = 0; day < 2; day++) {
            bars.add(day * DAY, 10_000, 10_100, 9_900, 10_000, 1e9);
        }
        venue = Venue.of(bars.build())
                .account(KEY, SECRET)
                .balance("USDT", 1_000_000_000 * Money.ONE)
                .clock(ClockMode.REAL_TIME)
                .realTime(() -> NOW)
                .limits(Integer.MAX_VALUE, Integer.MAX_VALUE)
                .start();
        bare = WebServer.builder()
                .route("POST", "/api/v3/order", request -> {
                    byte[] sent = request.body();
                    byte[] claimed =
                            HexFormat.of().parseHex(new String(sent, sent.length - 64, 64, StandardCharsets.US_ASCII));
                    boolean right = MessageDigest.isEqual(sign(sent, sent.length - SIGNATURE), claimed);
                    return Response.json(right ? 200 : 400, "{}");
                })
                .start();
    }

    @TearDown(Level.Trial)
    public void stop() {
        if (venue != null) {
            venue.close();
        }
        if (bare != null) {
            bare.close();
        }
    }

    private int venuePort() {
        if (venue == null) {
            throw new IllegalStateException("not started");
        }
        return venue.address().getPort();
    }

    private int barePort() {
        if (bare == null) {
            throw new IllegalStateException("not started");
        }
        return bare.address().getPort();
    }

    /** A kept-alive connection of one thread. */
    @State(Scope.Thread)
    public static class Client {
        private final byte[] buffer = new byte[8_192];
        private byte[] request = {};
        private int length;
        private @Nullable Socket socket;

        /** Where it goes is told with the first request. */
        int post(int port, byte[] form) throws IOException {
            Socket to = socket;
            if (to == null) {
                to = new Socket("127.0.0.1", port);
                to.setTcpNoDelay(true);
                socket = to;
                byte[] head = ("POST /api/v3/order HTTP/1.1\r\nHost: localhost\r\nX-MBX-APIKEY: " + KEY
                                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                                + form.length
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
                request = new byte[head.length + form.length];
                System.arraycopy(head, 0, request, 0, head.length);
                System.arraycopy(form, 0, request, head.length, form.length);
            }
            OutputStream out = to.getOutputStream();
            InputStream in = to.getInputStream();
            out.write(request);
            int read = 0;
            while (read == 0 || buffer[read - 1] != '}') {
                int more = in.read(buffer, read, buffer.length - read);
                if (more < 0) {
                    throw new IOException("the connection ended");
                }
                read += more;
            }
            if (buffer[9] != '2') {
                throw new IOException(new String(buffer, 0, read, StandardCharsets.US_ASCII));
            }
            length = read;
            return read;
        }

        /** The last one. */
        String answer() {
            return new String(buffer, 0, length, StandardCharsets.US_ASCII);
        }

        @TearDown(Level.Trial)
        public void close() throws IOException {
            if (socket != null) {
                socket.close();
            }
        }
    }

    @Benchmark
    public int floor(Client client) throws IOException {
        return client.post(barePort(), form);
    }

    @Benchmark
    public int order(Client client) throws IOException {
        return client.post(venuePort(), form);
    }
}
