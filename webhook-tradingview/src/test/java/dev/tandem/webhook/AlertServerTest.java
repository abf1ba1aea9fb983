package dev.tandem.webhook;

import static dev.tandem.webhook.TestServer.TOKEN;
import static dev.tandem.webhook.TestServer.line;
import static dev.tandem.webhook.TestServer.lines;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.gate.Gate;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.model.Money;
import dev.tandem.webhook.auth.AddressList;
import dev.tandem.webhook.auth.WebhookSignature;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an alert over HTTP to a fill, and everything that keeps others out. */
class AlertServerTest {
    @TempDir
    Path journal;

    @Test
    void aSignedAlertPassesTheGateAndIsFilledAndAnUnsureOneIsNot() throws Exception {
        try (TestServer test = new TestServer(journal)) {
            assertThat(line(test.postSigned(test.alert("\"action\":\"buy\",\"quantity\":\"0.5\""))))
                    .isEqualTo("200 accepted ");
            assertThat(line(test.postSigned(
                            test.alert("\"action\":\"buy\",\"quantity\":1").replace("0.9", "0.59"))))
                    .isEqualTo("200 rejected confidence");
            assertThat(lines(test.settled())).containsExactly("rejected", "accepted; buy 0.5 filled at 101");
        }
    }

    @Test
    void aReversalClosesBeforeItOpensAndAnExitToFlatClosesWhatIsHeld() throws Exception {
        try (TestServer test = new TestServer(journal)) {
            test.post(test.alert(
                    "\"action\":\"buy\",\"contracts\":2,\"market_position\":\"long\",\"market_position_size\":2"));
            test.post(test.alert(
                    "\"action\":\"sell\",\"contracts\":3,\"market_position\":\"short\",\"market_position_size\":1"));
            test.post(test.alert("\"action\":\"buy\",\"contracts\":1,\"market_position\":\"flat\""));
            test.post(test.alert("\"action\":\"sell\",\"contracts\":1,\"position_size\":0"));
            assertThat(lines(test.settled()))
                    .containsExactly(
                            "rejected",
                            "accepted; buy 1 filled at 103",
                            "accepted; sell 2 filled at 102; sell 1 filled at 102",
                            "accepted; buy 2 filled at 101");
        }
    }

    @Test
    void anUnsureReversalOnlyCloses() throws Exception {
        try (TestServer test = new TestServer(journal)) {
            test.post(test.alert(
                    "\"action\":\"buy\",\"contracts\":2,\"market_position\":\"long\",\"market_position_size\":2"));
            test.settled();
            assertThat(line(test.post(test.alert(
                                    "\"action\":\"sell\",\"contracts\":3,\"market_position\":\"short\",\"market_position_size\":1")
                            .replace("0.9", "0.1"))))
                    .isEqualTo("200 accepted confidence");
            // Without a word about positions, what it would close is known here only.
            test.post(test.alert("\"action\":\"buy\",\"quantity\":1"));
            test.settled();
            assertThat(line(test.post(
                            test.alert("\"action\":\"sell\",\"quantity\":3").replace("0.9", "0.1"))))
                    .isEqualTo("200 accepted ");
            assertThat(lines(test.settled()))
                    .containsExactly(
                            "accepted; sell 1 filled at 104",
                            "accepted; buy 1 filled at 103",
                            "accepted; sell 2 filled at 102",
                            "accepted; buy 2 filled at 101");
        }
    }

    @Test
    void whatTheRiskLimitsDenyIsRejectedInTheInbox() throws Exception {
        try (TestServer test = new TestServer(
                journal,
                options -> options.withGates(() -> new Gate(
                        options.rules().confidence(),
                        RiskLimits.NONE.withOrderNotional(500 * Money.ONE),
                        Sizing.one())))) {
            assertThat(line(test.post(test.alert("\"action\":\"buy\",\"quantity\":6"))))
                    .isEqualTo("200 accepted ");
            JsonNode alert = test.settled().get(0);
            assertThat(alert.get("status").asText()).isEqualTo("rejected");
            assertThat(alert.get("reason").asText())
                    .startsWith("order-notional: ")
                    .contains("500");
            assertThat(alert.get("orders").get(0).get("status").asText()).isEqualTo("denied");
        }
    }

