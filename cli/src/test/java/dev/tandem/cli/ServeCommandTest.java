package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tandem serve} without a network: what an alert would do, what a new user gets, who may not start. */
class ServeCommandTest {
    private static final Path PAYLOADS = Launch.root().resolve("../shared/tradingview/payloads");
    private static final String CONFIG = """
            listen: 127.0.0.1:0
            exchange: sim
            data: bars.csv
            journal: alerts
            confidence: { minimum: 0.6, missing: allow }
            sizing: { quantity: alert }
            webhook:
              secrets: [ "env:TANDEM_WEBHOOK_SECRET" ]
              url-token: "env:TANDEM_WEBHOOK_TOKEN"
              body-secret: "env:TANDEM_WEBHOOK_BODY_SECRET"
              allow: [ tradingview, 127.0.0.1 ]
              max-age: 60s
              default-text: false
              symbols: { "BINANCE:BTCUSDT": BTC/USDT, "NK225M1!": NK225/JPY, ETHUSDT: ETH/USDT }
            """;

    @TempDir
    Path directory;

    private JsonNode check(String body, String... more) throws IOException {
        Files.writeString(directory.resolve("tandem.yaml"), CONFIG);
        Files.writeString(directory.resolve("alert.json"), body);
        String[] arguments = new String[more.length + 7];
        System.arraycopy(
                new String[] {"serve", "--check", "alert.json", "--format", "json", "--config", "tandem.yaml"},
                0,
                arguments,
                0,
                7);
        System.arraycopy(more, 0, arguments, 7, more.length);
        Call call = Call.of(directory, arguments);
        assertThat(call.exitCode()).as(call.err()).isZero();
        return new ObjectMapper().readTree(call.out());
    }

