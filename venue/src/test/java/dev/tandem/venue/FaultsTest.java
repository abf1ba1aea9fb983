package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {
    private static final String BUY = "side=BUY&type=MARKET&quantity=0.1";

    @TempDir
    Path directory;

    private Venue venue(String faults) throws IOException {
        Path file = Files.writeString(directory.resolve("faults.txt"), faults);
        return Venue.of(Wire.bars("100 100 100 100", "100 100 100 100"))
                .account("alice", "secret")
                .balance("USDT", Money.parse("10000"))
                .faults(file)
                .start();
    }

    private static int orders(Wire wire) {
        return wire.truth().at("orders").equals("[]") ? 0 : wire.truth().text().split("\"order\":", -1).length - 1;
    }

    @ParameterizedTest
    @CsvSource({
        "reset-before,      ,    0, no answer",
        "reset-after,       ,    1, no answer",
        "status,         503,    0, 503 <html>",
        "status,         418,    0, 418 <html>",
        "status-after,   503,    1, 503 <html>",
        "unknown-before,    ,    0, '504 {\"code\":-1007,\"msg\":\"Timeout waiting for response from backend server. Send status unknown; execution status unknown.\"}'",
        "unknown-after,     ,    1, '504 {\"code\":-1007,\"msg\":\"Timeout waiting for response from backend server. Send status unknown; execution status unknown.\"}'",
    })
    void afterTheTroubleTheTruthSaysWhetherTheOrderIsThere(String action, String argument, int orders, String answer)
            throws IOException {
        String rule = action + (argument == null ? "" : " " + argument) + " on POST /api/v3/order at 1\n";
        try (Venue venue = venue(rule);
                Wire wire = new Wire(venue, "alice", "secret")) {
            wire.next();
            wire.next();
            String got;
            try {
                Wire.Answer first = wire.order(BUY);
                got = first.status() + " " + first.text();
            } catch (AssertionError e) {
                got = "no answer";
            }
            assertThat(got).startsWith(answer);
            assertThat(orders(wire)).isEqualTo(orders);
            assertThat(wire.order(BUY).outcome()).isEqualTo("200");
            assertThat(orders(wire)).isEqualTo(orders + 1);
        }
    }

    @Test
    void delaysAddUpAndDoNotHoldUpOthers() throws IOException {
        try (Venue venue = venue("delay 150ms on POST /api/v3/order\ndelay-answer 150ms on POST /api/*\n");
                Wire wire = new Wire(venue, "alice", "secret")) {
            wire.next();
            long start = System.nanoTime();
            wire.order(BUY);
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(300_000_000L);
        }
    }

    @Test
    void aWrongClockRefusesWhoGoesByTheRightOne() throws IOException {
        try (Venue venue = venue("clock +10s\n");
                Wire wire = new Wire(venue, "alice", "secret")) {
            assertThat(wire.signed("GET", "/api/v3/account", "").outcome())
                    .isEqualTo("400 -1021 Timestamp for this request is outside of the recvWindow.");
            long told = Long.parseLong(wire.get("/api/v3/time").at("serverTime"));
            assertThat(wire.signed("GET", "/api/v3/account", "", told).status()).isEqualTo(200);
        }
    }

    @Test
    void eventsComeTwiceOrInAnotherOrder() {
        Faults faults = FaultFile.read("f", List.of("duplicate at 2", "reorder at 4"));
        List<String> received = new ArrayList<>();
        EventLine line = new EventLine(faults, bytes -> received.add(new String(bytes, StandardCharsets.UTF_8)));
        for (String event : List.of("a", "b", "c", "d", "e", "f")) {
            line.send(event.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(received).containsExactly("a", "b", "b", "c", "e", "d", "f");
    }

    @Test
    void theSameSeedGivesTheSameTrouble() {
        assertThat(pattern(1))
                .isEqualTo(pattern(1))
                .isNotEqualTo(pattern(2))
                .contains("x")
                .contains(".");
    }

    private static String pattern(long seed) {
        Faults faults = FaultFile.read("f", List.of("seed " + seed, "duplicate chance 0.3"));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            text.append(faults.nextOfStreams() == null ? '.' : 'x');
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explode | 'explode' is none of seed, clock, delay, delay-answer, reset-before, reset-after, status, status-after, unknown-before, unknown-after, duplicate, reorder",
                "delay soon | 'soon' is not a time such as 250ms, 2s or 1m",
                "delay | how long is missing",
                "status 200 | '200' is not a whole number from 400 on",
                "reset-after on PATCH / | 'PATCH' is none of GET, POST, PUT, DELETE, *",
                "reset-after on POST order | 'order' is not a path such as /api/v3/order or /api/*",
                "reset-after at 0 | '0' is not a whole number from 1 on",
                "reset-after chance 2 | '2' is not a probability from 0 to 1, such as 0.05",
                "reset-after sometimes | 'sometimes' is none of on, at, every, from, chance",
                "reset-after from 3 to 2 | '2' is not a whole number from 3 on",
                "reset-after at 1 2 | '2' is too much",
                "duplicate on GET / | duplicate is about streams and not 'on' a request",
                "clock 2h | '2h' is not a time such as +1500ms or -2s"
            })
    void whatIsWrongInTheFileIsNamedWithItsLine(String line, String why) {
        assertThatThrownBy(() -> FaultFile.read("faults.txt", List.of("# trouble", "", line)))
                .hasMessage("faults.txt:3: " + why);
    }
}
