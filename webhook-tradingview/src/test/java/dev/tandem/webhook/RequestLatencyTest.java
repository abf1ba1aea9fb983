package dev.tandem.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.web.Response;
import dev.tandem.web.WebServer;
import dev.tandem.webhook.auth.WebhookSignature;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long a sender waits: for a signed alert that is read, kept and accepted, beside a handler of the same server that does
 * nothing. Both over connections that are kept open, in turns and after the same pause, so that a busy machine is busy for
 * both; the best round of each.
 *
 * <p>What a durable write costs is measured beside it: the same bytes, written and forced to a file in the same place. With
 * the journal in memory that is next to nothing, and all the rest is there.
 */
@Tag("long")
class RequestLatencyTest {
    private static final int ROUNDS = 8;
    private static final int REQUESTS = 3_000;
    /** A disk takes its time, and that is all that is measured there. */
    private static final int ON_DISK = 300;

    private static final long PAUSE_NANOS = 100_000;

    private static final byte[] ANSWER =
            "{\"status\":\"accepted\",\"reason\":\"\",\"requestId\":\"abc\"}".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path disk;

    @Test
    void withoutTheDurableWriteAnAlertCostsLittleMoreThanARequestAndTheWriteIsTheOnlyAddition() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/dev/shm")), "there is no file system in memory");
        Path memory = Files.createTempDirectory(Path.of("/dev/shm"), "tandem");
        double bare = Double.MAX_VALUE;
        double alert = Double.MAX_VALUE;
        double kept = Double.MAX_VALUE;
        double write = Double.MAX_VALUE;
        double writeToMemory = Double.MAX_VALUE;
        double p99 = Double.MAX_VALUE;
        try (WebServer web = WebServer.builder()
                        .route("POST", "/webhooks/tradingview", request -> Response.json(200, ANSWER))
                        .start();
                TestServer inMemory = new TestServer(memory);
                TestServer onDisk = new TestServer(disk);
                Writer toFileInMemory = new Writer(memory);
                Writer toFileOnDisk = new Writer(disk)) {
            for (int round = 0; round < ROUNDS; round++) {
                try (Sender toWeb = new Sender(inMemory, web.address().getPort());
                        Sender toMemory =
                                new Sender(inMemory, inMemory.server.address().getPort())) {
                    double[] p50s = p50s(REQUESTS, toWeb, toMemory, toFileInMemory);
                    bare = Math.min(bare, p50s[0]);
                    alert = Math.min(alert, p50s[1]);
                    writeToMemory = Math.min(writeToMemory, p50s[2]);
                }
                try (Sender toDisk = new Sender(onDisk, onDisk.server.address().getPort())) {
                    double[] p50s = p50s(ON_DISK, toDisk, toFileOnDisk);
                    kept = Math.min(kept, p50s[0]);
                    p99 = Math.min(p99, toDisk.p99Millis());
                    write = Math.min(write, p50s[1]);
                }
            }
        } finally {
            try (Stream<Path> files = Files.walk(memory)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        System.out.printf(
                "p50 of a request: bare %.0f us, alert %.0f us in memory with %.0f us for the write, %.0f us on disk with"
                        + " %.0f us for the write; without the write %.2f times; p99 on disk %.1f ms%n",
                bare, alert, writeToMemory, kept, write, (alert - writeToMemory) / bare, p99);
        assertThat(p99).as("p99 of the answer, kept on a disk").isLessThan(50);
        double without = alert - writeToMemory;
        assertThat(without / bare)
                .as("p50: bare %.1f us, alert without the durable write %.1f us", bare, without)
                .isLessThan(1.6);
        assertThat(kept - without)
                .as("p50: alert %.1f us, on disk %.1f us, a write to that disk %.1f us", without, kept, write)
                .isLessThan(1.5 * write);
    }

    /** Something that takes time. */
    private interface Work {
        void run() throws IOException;

        /** What comes before it, and is not measured. */
        default void prepare() {}
    }

    /** In microseconds; the works in turns, each after a pause. */
    private static double[] p50s(int count, Work... works) throws IOException {
        long[][] nanos = new long[works.length][count];
        for (int i = 0; i < count; i++) {
            for (int work = 0; work < works.length; work++) {
                works[work].prepare();
                long begin = System.nanoTime();
                while (System.nanoTime() - begin < PAUSE_NANOS) {
                    Thread.onSpinWait();
                }
                begin = System.nanoTime();
                works[work].run();
                nanos[work][i] = System.nanoTime() - begin;
            }
        }
        return Arrays.stream(nanos)
                .mapToDouble(each -> {
                    Arrays.sort(each);
                    return each[count / 2] / 1_000.0;
                })
                .toArray();
    }

    /** Adds as many bytes to a file as an alert does to a journal, durably. */
    private static final class Writer implements Work, AutoCloseable {
        private final FileChannel file;
        private final ByteBuffer bytes = ByteBuffer.allocateDirect(700);

        Writer(Path directory) throws IOException {
            file = FileChannel.open(
                    directory.resolve("beside"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        @Override
        public void run() throws IOException {
            file.write(bytes.clear());
            file.force(false);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Posts alerts over a connection that is kept open. */
    private static final class Sender implements Work, AutoCloseable {
        private final TestServer test;
        private final Socket socket;
        private final byte[] buffer = new byte[4_096];
        private final String name = Long.toString(System.nanoTime(), 36);
        private byte[] request = {};
        private final long[] nanos = new long[ON_DISK + REQUESTS];
        private int count;

        Sender(TestServer test, int port) throws IOException {
            this.test = test;
            this.socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
        }

        @Override
        public void prepare() {
            request = request(test, name + "-" + count++);
            // The alert before was carried out after its answer: that is not what the sender waits for.
            while (test.server.waiting() > 0) {
                Thread.onSpinWait();
            }
        }

        @Override
        public void run() throws IOException {
            long begin = System.nanoTime();
            socket.getOutputStream().write(request);
            int read = 0;
            while (read == 0 || buffer[read - 1] != '}') {
                int more = socket.getInputStream().read(buffer, read, buffer.length - read);
                if (more < 0) {
                    throw new IOException("the connection ended");
                }
                read += more;
            }
            nanos[count - 1] = System.nanoTime() - begin;
            String answer = new String(buffer, 0, read, StandardCharsets.US_ASCII);
            if (!answer.startsWith("HTTP/1.1 200 ") || !answer.contains("\"accepted\"")) {
                throw new IOException(answer);
            }
        }

        double p99Millis() {
            Arrays.sort(nanos, 0, count);
            return nanos[count * 99 / 100] / 1e6;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
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
