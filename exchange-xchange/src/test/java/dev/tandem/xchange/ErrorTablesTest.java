package dev.tandem.xchange;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.OrderRequest;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.PluginConfig;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of each profile's table of errors, as the venue sends it over HTTP, and what becomes of the order. */
class ErrorTablesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final WireMockServer SERVER =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().http2PlainDisabled(true));

    /** An answer of a venue and what it means. */
    private record Case(String venue, int status, String body, Outcome outcome, ErrorKind kind) {
        @Override
        public String toString() {
            return venue + " " + status + " " + body + " is " + outcome + ", " + kind.text();
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                return JSON.createObjectNode();
            }
        }
    }

    private static Case binance(int status, int code, String message, Outcome outcome, ErrorKind kind) {
        return new Case("binance", status, "{\"code\":" + code + ",\"msg\":\"" + message + "\"}", outcome, kind);
    }

    private static Case kraken(String error, Outcome outcome, ErrorKind kind) {
        return new Case("kraken", 200, "{\"error\":[\"" + error + "\"]}", outcome, kind);
    }

    private static Case page(String venue, int status, Outcome outcome, ErrorKind kind) {
        return new Case(venue, status, "<html>" + status + "</html>", outcome, kind);
    }

    static List<Case> cases() {
        Outcome no = Outcome.NOT_ACCEPTED;
        Outcome unknown = Outcome.UNKNOWN;
        List<Case> cases = new ArrayList<>(List.of(
                binance(
                        400,
                        -1000,
                        "An unknown error occurred while processing the request.",
                        unknown,
                        ErrorKind.UNCLEAR),
                binance(
                        500,
                        -1001,
                        "Internal error; unable to process your request. Please try again.",
                        unknown,
                        ErrorKind.UNAVAILABLE),
                binance(401, -1002, "You are not authorized to execute this request.", no, ErrorKind.BAD_CREDENTIALS),
                binance(429, -1003, "Too many requests.", no, ErrorKind.RATE_LIMITED),
                binance(
                        400,
                        -1006,
                        "An unexpected response was received from the message bus. Execution status unknown.",
                        unknown,
                        ErrorKind.UNCLEAR),
                binance(
                        504,
                        -1007,
                        "Timeout waiting for response from backend server. Send status unknown; execution status unknown.",
                        unknown,
                        ErrorKind.UNCLEAR),
                binance(
                        503,
                        -1008,
                        "Server is currently overloaded with other requests. Please try again in a few minutes.",
                        unknown,
                        ErrorKind.UNAVAILABLE),
                binance(400, -1013, "Filter failure: NOTIONAL", no, ErrorKind.MIN_NOTIONAL),
                binance(400, -1013, "Filter failure: PRICE_FILTER", no, ErrorKind.OFF_GRID),
                binance(400, -1013, "Filter failure: LOT_SIZE", no, ErrorKind.OFF_GRID),
                binance(400, -1013, "Filter failure: PERCENT_PRICE_BY_SIDE", no, ErrorKind.INVALID_ORDER),
                binance(
                        429,
                        -1015,
                        "Too many new orders; current limit is 10 orders per SECOND.",
                        no,
                        ErrorKind.RATE_LIMITED),
                binance(400, -1016, "This service is no longer available.", no, ErrorKind.UNAVAILABLE),
                binance(
                        400,
                        -1021,
                        "Timestamp for this request is outside of the recvWindow.",
                        no,
                        ErrorKind.CLOCK_SKEW),
                binance(400, -1022, "Signature for this request is not valid.", no, ErrorKind.BAD_CREDENTIALS),
                binance(400, -1100, "Illegal characters found in parameter 'price'.", no, ErrorKind.INVALID_ORDER),
                binance(
                        400,
                        -1102,
                        "Mandatory parameter 'price' was not sent, was empty/null, or malformed.",
                        no,
                        ErrorKind.INVALID_ORDER),
                binance(400, -1106, "Parameter 'timeInForce' sent when not required.", no, ErrorKind.INVALID_ORDER),
                binance(400, -1111, "Parameter 'price' has too much precision.", no, ErrorKind.OFF_GRID),
                binance(400, -1116, "Invalid orderType.", no, ErrorKind.INVALID_ORDER),
                binance(400, -1121, "Invalid symbol.", no, ErrorKind.UNKNOWN_INSTRUMENT),
                binance(
                        400,
                        -2010,
                        "Account has insufficient balance for requested action.",
                        no,
                        ErrorKind.INSUFFICIENT_BALANCE),
                binance(400, -2010, "Duplicate order sent.", Outcome.ACCEPTED, ErrorKind.DUPLICATE_ORDER),
                binance(400, -2010, "Order would immediately match and take.", no, ErrorKind.POST_ONLY),
                binance(400, -2010, "Stop price would trigger immediately.", no, ErrorKind.STOP_PASSED),
                binance(
                        400,
                        -2010,
                        "The relationship of the prices for the orders is not correct.",
                        no,
                        ErrorKind.PAIR_PASSED),
                binance(400, -2010, "Market is closed.", no, ErrorKind.MARKET_CLOSED),
                binance(400, -2010, "This symbol is not permitted for this account.", no, ErrorKind.INVALID_ORDER),
                binance(400, -2011, "Unknown order sent.", no, ErrorKind.UNKNOWN_ORDER),
                binance(400, -2013, "Order does not exist.", no, ErrorKind.UNKNOWN_ORDER),
                binance(401, -2014, "API-key format invalid.", no, ErrorKind.BAD_CREDENTIALS),
                binance(401, -2015, "Invalid API-key, IP, or permissions for action.", no, ErrorKind.BAD_CREDENTIALS),
                binance(409, -2021, "Order cancel-replace partially failed.", unknown, ErrorKind.UNCLEAR),
                page("binance", 403, no, ErrorKind.UNAVAILABLE),
                page("binance", 418, no, ErrorKind.RATE_LIMITED),
                page("binance", 429, no, ErrorKind.RATE_LIMITED),
                page("binance", 502, unknown, ErrorKind.UNAVAILABLE),
                binance(400, -9999, "Something new.", unknown, ErrorKind.UNCLEAR)));
        cases.addAll(List.of(
                kraken("EOrder:Insufficient funds", no, ErrorKind.INSUFFICIENT_BALANCE),
                kraken("EOrder:Insufficient initial margin", no, ErrorKind.INSUFFICIENT_BALANCE),
                kraken("EOrder:Rate limit exceeded", no, ErrorKind.RATE_LIMITED),
                kraken("EOrder:Orders limit exceeded", no, ErrorKind.RATE_LIMITED),
                kraken("EOrder:Order minimum not met", no, ErrorKind.MIN_NOTIONAL),
                kraken("EOrder:Cost minimum not met", no, ErrorKind.MIN_NOTIONAL),
                kraken("EOrder:Tick size check failed", no, ErrorKind.OFF_GRID),
                kraken(
                        "EOrder:Invalid price:XBTUSD price can only be specified up to 1 decimals.",
                        no,
                        ErrorKind.OFF_GRID),
                kraken("EOrder:Post only order", no, ErrorKind.POST_ONLY),
                kraken("EOrder:Trading agreement required", no, ErrorKind.BAD_CREDENTIALS),
                kraken("EOrder:Unknown order", no, ErrorKind.UNKNOWN_ORDER),
                kraken("EAPI:Invalid nonce", no, ErrorKind.NONCE),
                kraken("EAPI:Invalid key", no, ErrorKind.BAD_CREDENTIALS),
                kraken("EAPI:Invalid signature", no, ErrorKind.BAD_CREDENTIALS),
                kraken("EAPI:Rate limit exceeded", no, ErrorKind.RATE_LIMITED),
                kraken("EGeneral:Permission denied", no, ErrorKind.BAD_CREDENTIALS),
                kraken("EGeneral:Too many requests", no, ErrorKind.RATE_LIMITED),
                kraken("EGeneral:Temporary lockout", no, ErrorKind.RATE_LIMITED),
                kraken("EGeneral:Invalid arguments:volume", no, ErrorKind.INVALID_ORDER),
                kraken("EGeneral:Internal error", unknown, ErrorKind.UNCLEAR),
                kraken("EQuery:Unknown asset pair", no, ErrorKind.UNKNOWN_INSTRUMENT),
                kraken("EService:Market in cancel_only mode", no, ErrorKind.MARKET_CLOSED),
                kraken("EService:Unavailable", unknown, ErrorKind.UNAVAILABLE),
                kraken("EService:Busy", unknown, ErrorKind.UNAVAILABLE),
                kraken("EService:Timeout", unknown, ErrorKind.UNCLEAR),
                page("kraken", 429, no, ErrorKind.RATE_LIMITED),
                page("kraken", 520, unknown, ErrorKind.UNAVAILABLE),
                kraken("EOrder:Something new", unknown, ErrorKind.UNCLEAR)));
        return cases;
    }

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @BeforeEach
    void venuesThatAreWell() {
        SERVER.resetAll();
        SERVER.stubFor(any(urlPathMatching("/(api|sapi|0)/.*")).atPriority(10).willReturn(okJson("[]")));
        SERVER.stubFor(get("/api/v3/exchangeInfo").willReturn(okJson(Payloads.EXCHANGE_INFO)));
        SERVER.stubFor(get("/api/v3/time").willReturn(okJson("{\"serverTime\":1700000000000}")));
        SERVER.stubFor(get(urlPathEqualTo("/sapi/v1/account/apiRestrictions"))
                .willReturn(okJson("{\"enableWithdrawals\":false}")));
        SERVER.stubFor(get(urlPathEqualTo("/api/v3/account"))
                .willReturn(okJson(
                        "{\"balances\":[{\"asset\":\"BTC\",\"free\":\"1.50000000\",\"locked\":\"0.50000000\"}]}")));
        SERVER.stubFor(get("/0/public/Assets").willReturn(okJson(Payloads.KRAKEN_ASSETS)));
        SERVER.stubFor(get("/0/public/AssetPairs").willReturn(okJson(Payloads.KRAKEN_PAIRS)));
        SERVER.stubFor(post("/0/private/Balance").willReturn(okJson(Payloads.KRAKEN_BALANCE)));
        SERVER.stubFor(post("/0/private/OpenOrders").willReturn(okJson("{\"error\":[],\"result\":{\"open\":{}}}")));
    }

    private static ExecutionPlugin open(String venue) {
        String secret =
                Base64.getEncoder().encodeToString("a secret".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return new XChangeProvider(new HandClock().surroundings())
                .open(new PluginConfig(
                        "xchange:" + venue,
                        "default",
                        Map.of("url", SERVER.baseUrl(), "key", "the-key", "secret", secret)));
    }

    private static ApprovedOrder.Single anOrder(ExecutionPlugin exchange) {
        return Given.order(
                1,
                OrderRequest.buy(exchange.instruments().getFirst())
                        .limit("60000")
                        .quantity("0.001"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anAnswerDecidesWhatBecomesOfTheOrder(Case error) {
        String path = error.venue.equals("binance") ? "/api/v3/order" : "/0/private/AddOrder";
        ResponseDefinitionBuilder answer = error.body.startsWith("<")
                ? com.github.tomakehurst.wiremock.client.WireMock.aResponse()
                        .withStatus(error.status)
                        .withHeader("Content-Type", "text/html")
                        .withBody(error.body)
                : jsonResponse(error.body, error.status);
        SERVER.stubFor(post(urlPathEqualTo(path)).willReturn(answer));
        try (ExecutionPlugin exchange = open(error.venue)) {
            exchange.init(report -> {});

            ExecutionResult result = exchange.executeOrder(anOrder(exchange));

            if (error.outcome == Outcome.NOT_ACCEPTED) {
                assertThat(result).isInstanceOf(ExecutionResult.Rejected.class);
                assertThat(result.raw()).isEqualToIgnoringWhitespace(error.body);
                if (!error.body.startsWith("<")) {
                    ErrorTable.Row row = profile(error.venue).errors().row(error.json(), error.status);
                    assertThat(row).isNotNull();
                    assertThat(((ExecutionResult.Rejected) result).message()).doesNotContain("HTTP status code");
                }
            } else {
                assertThat(result).isInstanceOf(ExecutionResult.Unconfirmed.class);
                assertThat(result.error()).contains("[" + error.kind.text() + "]");
                assertThat(exchange.executeOrder(Given.order(
                                2,
                                OrderRequest.buy(exchange.instruments().getFirst())
                                        .limit("60000")
                                        .quantity("0.001"))))
                        .isInstanceOf(ExecutionResult.Denied.class);
            }
            SERVER.verify(1, postRequestedFor(urlPathEqualTo(path)));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCaseHasItsKind(Case error) {
        ErrorTable.Row row = profile(error.venue).errors().row(error.json(), error.status);
        if (row != null) {
            assertThat(row.outcome()).isEqualTo(error.outcome);
            assertThat(row.kind()).isEqualTo(error.kind);
        } else {
            assertThat(error.outcome).isEqualTo(Outcome.UNKNOWN);
        }
    }

    @Test
    void noRowIsWithoutItsCase() {
        for (VenueProfile profile : List.of(profile("binance"), profile("kraken"))) {
            Set<ErrorTable.Row> met = new HashSet<>();
            for (Case error : cases()) {
                ErrorTable.Row row = profile.errors().row(error.json(), error.status);
                if (error.venue.equals(profile.id()) && row != null) {
                    met.add(row);
                }
            }
            assertThat(profile.errors().rows())
                    .allSatisfy(row -> assertThat(met).contains(row));
        }
    }

    private static VenueProfile profile(String venue) {
        return venue.equals("binance") ? new BinanceProfile() : new KrakenProfile();
    }

    @Test
    void aVenueThatCannotBeReachedHasNotTakenTheOrder() {
        WireMockServer gone =
                new WireMockServer(WireMockConfiguration.options().dynamicPort().http2PlainDisabled(true));
        gone.start();
        SERVER.getStubMappings().forEach(gone::addStubMapping);
        try (ExecutionPlugin exchange = new XChangeProvider(new HandClock().surroundings())
                .open(new PluginConfig(
                        "xchange:binance",
                        "default",
                        Map.of("url", gone.baseUrl(), "key", "the-key", "secret", "a-secret")))) {
            exchange.init(report -> {});
            gone.stop();

            ExecutionResult result = exchange.executeOrder(anOrder(exchange));

            assertThat(result.error()).startsWith("unreachable: nothing was sent: ");
        }
    }

    @Test
    void afterTooManyRequestsNothingIsSentForAsLongAsTheVenueSays() {
        SERVER.stubFor(post(urlPathEqualTo("/api/v3/order"))
                .willReturn(jsonResponse("{\"code\":-1003,\"msg\":\"Too many requests.\"}", 429)
                        .withHeader("Retry-After", "30")));
        try (ExecutionPlugin exchange = open("binance")) {
            exchange.init(report -> {});
            exchange.executeOrder(anOrder(exchange));

            ExecutionResult second = exchange.executeOrder(anOrder(exchange));

            assertThat(second).isInstanceOf(ExecutionResult.Denied.class);
            assertThat(second.error()).contains("a request waits 5000 ms at most");
            SERVER.verify(1, postRequestedFor(urlPathEqualTo("/api/v3/order")));
        }
    }

    @Test
    void anAnswerThatRepeatsTheKeyIsKeptWithoutIt() {
        SERVER.stubFor(post(urlPathEqualTo("/api/v3/order"))
                .willReturn(jsonResponse("{\"code\":-2015,\"msg\":\"Invalid API-key the-key, IP 10.0.0.1\"}", 401)));
        try (ExecutionPlugin exchange = open("binance")) {
            exchange.init(report -> {});

            ExecutionResult result = exchange.executeOrder(anOrder(exchange));

            assertThat(result.raw() + result.error())
                    .contains("Invalid API-key ***")
                    .doesNotContain("the-key");
        }
    }
}
