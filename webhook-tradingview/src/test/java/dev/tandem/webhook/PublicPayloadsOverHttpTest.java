package dev.tandem.webhook;

import static dev.tandem.webhook.TestServer.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.webhook.alert.Readings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Alerts as they were found in public, over HTTP: what a relay that signs is answered, what TradingView with the token in the
 * path is answered, and which orders come of it in an account that holds nothing.
 */
class PublicPayloadsOverHttpTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("tandem.root", ".."), "..", "shared", "tradingview", "payloads");

    @TempDir
    Path journal;

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', delimiter = '|', textBlock = """
                    p01_htm_doge_entry_nested.json          | 2020-09-06T01:44:20Z | 200 accepted               | 200 accepted               | buy 10000 filled at 101
                    p01_htm_doge_entry_nested.json          | 2026-01-01T00:00:00Z | 422 rejected stale         | 422 rejected stale         | nothing
                    p02_lth_exit_plots.json                 | 2021-05-20T20:36:30Z | 200 accepted               | 200 accepted               | nothing
                    p03_lth_study_limit_missing_quotes.txt  | 2021-05-20T20:36:30Z | 400 rejected malformed     | 400 rejected malformed     | nothing
                    p04_tap_long.json                       | 2026-01-01T00:00:00Z | 422 rejected quantity      | 422 rejected quantity      | nothing
                    p05_tap_close_percent.json              | 2026-01-01T00:00:00Z | 200 accepted               | 422 rejected time-missing  | nothing
                    p06_tap_array_of_two.json               | 2026-01-01T00:00:00Z | 422 rejected quantity      | 422 rejected quantity      | nothing
                    p07_octobot_kv_lines.txt                | 2026-01-01T00:00:00Z | 200 accepted               | 422 rejected time-missing  | nothing
                    p08_octobot_cancel_semicolon.txt        | 2026-01-01T00:00:00Z | 422 rejected action        | 422 rejected action        | nothing
                    p09_pineconnector_buy.txt               | 2026-01-01T00:00:00Z | 422 rejected text          | 422 rejected text          | nothing
                    p10_pineconnector_closelong.txt         | 2026-01-01T00:00:00Z | 422 rejected text          | 422 rejected text          | nothing
                    p11_traderspost_min.json                | 2026-01-01T00:00:00Z | 422 rejected quantity      | 422 rejected quantity      | nothing
                    p12_traderspost_brackets.json           | 2026-01-01T00:00:00Z | 200 accepted               | 422 rejected time-missing  | buy 1 filled at 101
                    p13_reversal_long_to_short.json         | 2022-02-24T23:17:01Z | 200 accepted               | 200 accepted               | sell 0.0386 filled at 101
                    p14_close_short_buy_flat.json           | 2022-02-24T23:18:01Z | 200 accepted               | 200 accepted               | nothing
                    p15_default_fill_text_from_email.txt    | 2025-11-07T12:00:01Z | 422 rejected text          | 422 rejected text          | nothing
                    p16_default_fill_text_contracts.txt     | 2026-01-01T00:00:00Z | 422 rejected text          | 422 rejected text          | nothing
                    p17_confidence_0_100.json               | 2026-01-01T00:00:00Z | 422 rejected confidence    | 422 rejected confidence    | nothing
                    p18_confidence_0_1_template_filled.json | 2026-01-01T00:00:00Z | 422 rejected quantity      | 422 rejected quantity      | nothing
                    p19_fabston_notify_only.json            | 2026-01-01T00:00:00Z | 422 rejected missing-fields | 422 rejected missing-fields | nothing
                    p20_tradex_limit_brackets.json          | 2026-01-01T00:00:00Z | 200 accepted               | 422 rejected time-missing  | buy 0.01 filled at 101
                    p21_price_alert_plain.txt               | 2026-01-01T00:00:00Z | 422 rejected text          | 422 rejected text          | nothing
                    p22_junta_reverse_false.json            | 2026-01-01T00:00:00Z | 200 accepted               | 422 rejected time-missing  | buy 0.045 filled at 101
                    p23_bva_pipe.txt                        | 2026-01-01T00:00:00Z | 422 rejected text          | 422 rejected text          | nothing
                    p24_bad_json.txt                        | 2026-01-01T00:00:00Z | 400 rejected malformed     | 400 rejected malformed     | nothing
                    p25_nk_exit_long.json                   | 2026-05-21T10:05:10Z | 200 accepted               | 200 accepted               | nothing
                    """)
    void anAlertFromPublicIsAnsweredAndLeadsToWhatItMeans(
            String name, Instant now, String signed, String withToken, String orders) throws Exception {
        assumeTrue(Files.isDirectory(FOLDER), "the public payloads are not beside this project");
        String body = Files.readString(FOLDER.resolve(name), StandardCharsets.UTF_8);
        try (TestServer test = server("relay", now)) {
            assertThat(line(test.postSigned("first", body)).strip()).isEqualTo(signed);
            assertThat(ordersOf(test)).isEqualTo(orders);
            if (signed.startsWith("200")) {
                assertThat(line(test.postSigned("first", body)))
                        .as("sent again")
                        .isEqualTo("200 duplicate duplicate");
                assertThat(test.settled()).as("once in the inbox").hasSize(1);
            }
        }
        try (TestServer test = server("tradingview", now)) {
            assertThat(line(test.post(body)).strip()).isEqualTo(withToken);
            assertThat(ordersOf(test)).isEqualTo(withToken.startsWith("200") ? orders : "nothing");
            assertThat(test.post("/webhooks/tradingview", body.getBytes(StandardCharsets.UTF_8), java.util.Map.of())
                            .statusCode())
                    .as("a secret in the message that was not configured opens no door")
                    .isEqualTo(401);
        }
    }

    private TestServer server(String name, Instant now) {
        return new TestServer(journal.resolve(name), now, options -> TestServer.with(options, Readings.rules()));
    }

    private static String ordersOf(TestServer test) throws Exception {
        // None of them rests: a fill is told a moment after the order's acceptance.
        long until = System.nanoTime() + 30_000_000_000L;
        List<String> lines = TestServer.lines(test.settled());
        while (lines.toString().contains(" new") && System.nanoTime() < until) {
            Thread.sleep(5);
            lines = TestServer.lines(test.settled());
        }
        assertThat(lines).hasSize(1);
        String orders = lines.getFirst().replaceFirst("^[a-z]+(; )?", "");
        return orders.isEmpty() ? "nothing" : orders;
    }

    @Test
    void noPayloadIsLeftOut() throws Exception {
        assumeTrue(Files.isDirectory(FOLDER), "the public payloads are not beside this project");
        String table = PublicPayloadsOverHttpTest.class
                .getDeclaredMethod(
                        "anAlertFromPublicIsAnsweredAndLeadsToWhatItMeans",
                        String.class,
                        Instant.class,
                        String.class,
                        String.class,
                        String.class)
                .getAnnotation(CsvSource.class)
                .textBlock();
        try (Stream<Path> files = Files.list(FOLDER)) {
            TreeSet<String> missing = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("p") && !table.contains(name + " "))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(missing).isEmpty();
        }
    }
}
