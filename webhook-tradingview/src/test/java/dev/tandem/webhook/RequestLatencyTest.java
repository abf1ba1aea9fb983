package dev.tandem.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.web.Response;
import dev.tandem.web.WebServer;
import dev.tandem.webhook.auth.WebhookSignature;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a sender waits: for a signed alert that is read, kept and accepted, beside a handler of the same server that does
 * nothing. One connection that is kept open, rounds in turn, the best round of each, so that a busy machine is busy for both.
 *
 * <p>With the journal in memory the durable write costs nothing, and all the rest is there.
 */
@Tag("long")
class RequestLatencyTest {
    private static final int ROUNDS = 5;
    private static final int REQUESTS = 10_000;
    /** A disk takes its time, and that is all that is measured there. */
    private static final int ON_DISK = 300;

    private static final byte[] ANSWER =
            "{\"status\":\"accepted\",\"reason\":\"\",\"requestId\":\"abc\"}".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path disk;

    @Test
    void withoutTheDurableWriteAnAlertCostsLittleMoreThanARequestAndTheWriteIsTheOnlyAddition() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/dev/shm")), "there is no file system in memory");
        Path memory = Files.createTempDirectory(Path.of("/dev/shm"), "tandem");
        double bareBest = Double.MAX_VALUE;
        double memoryBest = Double.MAX_VALUE;
        double diskBest = Double.MAX_VALUE;
        try (WebServer bare = WebServer.builder()
                        .route("POST", "/webhooks/tradingview", request -> Response.json(200, ANSWER))
                        .start();
                TestServer inMemory = new TestServer(memory);
                TestServer onDisk = new TestServer(disk)) {
            for (int round = 0; round < ROUNDS; round++) {
                bareBest = Math.min(bareBest, p50(inMemory, bare.address().getPort(), round, REQUESTS));
                memoryBest = Math.min(
                        memoryBest, p50(inMemory, inMemory.server.address().getPort(), round, REQUESTS));
                diskBest =
                        Math.min(diskBest, p50(onDisk, onDisk.server.address().getPort(), round, ON_DISK));
            }
        } finally {
            try (Stream<Path> files = Files.walk(memory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        System.out.printf(
                "p50 of a request: bare %.0f us, alert %.0f us (%.2f times), alert on disk %.0f us%n",
                bareBest, memoryBest, memoryBest / bareBest, diskBest);
        assertThat(memoryBest / bareBest)
                .as("p50: bare %.1f us, alert without the durable write %.1f us", bareBest, memoryBest)
                .isLessThan(1.6);
    }

    /** In microseconds. */
    private static double p50(TestServer test, int port, int round, int count) throws IOException {
        List<byte[]> requests = Stream.iterate(0, i -> i + 1)
                .limit(count)
                .map(i -> request(test, port + "-" + round + "-" + i))
                .toList();
        long[] nanos = new long[count];
        byte[] buffer = new byte[4_096];
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            for (int i = 0; i < count; i++) {
                long begin = System.nanoTime();
                out.write(requests.get(i));
                int read = 0;
                while (read == 0 || buffer[read - 1] != '}') {
                    int more = in.read(buffer, read, buffer.length - read);
                    if (more < 0) {
                        throw new IOException("the connection ended");
                    }
                    read += more;
                }
                nanos[i] = System.nanoTime() - begin;
                String answer = new String(buffer, 0, read, StandardCharsets.US_ASCII);
                assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"accepted\"");
                // The alert is carried out after the answer: that is not what the sender waits for.
                while (test.server.waiting() > 0) {
                    Thread.onSpinWait();
                }
            }
        }
        Arrays.sort(nanos);
        return nanos[count / 2] / 1_000.0;
    }

    private static byte[] request(TestServer test, String id) {
        byte[] body =
                ("{\"ticker\":\"BTCUSDT\",\"action\":\"buy\",\"contracts\":\"0.0001\",\"price\":\"2588.2000000000003\","
                                + "\"market_position\":\"long\",\"market_position_size\":\"0.0386\",\"strategy\":\"a name\","
                                + "\"confidence\":0.78,\"timenow\":\"" + test.time() + "\",\"id\":\"" + id + "\"}")
                        .getBytes(StandardCharsets.UTF_8);
        long seconds = test.now.get().getEpochSecond();
        String head =
                "POST /webhooks/tradingview HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nUser-Agent: test\r\n"
                        + "Accept: */*\r\nwebhook-id: " + id + "\r\nwebhook-timestamp: " + seconds
                        + "\r\nwebhook-signature: "
                        + WebhookSignature.sign(TestServer.SECRET, id, seconds, body) + "\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, whole, start.length, body.length);
        return whole;
    }
}
