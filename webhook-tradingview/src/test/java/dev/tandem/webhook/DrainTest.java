package dev.tandem.webhook;

import static dev.tandem.webhook.TestServer.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to end while alerts come in and wait. */
class DrainTest {
    @TempDir
    Path journal;

    private static String request(String body) {
        return "POST /webhooks/tradingview/" + TOKEN + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static String answer(InputStream in) throws IOException {
        byte[] buffer = new byte[4096];
        int read = 0;
        while (read == 0 || buffer[read - 1] != '}') {
            int more = in.read(buffer, read, buffer.length - read);
            if (more < 0) {
                break;
            }
            read += more;
        }
        return new String(buffer, 0, read, StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatWasAcceptedIsCarriedOutAndWhatComesLateIsToBeSentAgain() throws Exception {
        TestServer test = new TestServer(journal);
        try (Socket late = new Socket("127.0.0.1", test.server.address().getPort());
                Socket kept = new Socket("127.0.0.1", test.server.address().getPort())) {
            late.setSoTimeout(30_000);
            kept.setSoTimeout(30_000);
            OutputStream toServer = kept.getOutputStream();
            CountDownLatch hold = new CountDownLatch(1);
            test.market.held = hold;
            for (int i = 0; i < 3; i++) {
                String body = test.alert("\"action\":\"buy\",\"quantity\":1,\"id\":\"a" + i + "\"");
                toServer.write(request(body).getBytes(StandardCharsets.US_ASCII));
                assertThat(answer(kept.getInputStream())).startsWith("HTTP/1.1 200 ");
            }
            assertThat(test.server.waiting())
                    .as("accepted, and nothing carried out")
                    .isEqualTo(3);
            // Half of a message is here when the end begins.
            String half = request(test.alert("\"action\":\"buy\",\"quantity\":1,\"id\":\"late\""));
            late.getOutputStream().write(half.substring(0, half.length() - 10).getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<Void> closing = CompletableFuture.runAsync(test.server::close);
            await(() -> refusesConnections(test));
            late.getOutputStream().write(half.substring(half.length() - 10).getBytes(StandardCharsets.US_ASCII));
            assertThat(answer(late.getInputStream()))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: 5", "\"stopping\"");
            assertThat(closing).as("it ends when everything is done").isNotDone();
            hold.countDown();
            closing.get(30, TimeUnit.SECONDS);
            assertThat(test.market.executed).hasValue(3);
            assertThat(test.server.waiting()).isZero();
        } finally {
            test.close();
        }
        try (TestServer again = new TestServer(journal)) {
            assertThat(TestServer.lines(again.settled()))
                    .as("the late one was not accepted, the others are done")
                    .hasSize(3)
                    .allMatch(line -> line.startsWith("accepted; buy 1 filled"));
            assertThat(TestServer.line(again.post(again.alert("\"action\":\"buy\",\"quantity\":1,\"id\":\"late\""))))
                    .as("sent again, as TradingView does after a 503")
                    .isEqualTo("200 accepted ");
        }
    }

    private static boolean refusesConnections(TestServer test) {
        try (Socket socket = new Socket("127.0.0.1", test.server.address().getPort())) {
            return socket.isClosed();
        } catch (IOException e) {
            return true;
        }
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - until).as("30 s have passed in vain").isNegative();
            Thread.sleep(2);
        }
    }
}