    @Test
    void eachInstrumentMayHaveAFileOfItsOwnThoughDataIsACommandToo() throws IOException {
        String bars =
                "timestamp,open,high,low,close,volume\n1700000000,100,101,99,100,1\n1700000060,100,101,99,100,1\n";
        Files.writeString(directory.resolve("btc.csv"), bars);
        String config = CONFIG.replace("127.0.0.1:0", "192.0.2.1:9")
                .replaceAll("\"env:[A-Z_]*\"", "\"file:secret\"")
                .replace("data: bars.csv", "data: { BTC/USDT: btc.csv, NK225/JPY: btc.csv, ETH/USDT: eth.csv }");
        Files.writeString(directory.resolve("secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
        Files.writeString(directory.resolve("tandem.yaml"), config);
        assertThat(Call.of(directory, "serve").err()).contains("eth.csv").doesNotContain("unknown key");
        Files.writeString(directory.resolve("eth.csv"), bars);
        assertThat(Call.of(directory, "serve", "--config", "tandem.yaml").err())
                .contains("cannot listen on 192.0.2.1:9")
                .doesNotContain("unknown key");

        Files.writeString(directory.resolve("tandem.yaml"), "data: { exchnge: sim }\n");
        assertThat(Call.of(directory, "data", "list").err())
                .as("what is below a command's name is for the command")
                .contains("unknown key 'exchnge'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --listen 127.0.0.1:99999 | --listen: '127.0.0.1:99999' is not an address to listen on
                    --listen nonsense | --listen: 'nonsense' is not an address to listen on
                    --tls-certificate no.pem --tls-key no.pem | --tls-certificate, --tls-key: there is no file
                    --tls-certificate tandem.yaml --tls-key tandem.yaml | in PEM form
                    --tls-key no.pem | the two go together
                    """)
    void whereItCannotListenIsSaidBeforeAnythingIsOpened(String options, String expected) throws IOException {
        Files.writeString(directory.resolve("secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
        Files.writeString(directory.resolve("tandem.yaml"), CONFIG.replaceAll("\"env:[A-Z_]*\"", "\"file:secret\""));
        Call call = Call.of(directory, ("serve " + options).split(" "));
        assertThat(call.exitCode()).as(call.err()).isEqualTo(2);
        assertThat(call.err()).contains(expected);
        assertThat(directory.resolve("alerts")).doesNotExist();
    }

    @Test
    void aReversalHasTwoStepsTheClosingOneFirst() throws IOException {
        JsonNode json = check("""
                {"ticker":"ETHUSDT","market_position":"short","market_position_size":"0.0386","action":"sell",
                "contracts":"0.0772","timenow":"2022-02-24T23:17:00Z"}
                """, "--now", "2022-02-24T23:17:01Z");
        assertThat(json.get("status").asText()).isEqualTo("accepted");
        assertThat(json.get("httpStatus").asInt()).isEqualTo(200);
        assertThat(json.get("intent").asText()).isEqualTo("reversal");
        assertThat(json.get("side").asText()).isEqualTo("sell");
        assertThat(json.get("instrument").asText()).isEqualTo("ETH/USDT");
        assertThat(json.get("quantity").asText()).isEqualTo("0.0772");
        assertThat(json.get("confidence").isNull()).isTrue();
        assertThat(json.get("steps")).hasSize(2);
        assertThat(json.get("steps").get(0).get("reduceOnly").asBoolean()).isTrue();
        assertThat(json.get("steps").get(0).get("quantity").asText()).isEqualTo("0.0386");
        assertThat(json.get("steps").get(1).get("reduceOnly").asBoolean()).isFalse();
        assertThat(json.get("steps").get(1).get("quantity").asText()).isEqualTo("0.0386");
    }

    @ParameterizedTest
    @CsvSource({
        "p13_reversal_long_to_short.json, 2022-02-24T23:17:01Z, accepted, 200, reversal",
        "p14_close_short_buy_flat.json, 2022-02-24T23:18:01Z, accepted, 200, exit",
        "p25_nk_exit_long.json, 2026-05-21T10:05:01Z, accepted, 200, exit",
        "p25_nk_exit_long.json, 2026-05-21T10:07:01Z, rejected, 422, exit",
        "p24_bad_json.txt, 2026-05-21T10:05:01Z, rejected, 400,",
        "p21_price_alert_plain.txt, 2026-05-21T10:05:01Z, rejected, 422,",
    })
    void publicAlertsAreReadFromTheirFiles(String file, String now, String status, int http, String intent)
            throws IOException {
        assumeTrue(Files.isDirectory(PAYLOADS), "the public payloads are not beside this project");
        JsonNode json = check(Files.readString(PAYLOADS.resolve(file)), "--now", now);
        assertThat(json.get("status").asText()).isEqualTo(status);
        assertThat(json.get("httpStatus").asInt()).isEqualTo(http);
        assertThat(json.get("intent").isNull() ? null : json.get("intent").asText())
                .isEqualTo(intent);
    }

    @Test
    void everyKeyIsAnOptionAndTheOptionWins() throws IOException {
        String alert = "{\"ticker\":\"BTCUSDT\",\"action\":\"buy\",\"quantity\":7,\"confidence\":0.65}";
        assertThat(check(alert).get("quantity").asText()).isEqualTo("7");
        assertThat(check(alert, "--sizing-quantity", "0.5").get("quantity").asText())
                .isEqualTo("0.5");
        assertThat(check(alert, "--confidence-minimum", "0.7").get("reason").asText())
                .startsWith("confidence: ");
        assertThat(check(alert, "--webhook-symbols", "BTCUSDT=XBT/EUR")
                        .get("instrument")
                        .asText())
                .isEqualTo("XBT/EUR");
        JsonNode percent = check(alert.replace("0.65", "65"), "--confidence-scale", "percent");
        assertThat(percent.get("confidence").asDouble()).isEqualTo(0.65);
    }

    @Test
    void peopleAreToldInWords() throws IOException {
        Files.writeString(directory.resolve("tandem.yaml"), CONFIG);
        Files.writeString(
                directory.resolve("alert.json"), "{\"ticker\":\"BTCUSDT\",\"action\":\"buy\",\"quantity\":\"5%\"}");
        Call call = Call.of(directory, "serve", "--check", "alert.json");
        assertThat(call.out())
                .isEqualTo("rejected (HTTP 422): quantity: a percentage of what? 'equity_percent' is of the account\n"
                        + "  understood  no intent BTC/USDT at confidence 1.0\n");
    }

    @Test
    void initWritesAConfigurationThatWorksAndSecretsThatOnlyTheOwnerReads() throws IOException {
        Call call = Call.of(directory, "serve", "--init");
        assertThat(call.exitCode()).as(call.err()).isZero();
        assertThat(call.out())
                .contains("{{strategy.order.action}}", "{{plot(\"Confidence\")}}", "/webhooks/tradingview/");
        assertThat(Files.getPosixFilePermissions(directory.resolve("tandem.secrets")))
                .hasSize(2);
        String config = Files.readString(directory.resolve("tandem.yaml"));
        assertThat(config).contains("10% of equity").doesNotContain("whsec_");
        Files.writeString(
                directory.resolve("alert.json"),
                "{\"ticker\":\"BITSTAMP:BTCUSD\",\"action\":\"buy\",\"quantity\":1,\"confidence\":0.8}");
        assertThat(Call.of(directory, "serve", "--check", "alert.json").out()).startsWith("accepted");
        Call again = Call.of(directory, "serve", "--init");
        assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(Files.readString(directory.resolve("tandem.yaml"))).isEqualTo(config);
    }

    @Test
    void whereNobodyIsKnownItDoesNotStart() throws IOException {
        Files.writeString(
                directory.resolve("bars.csv"), "timestamp,open,high,low,close,volume\n1700000000,1,1,1,1,1\n");
        String[] base = {"serve", "--data", "bars.csv", "--journal", "j", "--webhook-symbols", "BTCUSDT=BTC/USDT"};
        Call nobody = call(base);
        assertThat(nobody.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(nobody.err()).startsWith("tandem: nothing says who may send alerts");
        Call everybody = call(base, "--webhook-allow-unauthenticated", "--listen", "0.0.0.0:0");
        assertThat(everybody.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(everybody.err()).contains("loopback only");
        Call tradingView = call(base, "--webhook-allow", "tradingview");
        assertThat(tradingView.exitCode()).isEqualTo(ExitCode.REFUSED);
        Call shortSecret = call(base, "--webhook-url-token", "hunter2");
        assertThat(shortSecret.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(shortSecret.err()).contains("at least 16 characters").doesNotContain("hunter2");
        Call noVariable = call(base, "--webhook-url-token", "env:NOT_THERE");
        assertThat(noVariable.err())
                .isEqualTo(
                        "tandem: --webhook-url-token: the environment has no NOT_THERE; set it, or take the key out\n");
        Call real = call(base, "--exchange", "xchange:binance", "--webhook-url-token", "a-token-that-is-long-enough");
        assertThat(real.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(real.err()).contains("--real-money");
    }

    private Call call(String[] base, String... more) {
        String[] all = java.util.Arrays.copyOf(base, base.length + more.length);
        System.arraycopy(more, 0, all, base.length, more.length);
        return Call.of(directory, Map.of(), all);
    }

    @Test
    void aKeyThatIsNoneBelowAGroupIsNamed() throws IOException {
        Files.writeString(directory.resolve("tandem.yaml"), "webhook:\n  max-ages: 60s\n");
        Call call = Call.of(directory, "serve", "--check", "alert.json");
        assertThat(call.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(call.err())
                .isEqualTo("tandem.yaml:2: unknown key 'max-ages' below 'webhook': did you mean 'max-age'?\n");
    }
}
