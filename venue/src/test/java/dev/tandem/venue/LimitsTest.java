package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final Instant MINUTE = Instant.parse("2026-11-22T12:00:00Z");
    private static final String ORDER = "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=1";

    private static String used(HttpResponse<String> answer) {
        return answer.headers().firstValue("x-mbx-used-weight-1m").orElse("none");
    }

    @Test
    void everyAnswerSaysHowMuchWeightWasUsedInThisMinute() throws Exception {
        try (RestClient client = new RestClient()) {
            client.now = MINUTE.plusSeconds(10);
            assertThat(used(client.get("/api/v3/ping"))).isEqualTo("1");
            assertThat(used(client.get("/api/v3/exchangeInfo"))).isEqualTo("21");
            assertThat(used(client.get("/api/v3/time?x=1")))
                    .as("a refused call counts as well")
                    .isEqualTo("22");
            client.now = MINUTE.plusSeconds(60);
            HttpResponse<String> answer = client.get("/api/v3/ping");
            assertThat(used(answer)).isEqualTo("1");
            assertThat(answer.headers().firstValue("x-mbx-used-weight")).contains("1");
        }
    }

    @Test
    void whoAsksTooMuchIsToldToWaitAndWhoGoesOnIsBanned() throws Exception {
        try (RestClient client = new RestClient(50, 100, 1_000)) {
            client.now = MINUTE.plusSeconds(10);
            for (int i = 0; i < 2; i++) {
                assertThat(client.get("/api/v3/exchangeInfo").statusCode()).isEqualTo(200);
            }
            HttpResponse<String> tooMuch = client.get("/api/v3/exchangeInfo");
            assertThat(tooMuch.statusCode()).isEqualTo(429);
            assertThat(tooMuch.headers().firstValue("retry-after")).contains("50");
            assertThat(tooMuch.body())
                    .isEqualTo(
                            "{\"code\":-1003,\"msg\":\"Too much request weight used; current limit is 50 request weight per 1 MINUTE."
                                    + " Please use WebSocket Streams for live updates to avoid polling the API.\"}");
            for (int i = 0; i < 9; i++) {
                assertThat(client.get("/api/v3/ping").statusCode()).isEqualTo(429);
            }
            HttpResponse<String> banned = client.get("/api/v3/ping");
            assertThat(banned.statusCode()).isEqualTo(418);
            assertThat(banned.headers().firstValue("retry-after")).contains("120");
            assertThat(banned.body())
                    .contains("IP banned until " + client.now.plusSeconds(120).toEpochMilli() + ". Please use");
            client.now = client.now.plusSeconds(119);
            assertThat(client.get("/api/v3/ping").statusCode()).isEqualTo(418);
            client.now = client.now.plusSeconds(1);
            assertThat(client.get("/api/v3/ping").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aSecondBanIsTwiceAsLongAndNoneIsLongerThanThreeDays() {
        RequestWeights weights = new RequestWeights(1);
        long now = MINUTE.toEpochMilli();
        long expected = 120;
        for (int ban = 0; ban < 30; ban++) {
            RequestWeights.Decision decision = weights.take("a", 5, now);
            while (decision.status() != 418) {
                assertThat(decision.status()).isEqualTo(429);
                decision = weights.take("a", 5, now);
            }
            assertThat(decision.retryAfterSeconds()).as("ban %d", ban).isEqualTo(Math.min(expected, 3 * 24 * 3_600));
            expected *= 2;
            now = decision.bannedUntil();
        }
        assertThat(weights.take("b", 1, now).status()).as("another address").isEqualTo(200);
    }

    @Test
    void aMillionAddressesDoNotFillTheMemory() {
        RequestWeights weights = new RequestWeights(10);
        for (int i = 0; i < 1_000_000; i++) {
            weights.take(i, 1, 0);
        }
        assertThat(weights.addresses()).isEqualTo(10_000);
    }

    @Test
    void ordersAreCountedPerAccountAndRefusedOnesAreNot() throws Exception {
        try (RestClient client = new RestClient(6_000, 3, 5)) {
            client.now = MINUTE;
            for (int i = 1; i <= 2; i++) {
                HttpResponse<String> answer = client.signed("POST", "/count", ORDER);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("x-mbx-order-count-10s")).contains(Integer.toString(i));
                assertThat(answer.headers().firstValue("x-mbx-order-count-1d")).contains(Integer.toString(i));
            }
            assertThat(client.signed("POST", "/count", ORDER.replace("quantity=1", "quantity=0"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(client.signed("POST", "/count", ORDER).statusCode()).isEqualTo(200);
            HttpResponse<String> tooMany = client.signed("POST", "/count", ORDER);
            assertThat(tooMany.statusCode()).isEqualTo(429);
            assertThat(tooMany.headers().firstValue("retry-after")).isEmpty();
            assertThat(tooMany.body())
                    .isEqualTo(
                            "{\"code\":-1015,\"msg\":\"Too many new orders; current limit is 3 orders per 10 SECOND.\"}");
            assertThat(client.signed("GET", "/api/v3/rateLimit/order?" + query(client), "")
                            .statusCode())
                    .isEqualTo(400);

            client.now = MINUTE.plusSeconds(10);
            for (int i = 0; i < 2; i++) {
                assertThat(client.signed("POST", "/count", ORDER).statusCode()).isEqualTo(200);
            }
            assertThat(client.signed("POST", "/count", ORDER).body()).contains("current limit is 5 orders per 1 DAY.");
            String query = query(client);
            assertThat(client.send(
                                    "GET",
                                    "/api/v3/rateLimit/order?" + query + "&signature="
                                            + RestClient.sign(RestClient.SECRET, query),
                                    "",
                                    RestClient.KEY)
                            .body())
                    .isEqualTo(
                            "[{\"rateLimitType\":\"ORDERS\",\"interval\":\"SECOND\",\"intervalNum\":10,\"limit\":3,\"count\":2},"
                                    + "{\"rateLimitType\":\"ORDERS\",\"interval\":\"DAY\",\"intervalNum\":1,\"limit\":5,\"count\":5}]");
        }
    }

    private static String query(RestClient client) {
        return "timestamp=" + client.now.toEpochMilli();
    }
}
