package dev.tandem.webhook;

import static dev.tandem.webhook.TestServer.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A flood of alerts, of strangers and of slow senders for a long while: what the server holds does not grow with it. The
 * inbox and the memory of ids are full after the first rounds; from then on the heap is to stay as it is.
 */
@Tag("long")
class MemoryTest {
    private static final int ROUNDS = 30;
    /** What fills the inbox and more, so that the first rounds are what the server may hold for good. */
    private static final int WARM_UP = 4;

    private static final int MESSAGES = 2_000;
    private static final int SENDERS = 8;
    private static final int SLOW = 200;
    private static final long MB = 1024 * 1024;
    /** What the heap may grow by in 26 rounds of 2,000 messages: 160 bytes of each, if they were kept. */
    private static final long GROWTH = 8 * MB;
    /** What all of it may hold, this test and its clients included. */
    private static final long MOST = 128 * MB;

    @TempDir
    Path journal;

    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void aFloodLeavesNothingBehindInTheMemory() throws Exception {
        List<Long> heaps = new ArrayList<>();
        try (TestServer test = new TestServer(journal);
                ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            for (int round = 0; round < ROUNDS; round++) {
                List<Socket> slow = slowSenders(test);
                flood(test, senders, round);
                heaps.add(heapAfterCollection());
                for (Socket socket : slow) {
                    socket.close();
                }
                // Ids are remembered for ten minutes.
                Instant later = test.now.get().plusSeconds(900);
                test.now.set(later);
            }
            assertThat(test.inbox()).as("the newest ones").isNotEmpty();
        }
        assertThat(accepted.get()).as("honest alerts").isGreaterThan(ROUNDS * MESSAGES / 4);
        assertThat(refused.get()).as("hostile ones").isGreaterThan(ROUNDS * MESSAGES / 4);
        long before = heaps.subList(0, WARM_UP).stream().mapToLong(h -> h).max().orElseThrow();
        assertThat(heaps).as("bytes after each round").allMatch(heap -> heap < MOST);
        assertThat(heaps.getLast() - before)
                .as("growth in bytes, after %s", heaps)
                .isLessThan(GROWTH);
    }

    private void flood(TestServer test, ExecutorService senders, int round) throws Exception {
        List<Future<?>> all = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            long seed = round * 100L + sender;
            all.add(senders.submit(() -> {
                send(test, seed);
                return null;
            }));
        }
        for (Future<?> each : all) {
            each.get();
        }
        test.settled();
    }

    private void send(TestServer test, long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < MESSAGES / SENDERS; i++) {
            String name = seed + "-" + i;
            HttpResponse<String> answer = switch (random.nextInt(4)) {
                case 0, 1 ->
                    test.post(test.alert("\"action\":\"" + (random.nextBoolean() ? "buy" : "sell")
                            + "\",\"quantity\":1,\"id\":\"" + name + "\""));
                // Strangers that name themselves anew each time, and bodies of all sizes up to too long.
                case 2 ->
                    test.post("/webhooks/tradingview/" + name + "-0123456789abcdef", body(random, name), Map.of());
                default -> test.post("/webhooks/tradingview/" + TOKEN, body(random, name), Map.of());
            };
            assertThat(answer.statusCode()).isLessThan(500);
            (answer.statusCode() == 200 ? accepted : refused).incrementAndGet();
        }
    }

    private static byte[] body(SplittableRandom random, String name) {
        String text = "{\"ticker\":\"" + name + "\",\"action\":\"buy\",\"comment\":\""
                + "x".repeat(random.nextInt(random.nextInt(8) == 0 ? 80_000 : 4_000)) + "\"}";
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Each says a half of what it has to say, and waits. */
    private static List<Socket> slowSenders(TestServer test) throws IOException {
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < SLOW; i++) {
            Socket socket = new Socket(
                    test.server.address().getAddress(), test.server.address().getPort());
            OutputStream out = socket.getOutputStream();
            out.write(("POST /webhooks/tradingview/" + TOKEN
                            + (i % 2 == 0 ? " HT" : " HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\n\r\n{"))
                    .getBytes(StandardCharsets.US_ASCII));
            slow.add(socket);
        }
        return slow;
    }

    /** What is still reachable: the least of a few collections, for what was just freed may take more than one. */
    private static long heapAfterCollection() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(50);
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
