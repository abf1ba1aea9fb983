package dev.tandem.webhook.alert;

import static dev.tandem.webhook.alert.Readings.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts as they were found in public, and what comes of each. */
class PublicPayloadsTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("tandem.root", ".."), "..", "shared", "tradingview", "payloads");

    private static byte[] payload(String name) throws IOException {
        assumeTrue(Files.isDirectory(FOLDER), "the public payloads are not beside this project");
        return Files.readAllBytes(FOLDER.resolve(name));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', textBlock = """
                    p01_htm_doge_entry_nested.json,     2020-09-06T01:44:20Z, accepted entry; buy units:10000 DOGE/USDT
                    p01_htm_doge_entry_nested.json,     2026-01-01T00:00:00Z, rejected 422 (stale)
                    p02_lth_exit_plots.json,            2021-05-20T20:36:30Z, accepted exit; sell all BTC.P/USD reduce
                    p03_lth_study_limit_missing_quotes.txt, 2021-05-20T20:36:30Z, rejected 400 (malformed)
                    p04_tap_long.json,                  2026-01-01T00:00:00Z, rejected 422 (quantity)
                    p05_tap_close_percent.json,         2026-01-01T00:00:00Z, accepted partial-exit; null position:0.5 ETH.P/USD reduce
                    p06_tap_array_of_two.json,          2026-01-01T00:00:00Z, rejected 422 (quantity)
                    p07_octobot_kv_lines.txt,           2026-01-01T00:00:00Z, accepted exit; buy units:0.01 BTC/USD limitPrice=42000 reduce
                    p08_octobot_cancel_semicolon.txt,   2026-01-01T00:00:00Z, rejected 422 (action)
                    p09_pineconnector_buy.txt,          2026-01-01T00:00:00Z, rejected 422 (text)
                    p10_pineconnector_closelong.txt,    2026-01-01T00:00:00Z, rejected 422 (text)
                    p11_traderspost_min.json,           2026-01-01T00:00:00Z, rejected 422 (quantity)
                    p12_traderspost_brackets.json,      2026-01-01T00:00:00Z, accepted entry; buy units:1 AMD/USD stopLoss=5% takeProfit=10%
                    p13_reversal_long_to_short.json,    2022-02-24T23:17:01Z, accepted reversal; sell units:0.0386 ETH/USDT reduce; sell units:0.0386 ETH/USDT
                    p14_close_short_buy_flat.json,      2022-02-24T23:18:01Z, accepted exit; buy all ETH/USDT reduce
                    p15_default_fill_text_from_email.txt, 2025-11-07T12:00:01Z, rejected 422 (text)
                    p16_default_fill_text_contracts.txt, 2026-01-01T00:00:00Z, rejected 422 (text)
                    p17_confidence_0_100.json,          2026-01-01T00:00:00Z, rejected 422 (confidence)
                    p18_confidence_0_1_template_filled.json, 2026-01-01T00:00:00Z, rejected 422 (quantity)
                    p19_fabston_notify_only.json,       2026-01-01T00:00:00Z, rejected 422 (missing-fields)
                    p20_tradex_limit_brackets.json,     2026-01-01T00:00:00Z, accepted entry; buy units:0.01 BTC/USDT limitPrice=30000 stopLoss=29000 takeProfit=31000
                    p21_price_alert_plain.txt,          2026-01-01T00:00:00Z, rejected 422 (text)
                    p22_junta_reverse_false.json,       2026-01-01T00:00:00Z, accepted entry; buy units:0.045 ETH/USD
                    p23_bva_pipe.txt,                   2026-01-01T00:00:00Z, rejected 422 (text)
                    p24_bad_json.txt,                   2026-01-01T00:00:00Z, rejected 400 (malformed)
                    p25_nk_exit_long.json,              2026-05-21T10:05:10Z, accepted exit; sell all NK225/JPY reduce
                    """)
    void anAlertFromPublicIsUnderstoodOrRefused(String name, Instant now, String expected) throws IOException {
        Verdict verdict = new AlertReader(Readings.rules()).read(payload(name), now, false);
        assertThat(line(verdict)).as(verdict.reason()).isEqualTo(expected);
    }

    @Test
    void aStaleAlertSaysAllTheSameWhatItWanted() throws IOException {
        JsonNode json = Readings.json(new AlertReader(Readings.rules())
                .read(payload("p01_htm_doge_entry_nested.json"), Instant.parse("2026-01-01T00:00:00Z"), false));
        assertThat(json.get("intent").asText()).isEqualTo("entry");
        assertThat(json.get("side").asText()).isEqualTo("buy");
        assertThat(json.get("instrument").asText()).isEqualTo("DOGE/USDT");
        assertThat(json.get("quantity").asText()).isEqualTo("10000");
        assertThat(json.get("id").asText()).isEqualTo("doge door");
        assertThat(json.get("steps")).isEmpty();
    }

    @Test
    void aConfidenceOf78IsOneOnlyWherePercentWasSaid() throws IOException {
        byte[] body = payload("p17_confidence_0_100.json");
        var sized = Readings.rules().withSizing(dev.tandem.gate.Sizing.one());
        assertThat(line(new AlertReader(sized).read(body, Instant.EPOCH, false)))
                .isEqualTo("rejected 422 (confidence)");
        assertThat(line(new AlertReader(sized.withConfidenceInPercent(true)).read(body, Instant.EPOCH, false)))
                .isEqualTo("accepted entry; buy units:1 EUR/USD stopLoss=1.082 takeProfit=1.091");
    }

    @Test
    void aConfidenceOf70PercentPassesAndOf59DoesNot() throws IOException {
        byte[] body = payload("p18_confidence_0_1_template_filled.json");
        var sized = Readings.rules().withSizing(dev.tandem.gate.Sizing.one());
        assertThat(line(new AlertReader(sized).read(body, Instant.EPOCH, false)))
                .isEqualTo("accepted entry; buy units:1 AAPL/USD");
        byte[] low = new String(body, java.nio.charset.StandardCharsets.UTF_8)
                .replace("0.70", "0.59")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        assertThat(line(new AlertReader(sized).read(low, Instant.EPOCH, false))).isEqualTo("rejected (confidence)");
    }

    @Test
    void theDefaultTextIsCarriedOutWhereItWasSwitchedOn() throws IOException {
        AlertReader reader = new AlertReader(Readings.rules().withDefaultText(true));
        assertThat(line(reader.read(payload("p16_default_fill_text_contracts.txt"), Instant.EPOCH, false)))
                .isEqualTo("accepted entry; buy units:100 EUR/USD");
        assertThat(line(reader.read(
                        payload("p15_default_fill_text_from_email.txt"), Instant.parse("2025-11-07T12:00:01Z"), false)))
                .isEqualTo("accepted entry; buy units:12.264199 BTC/USD");
    }

    @Test
    void withoutStatedConfidenceNothingIsOpenedAndEverythingIsClosed() throws IOException {
        AlertReader reader = new AlertReader(AlertRules.standard(Readings.table()));
        assertThat(line(reader.read(
                        payload("p13_reversal_long_to_short.json"), Instant.parse("2022-02-24T23:17:01Z"), false)))
                .isEqualTo("accepted (confidence) reversal; sell units:0.0386 ETH/USDT reduce");
        assertThat(line(reader.read(
                        payload("p14_close_short_buy_flat.json"), Instant.parse("2022-02-24T23:18:01Z"), false)))
                .isEqualTo("accepted exit; buy all ETH/USDT reduce");
        assertThat(line(reader.read(payload("p12_traderspost_brackets.json"), Instant.EPOCH, false)))
                .isEqualTo("rejected (confidence)");
    }
}
