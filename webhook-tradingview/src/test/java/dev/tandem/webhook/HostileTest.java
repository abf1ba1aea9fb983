package dev.tandem.webhook;

import static dev.tandem.webhook.TestServer.TOKEN;
import static dev.tandem.webhook.TestServer.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers and broken templates send: never an order, never a 500. */
class HostileTest {
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 404, 405, 409, 413, 414, 415, 422, 429, 431);

    @TempDir
    Path journal;

    private static final List<String> VALUES = List.of(
            "NaN",
            "Infinity",
            "-0",
            "1e400",
            "1E+2147483647",
            "0x1p3",
            "\"٠.٧\"",
            "\"０.７\"",
            "\"0.7f\"",
            "\"1,000\"",
            "\"5%\"",
            "\"\\ud800\"",
            "\"a\\u0000b\"",
            "\"{{close}}\"",
            "[]",
            "{}",
            "null",
            "\"\"",
            "true",
            "-1",
            "\"-1\"",
            "9".repeat(70),
            "\"" + "9".repeat(40) + "\"",
            "\"" + "x".repeat(5000) + "\"",
            "\"<script>\"",
            "\"'; DROP TABLE\"",
            "\"Infinity\"",
            "\"1e5000\"",
            "{\"$gt\":0}",
            "[1,2,3]",
            "\"\\u202e1\"",
            "00012",
            ".5",
            "5.",
            "+5");

    /** One alert with one thing wrong, so that none of them may lead to an order. */
    private static byte[] body(SplittableRandom random) {
        String value = VALUES.get(random.nextInt(VALUES.size()));
        String good = "\"ticker\":\"BTCUSDT\",\"action\":\"buy\",\"timenow\":\"2026-03-01T12:00:00Z\"";
        String text = switch (random.nextInt(16)) {
            case 0 -> "{" + good + ",\"quantity\":" + (value.equals("{}") ? "[]" : value) + "}";
            case 1 -> "{" + good + ",\"quantity\":1,\"quantity\":1}";
            case 2 -> "{" + good + ",\"quantity\":1,\"\\u0071uantity\":2}";
            case 3 -> "{\"a\":".repeat(random.nextInt(17, 2000)) + "1" + "}".repeat(17);
            case 4 -> "[".repeat(random.nextInt(2, 20_000));
            case 5 -> "\uFEFF{" + good + ",\"quantity\":1}";
            case 6 -> "{" + good + ",\"quantity\":1}" + "{}".repeat(random.nextInt(1, 3));
            case 7 -> "{" + good + ",\"quantity\":1,\"ACTION\":\"sell\"}";
            case 8 -> "{\"ticker\":\"BTСUSDT\",\"action\":\"buy\",\"quantity\":1}";
            case 9 -> "{\"ticker\":\"../../etc/passwd\",\"action\":\"buy\",\"quantity\":1}";
            case 10 -> "{\"__proto__\":{\"action\":\"buy\"},\"ticker\":\"BTCUSDT\",\"quantity\":1}";
            case 11 -> "{" + good + ",\"quantity\":1,\"confidence\":" + 2 + random.nextInt(100) + "}";
            case 12 -> {
                StringBuilder many = new StringBuilder("{" + good);
                for (int i = 0; i < 150; i++) {
                    many.append(",\"k").append(i).append("\":").append(i);
                }
                yield many.append("}").toString();
            }
            case 13 -> "TICKER=BTCUSDT;ACTION=buy;QUANTITY=" + value.replace(';', ' ') + "\u0000";
            case 14 -> "buy BTCUSDT now! long 5 contracts at market";
            default -> "{" + good + ",\"quantity\":1,\"leverage\":" + (20 + random.nextInt(100)) + "}";
        };
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(5) == 0 && bytes.length > 0) {
            // A byte that is not UTF-8, somewhere.
            bytes[random.nextInt(bytes.length)] = (byte) 0xC3;
            bytes[0] = (byte) 0xFF;
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "tr-TR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"})
    void generatedBodiesLeadToNoOrderAndToNoFaultInAnyLocale(String locale) throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        long given = Long.getLong("tandem.seed", -1);
        long seed = given >= 0 ? given : 20260301 + locale.hashCode();
        SplittableRandom random = new SplittableRandom(seed);
        try (TestServer test = new TestServer(journal)) {
            for (int i = 0; i < 600; i++) {
                byte[] body = body(random);
                boolean known = random.nextInt(4) > 0;
                HttpResponse<String> answer =
                        test.post(known ? "/webhooks/tradingview/" + TOKEN : "/webhooks/tradingview", body, Map.of());
                assertThat(REFUSALS)
                        .as(
                                "seed %d, body %d: %s -> %s",
                                seed, i, new String(body, StandardCharsets.UTF_8), answer.body())
                        .contains(answer.statusCode());
                assertThat(answer.body().length()).isLessThan(200);
            }
            assertThat(test.market.executed).hasValue(0);
            String good =
                    test.alert("\"action\":\"BUY\",\"quantity\":1,\"order_type\":\"LIMIT\",\"limit_price\":\"150.5\"");
            assertThat(line(test.post(good))).isEqualTo("200 accepted ");
            // It is known a moment before it is filled.
            long until = System.nanoTime() + 30_000_000_000L;
            while (TestServer.lines(test.settled()).getFirst().endsWith("new") && System.nanoTime() < until) {
                Thread.sleep(5);
            }
            assertThat(TestServer.lines(test.settled())).contains("accepted; buy 1 filled at 101");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void twoHundredSlowSendersDoNotKeepAnHonestAlertWaiting() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (TestServer test = new TestServer(journal)) {
            test.post(test.alert("\"action\":\"buy\",\"quantity\":1"));
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket(
                        test.server.address().getAddress(),
                        test.server.address().getPort());
                String half = i % 2 == 0
                        ? "POST /webhooks/tradingview/" + TOKEN + " HT"
                        : "POST /webhooks/tradingview/" + TOKEN
                                + " HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{\"ticker\"";
                socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            // As TradingView sends: each on a connection of its own.
            for (int i = 0; i < 10; i++) {
                String body = test.alert("\"action\":\"buy\",\"quantity\":2,\"id\":\"honest-" + i + "\"");
                long started = System.nanoTime();
                String answer = raw(
                        test,
                        "POST /webhooks/tradingview/" + TOKEN + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                                + "Content-Length: " + body.length() + "\r\n\r\n" + body);
                long millis = (System.nanoTime() - started) / 1_000_000;
                assertThat(answer).contains(" 200 ");
                assertThat(millis).as("milliseconds of alert %d", i).isLessThan(1_000);
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /webhooks/../inbox HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
                "POST /webhooks%2ftradingview HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
                "POST //webhooks/tradingview HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
                "POST /webhooks/tradingview;a=b HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
                "POST /webhooks/tradingview HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "POST /webhooks/tradingview HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
                "POST /webhooks/tradingview HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "GET /inbox HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /metrics/../inbox HTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
            })
    void tricksWithThePathAndTheLengthAreRefused(String request) throws Exception {
        try (TestServer test = new TestServer(journal);
                Socket socket = new Socket(
                        test.server.address().getAddress(),
                        test.server.address().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = firstLine(socket.getInputStream());
            assertThat(answer).matches("HTTP/1.1 4[0-9][0-9].*");
            assertThat(test.market.executed).hasValue(0);
        }
    }

    @Test
    void aFloodOfHeadersOrOfChunksIsCutOff() throws Exception {
        try (TestServer test = new TestServer(journal)) {
            StringBuilder headers = new StringBuilder("POST /webhooks/tradingview HTTP/1.1\r\nHost: x\r\n");
            for (int i = 0; i < 1000; i++) {
                headers.append("X-")
                        .append(i)
                        .append(": ")
                        .append("y".repeat(50))
                        .append("\r\n");
            }
            assertThat(raw(test, headers + "\r\n")).contains(" 431 ");
            StringBuilder chunks = new StringBuilder("POST /webhooks/tradingview/" + TOKEN
                    + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 100; i++) {
                chunks.append("400\r\n").append("x".repeat(1024)).append("\r\n");
            }
            assertThat(raw(test, chunks.toString())).contains(" 413 ");
        }
    }

    private static String raw(TestServer test, String request) throws IOException {
        try (Socket socket = new Socket(
                test.server.address().getAddress(), test.server.address().getPort())) {
            socket.setSoTimeout(30_000);
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException cutOff) {
                // The answer may be there all the same.
                assertThat(cutOff).isNotNull();
            }
            return firstLine(socket.getInputStream());
        }
    }

    private static String firstLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\r'; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