    @Test
    void whoHasNoStopForASizeByRiskIsToldWhereAnAlertHasOne() throws Exception {
        try (TestServer test = new TestServer(
                journal,
                options -> options.withRules(options.rules().withSizing(Sizing.onePercentAtRisk()))
                        .withGates(() ->
                                new Gate(options.rules().confidence(), RiskLimits.NONE, Sizing.onePercentAtRisk())))) {
            test.post(test.alert("\"action\":\"buy\""));
            JsonNode alert = test.settled().get(0);
            assertThat(alert.get("status").asText()).isEqualTo("rejected");
            assertThat(alert.get("reason").asText())
                    .startsWith("sizing: ")
                    .contains(
                            "needs a stop-loss on the losing side of the price; add sl to the alert, or stop to --agents")
                    .doesNotContain("--stop-loss");
            assertThat(alert.at("/orders/0/reason").asText()).doesNotContain("--stop-loss");
            test.post(test.alert("\"action\":\"buy\",\"sl\":1"));
            assertThat(test.settled().get(0).at("/orders/0/status").asText())
                    .as("so it was right")
                    .isEqualTo("filled");
        }
    }

    @Test
    void theSameAlertTwiceIsOneOrderAndTheSameIdWithAnotherTextIsAConflict() throws Exception {
        try (TestServer test = new TestServer(journal)) {
            String body = test.alert("\"id\":\"a-1\",\"action\":\"buy\",\"quantity\":1");
            assertThat(line(test.post(body))).isEqualTo("200 accepted ");
            assertThat(line(test.post(body))).isEqualTo("200 duplicate duplicate");
            assertThat(line(test.postSigned(body))).isEqualTo("200 duplicate duplicate");
            assertThat(line(test.post(body.replace("buy", "sell")))).isEqualTo("409 rejected id-conflict");
            String other = test.alert("\"action\":\"sell\",\"quantity\":1");
            assertThat(line(test.postSigned("w-1", other))).isEqualTo("200 accepted ");
            assertThat(line(test.postSigned("w-1", other))).isEqualTo("200 duplicate duplicate");
            assertThat(line(test.postSigned("w-1", other.replace("\"quantity\":1", "\"quantity\":2"))))
                    .isEqualTo("409 rejected id-conflict");
            // Two fills of a strategy in the same second look the same: TradingView gives them no id by itself.
            assertThat(line(test.postSigned("w-2", other))).isEqualTo("200 accepted ");
            JsonNode inbox = test.settled();
            assertThat(TestServer.lines(inbox))
                    .containsExactly(
                            "accepted; sell 1 filled at 103",
                            "rejected",
                            "accepted; sell 1 filled at 102",
                            "rejected",
                            "accepted; buy 1 filled at 101");
            assertThat(inbox.get(4).get("duplicates").asInt()).isEqualTo(2);
            assertThat(inbox.get(3).get("httpStatus").asInt()).isEqualTo(409);
            assertThat(inbox.get(3).get("reason").asText())
                    .isEqualTo("id-conflict: its id is that of "
                            + inbox.get(4).get("requestId").asText() + ", which was another message");
        }
    }

    @Test
    void whatWasSeenIsForgottenAfterTheWindow() throws Exception {
        try (TestServer test = new TestServer(journal)) {
            String body = "{\"id\":\"a\",\"ticker\":\"BTCUSDT\",\"confidence\":1,\"action\":\"buy\",\"quantity\":1}";
            assertThat(line(test.postSigned(body))).isEqualTo("200 accepted ");
            test.now.updateAndGet(now -> now.plus(Duration.ofMinutes(11)));
            assertThat(line(test.postSigned(body))).isEqualTo("200 accepted ");
        }
    }

    @Test
    void fiftyThreadsWithOneAlertAreOneOrder() throws Exception {
        try (TestServer test = new TestServer(journal);
                ExecutorService threads = Executors.newFixedThreadPool(50)) {
            String body = test.alert("\"action\":\"buy\",\"quantity\":1");
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Callable<String> post = () -> line(test.post(body));
                answers.add(threads.submit(post));
            }
            int accepted = 0;
            for (Future<String> answer : answers) {
                String line = answer.get();
                assertThat(line).isIn("200 accepted ", "200 duplicate duplicate");
                accepted += line.equals("200 accepted ") ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(1);
            assertThat(lines(test.settled())).containsExactly("accepted; buy 1 filled at 101");
            assertThat(test.market.executed).hasValue(1);
        }
    }

