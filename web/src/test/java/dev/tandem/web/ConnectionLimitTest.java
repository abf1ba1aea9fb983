package dev.tandem.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConnectionLimitTest {
    private static final String ASK = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    private static WebServer server(WebLimits limits) {
        return WebServer.builder()
                .limits(limits)
                .route("GET", "/", request -> Response.text(200, "in"))
                .route("POST", "/", request -> Response.text(200, "in"))
                .start();
    }

    private static void fifthIsTurnedAway(WebLimits limits) {
        try (WebServer server = server(limits)) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                clients.add(new RawClient(server));
                assertThat(clients.get(i).send(ASK).readAnswer()).startsWith("HTTP/1.1 200 ");
            }
            assertThat(whatTheNextOneSees(server)).isIn("", "<reset>");
            assertThat(server.stats().turnedAway()).isEqualTo(1);
            assertThat(clients.get(0).send(ASK).readAnswer()).startsWith("HTTP/1.1 200 ");
            clients.get(0).close();
            SlowClientTest.await(() -> server.stats().connections() == 3);
            try (RawClient next = new RawClient(server)) {
                assertThat(next.send(ASK).readAnswer()).startsWith("HTTP/1.1 200 ");
            }
            clients.forEach(RawClient::close);
            SlowClientTest.await(() -> server.stats().connections() == 0);
            assertThat(server.addressesTracked()).isZero();
        }
    }

    /** The server may be so quick that the client is turned away before it knows that it was connected. */
    private static String whatTheNextOneSees(WebServer server) {
        try (RawClient next = new RawClient(server)) {
            return next.readAll();
        } catch (UncheckedIOException e) {
            assertThat(e).hasCauseInstanceOf(SocketException.class);
            return "<reset>";
        }
    }

    @Test
    void aConnectionAboveTheLimitIsTurnedAwayAndAClosedOneMakesRoom() {
        fifthIsTurnedAway(WebLimits.defaults().withConnections(4));
    }

    @Test
    void oneAddressCannotTakeAllConnections() {
        fifthIsTurnedAway(WebLimits.defaults().withConnectionsPerAddress(4));
    }

    @Test
    void aThousandConnectionsThatComeAndGoLeaveNothing() {
        try (WebServer server = server(WebLimits.defaults())) {
            for (int i = 0; i < 1_000; i++) {
                RawClient client = new RawClient(server);
                if (i % 2 == 0) {
                    client.send("GET / HT");
                }
                client.close();
            }
            SlowClientTest.await(
                    () -> server.stats().accepted() == 1_000 && server.stats().connections() == 0);
            assertThat(server.addressesTracked()).isZero();
            assertThat(server.stats().inFlight()).isZero();
        }
    }

    @Test
    void aFloodOfBodiesKeepsMemoryWithinBounds() {
        try (WebServer server = server(WebLimits.defaults())) {
            flood(server, 200);
            long before = usedAfterCollection();
            flood(server, 3_000);
            long grown = usedAfterCollection() - before;
            assertThat(grown)
                    .as("bytes kept after 3,000 refused and taken bodies")
                    .isLessThan(16L * 1024 * 1024);
        }
    }

    /** 64 KiB bodies that are taken, larger ones that are refused, chunks without end, and connections left half-way. */
    private static void flood(WebServer server, int times) {
        byte[] taken = ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 65536\r\n\r\n" + "x".repeat(65_536))
                .getBytes(StandardCharsets.US_ASCII);
        byte[] large = ("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999\r\n\r\n" + "x".repeat(10_000))
                .getBytes(StandardCharsets.US_ASCII);
        byte[] chunks = ("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + ("1000\r\n" + "y".repeat(4_096) + "\r\n").repeat(5))
                .getBytes(StandardCharsets.US_ASCII);
        byte[][] kinds = {taken, large, chunks};
        for (int i = 0; i < times; i++) {
            try (RawClient client = new RawClient(server)) {
                client.trySend(kinds[i % kinds.length]);
                if (i % 3 == 0) {
                    assertThat(client.readAnswer()).startsWith("HTTP/1.1 200 ");
                }
            }
        }
        SlowClientTest.await(() -> server.stats().connections() == 0);
    }

    /** A collection is a request; three of them make a number that does not jump. */
    private static long usedAfterCollection() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }

    @Test
    @Tag("long")
    void sixtyThousandRequestsGrowNothing() {
        try (WebServer server = server(WebLimits.defaults())) {
            flood(server, 1_000);
            long before = usedAfterCollection();
            flood(server, 60_000);
            assertThat(usedAfterCollection() - before).isLessThan(16L * 1024 * 1024);
        }
    }
}