    @Test
    void everyFailureToProveOneselfLooksTheSame() throws Exception {
        try (TestServer test = new TestServer(journal)) {
            byte[] body = test.alert("\"action\":\"buy\",\"quantity\":1").getBytes(StandardCharsets.UTF_8);
            long now = test.now.get().getEpochSecond();
            String right = WebhookSignature.sign(TestServer.SECRET, "m", now, body);
            Set<String> answers = new HashSet<>();
            List<Map<String, String>> headers = List.of(
                    Map.of(),
                    Map.of("webhook-id", "m", "webhook-timestamp", "" + now, "webhook-signature", "v1,AAAA"),
                    Map.of("webhook-id", "n", "webhook-timestamp", "" + now, "webhook-signature", right),
                    Map.of("webhook-id", "m", "webhook-timestamp", "" + (now - 301), "webhook-signature", right),
                    Map.of("webhook-id", "m", "webhook-signature", right),
                    Map.of("X-Hub-Signature-256", "sha256=00"));
            for (Map<String, String> header : headers) {
                HttpResponse<String> answer = test.post("/webhooks/tradingview", body, header);
                assertThat(answer.statusCode()).isEqualTo(401);
                answers.add(answer.body().replaceAll("\"requestId\":\".*\"", ""));
            }
            for (String token :
                    List.of("x", TOKEN + "x", TOKEN.substring(1), TOKEN.toUpperCase(java.util.Locale.ROOT))) {
                HttpResponse<String> answer = test.post("/webhooks/tradingview/" + token, body, Map.of());
                assertThat(answer.statusCode()).isEqualTo(401);
                answers.add(answer.body().replaceAll("\"requestId\":\".*\"", ""));
            }
            HttpResponse<String> broken =
                    test.post("/webhooks/tradingview", "{".getBytes(StandardCharsets.UTF_8), Map.of());
            assertThat(broken.statusCode()).isEqualTo(401);
            answers.add(broken.body().replaceAll("\"requestId\":\".*\"", ""));
            assertThat(answers).hasSize(1);
            assertThat(test.inbox()).isEmpty();
            assertThat(test.market.executed).hasValue(0);
        }
    }

    @Test
    void fromAForeignAddressNothingIsTakenWhateverItSaysOfItself() throws Exception {
        try (TestServer test =
                new TestServer(journal, options -> options.withAllow(AddressList.of(List.of("tradingview"))))) {
            byte[] body = test.alert("\"action\":\"buy\",\"quantity\":1").getBytes(StandardCharsets.UTF_8);
            assertThat(line(test.post("/webhooks/tradingview/" + TOKEN, body, Map.of())))
                    .isEqualTo("403 rejected address");
            assertThat(line(test.post(
                            "/webhooks/tradingview/" + TOKEN, body, Map.of("X-Forwarded-For", "52.89.214.238"))))
                    .isEqualTo("403 rejected address");
        }
    }

    @Test
    void statusCodesSayWhetherItIsWorthSendingAgain() throws Exception {
        try (TestServer test = new TestServer(journal)) {
            assertThat(line(test.post("{\"action\":"))).isEqualTo("400 rejected malformed");
            assertThat(line(test.post("EURUSD Less Than 1.06304"))).isEqualTo("422 rejected text");
            assertThat(line(test.post(test.alert("\"action\":\"buy\"")))).isEqualTo("422 rejected quantity");
            assertThat(line(test.post(
                            test.alert("\"action\":\"buy\",\"quantity\":1").replace("BTCUSDT", "DOGEUSDT"))))
                    .isEqualTo("422 rejected unmapped-symbol");
            assertThat(line(test.post("{\"ticker\":\"BTCUSDT\",\"action\":\"buy\",\"quantity\":1,\"confidence\":1}")))
                    .isEqualTo("422 rejected time-missing");
            assertThat(line(test.post(test.alert("\"action\":\"sell\",\"market_position\":\"flat\","
                            + "\"prev_market_position\":\"flat\""))))
                    .isEqualTo("200 ignored no-change");
            String old = test.alert("\"action\":\"buy\",\"quantity\":1");
            test.now.updateAndGet(now -> now.plusSeconds(61));
            assertThat(line(test.post(old))).isEqualTo("422 rejected stale");
            assertThat(test.get("/webhooks/tradingview").statusCode()).isEqualTo(405);
            assertThat(test.post("/webhooks", new byte[0], Map.of()).statusCode())
                    .isEqualTo(404);
            assertThat(test.post("/webhooks/tradingview/" + TOKEN, new byte[70_000], Map.of())
                            .statusCode())
                    .isEqualTo(413);
            assertThat(test.post("/webhooks/tradingview/" + TOKEN, new byte[10], Map.of("Content-Encoding", "gzip"))
                            .statusCode())
                    .isEqualTo(415);
            assertThat(test.market.executed).hasValue(0);
            assertThat(test.inbox()).hasSize(7);
        }
    }

    @Test
    void afterARestartNothingIsDoneTwiceAndNothingIsForgotten() throws Exception {
        String body;
        List<String> before;
        try (TestServer test = new TestServer(journal)) {
            body = test.alert("\"action\":\"buy\",\"quantity\":2");
            test.post(body);
            test.post(test.alert("\"action\":\"buy\",\"quantity\":\"5%\""));
            before = lines(test.settled());
        }
        try (TestServer again = new TestServer(journal)) {
            assertThat(lines(again.settled())).isEqualTo(before);
            assertThat(line(again.post(body))).isEqualTo("200 duplicate duplicate");
            again.post(again.alert("\"action\":\"sell\",\"contracts\":2,\"market_position\":\"flat\""));
            assertThat(lines(again.settled()).getFirst()).isEqualTo("accepted; sell 2 filled at 102");
        }
    }

    @Test
    void theInboxIsForThoseWhoMayReadItAndShowsNoMarkupOfOthers() throws Exception {
        try (TestServer test = new TestServer(journal)) {
            test.post(test.alert("\"id\":\"<script>alert(1)</script>\",\"action\":\"buy\",\"quantity\":1"));
            test.post(test.alert("\"<img src=x onerror=alert(1)> max\":1,\"action\":\"buy\",\"quantity\":1"));
            test.settled();
            assertThat(test.get("/inbox").statusCode()).isEqualTo(401);
            assertThat(test.get("/inbox", "Authorization", "Bearer wrong").statusCode())
                    .isEqualTo(401);
            HttpResponse<String> page = test.get("/inbox", "Authorization", "Bearer " + TOKEN, "Accept", "text/html");
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'");
            assertThat(page.body()).contains("entry buy 1 BTC/USDT").doesNotContain("<script", "<img");
            JsonNode alert = test.inbox().get(1);
            assertThat(alert.get("instrument").asText()).isEqualTo("BTC/USDT");
            assertThat(alert.get("confidence").asDouble()).isEqualTo(0.9);
            assertThat(alert.get("bodyHash").asText()).hasSize(64);
        }
    }

    @Test
    void healthAndMetricsAreThereAndNoSecretIsKeptAnywhere() throws Exception {
        try (TestServer test = new TestServer(journal)) {
            test.post(test.alert("\"passphrase\":\"do-not-keep-me\",\"action\":\"buy\",\"quantity\":1"));
            test.settled();
            assertThat(test.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(test.get("/health/ready").body()).contains("\"ready\"");
            assertThat(test.get("/metrics").body())
                    .contains(
                            "tandem_alerts_total{status=\"accepted\"} 1.0\n", "tandem_alert_orders_filled_total 1.0\n")
                    .doesNotContain(TOKEN);
        }
        try (Stream<Path> files = Files.walk(journal)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(bytes).doesNotContain("do-not-keep-me", TOKEN);
            }
        }
    }

    @Test
    void anArrayIsCarriedOutWhollyInItsOrderOrNotAtAll() throws Exception {
        try (TestServer test = new TestServer(journal)) {
            String one = test.alert("\"action\":\"buy\",\"quantity\":1");
            String two = one.replace("BTCUSDT", "ETHUSDT");
            assertThat(line(test.post("[" + one + "," + two + "]"))).isEqualTo("200 accepted ");
            assertThat(line(test.post("[" + one + "," + two.replace("buy", "fly") + "]")))
                    .isEqualTo("422 rejected action");
            assertThat(lines(test.settled()))
                    .containsExactly("rejected", "accepted; buy 1 filled at 101; buy 1 filled at 102");
        }
    }
}
