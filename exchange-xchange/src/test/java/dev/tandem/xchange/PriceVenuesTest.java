package dev.tandem.xchange;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Ticker;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.plugin.PluginException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knowm.xchange.bybit.service.BybitException;

/** Venues at which there are prices and bars, and no orders: Bybit and Coinbase, with answers in the form of their documentation. */
class PriceVenuesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final VenueProfile BYBIT = new BybitProfile(List.of("cancelOrder"));
    private static final VenueProfile COINBASE = new CoinbaseProfile(List.of("placeLimitOrder"));

    private final HandClock clock = new HandClock();
    private final WireMockServer venue =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().http2PlainDisabled(true));

    @BeforeEach
    void start() {
        venue.start();
        String now = Long.toString(clock.millis());
        venue.stubFor(get(urlPathEqualTo("/v5/market/time"))
                .willReturn(okJson(
                        "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{},\"retExtInfo\":{},\"time\":" + now + "}")));
        venue.stubFor(get(urlPathEqualTo("/v5/market/instruments-info")).willReturn(okJson(BybitSpeech.NONE)));
        venue.stubFor(get(urlPathEqualTo("/v5/market/instruments-info"))
                .withQueryParam("category", equalTo("spot"))
                .willReturn(okJson(BybitSpeech.INSTRUMENTS)));
        venue.stubFor(get(urlPathEqualTo("/v5/market/tickers")).willReturn(okJson("""
                {"retCode":0,"retMsg":"OK","result":{"category":"spot","list":[{"symbol":"BTCUSDT","bid1Price":"60000.10","bid1Size":"2",
                 "ask1Price":"60000.20","ask1Size":"1","lastPrice":"60000.15","prevPrice24h":"59000","price24hPcnt":"0.0169",
                 "highPrice24h":"61000","lowPrice24h":"58000","turnover24h":"500000000","volume24h":"8000","usdIndexPrice":"60000"}]},
                 "retExtInfo":{},"time":1700000000000}
                """)));
        venue.stubFor(get(urlPathEqualTo("/api/v3/brokerage/time"))
                .willReturn(okJson("{\"iso\":\"x\",\"epochSeconds\":\"1700000000\",\"epochMillis\":\"" + now + "\"}")));
        venue.stubFor(
                get(urlPathEqualTo("/api/v3/brokerage/market/products")).willReturn(okJson(CoinbaseSpeech.PRODUCTS)));
        venue.stubFor(get(urlPathEqualTo("/api/v3/brokerage/market/products/BTC-USD/ticker"))
                .willReturn(okJson("""
                {"trades":[{"trade_id":"34b080bf-fcfd-445a-832b-46b5ddc65601","product_id":"BTC-USD","price":"60000.15","size":"0.4",
                 "time":"2023-11-14T22:13:20Z","side":"BUY"}],"best_bid":"60000.10","best_ask":"60000.20"}
                """)));
    }

    @AfterEach
    void end() {
        venue.stop();
    }

    private ExecutionPlugin open(String name, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of("url", venue.baseUrl(), "read-timeout", "60s"));
        settings.putAll(more);
        ExecutionPlugin plugin = new XChangeProvider(clock.surroundings())
                .open(new PluginConfig("xchange:" + name, PluginConfig.DEFAULT_ACCOUNT, settings));
        plugin.init(report -> {});
        return plugin;
    }

    private static Bar only(List<Bar> bars) {
        assertThat(bars).hasSize(1);
        return bars.getFirst();
    }

    // What they tell

    static List<String> names() {
        return List.of("bybit", "coinbase");
    }

    @ParameterizedTest
    @MethodSource("names")
    void pricesAreThoseOfTheVenue(String name) {
        try (ExecutionPlugin plugin = open(name, Map.of())) {
            Instrument btc = only(plugin.instruments(), name);
            Ticker ticker = plugin.fetchData(btc);

            assertThat(btc.tickSize()).isEqualByComparingTo("0.01");
            assertThat(btc.price(ticker.lastTicks())).isEqualByComparingTo("60000.15");
            assertThat(ticker.bidTicks()).isLessThanOrEqualTo(ticker.askTicks());
            assertThat(plugin.healthCheck().state()).isEqualTo(Health.State.HEALTHY);
        }
    }

    private static Instrument only(List<Instrument> instruments, String name) {
        assertThat(instruments).as("what is delisted is not there at %s", name).hasSize(1);
        return instruments.getFirst();
    }

    @ParameterizedTest
    @MethodSource("names")
    void anOrderIsDeniedAndNothingIsSent(String name) {
        try (ExecutionPlugin plugin = open(name, Map.of("key", "the-key", "secret", "the-secret"))) {
            Instrument btc = plugin.instruments().getFirst();
            venue.resetRequests();
            ExecutionResult result = plugin.executeOrder(
                    Given.order(1, OrderRequest.buy(btc).limit("60000").quantity("0.001")));

            assertThat(result).isInstanceOf(ExecutionResult.Denied.class);
            assertThat(result.error()).contains("limit");
            venue.verify(0, anyRequestedFor(anyUrl()));
        }
    }

    @Test
    void bybitsBarsComeLatestFirstWithTheOneInProgress() {
        long open = Math.floorDiv(clock.millis(), 60_000L) * 60_000 - 60_000;
        venue.stubFor(get(urlPathEqualTo("/v5/market/kline")).willReturn(okJson("""
                {"retCode":0,"retMsg":"OK","result":{"symbol":"BTCUSDT","category":"spot","list":[
                 ["%d","17071","17073","17027","17055.5","268611","15.74462667"],
                 ["%d","17071.5","17071.5","17061","17071","4177","0.24469757"]]},"retExtInfo":{},"time":1672025956592}
                """.formatted(open + 60_000, open))));
        try (ExecutionPlugin plugin = open("bybit", Map.of())) {
            Bar bar = only(plugin.history(
                    plugin.instruments().getFirst(), MINUTE, Instant.ofEpochMilli(open), clock.instant()));

            assertThat(bar.open()).isEqualByComparingTo("17071.5");
            assertThat(bar.high()).isEqualByComparingTo("17071.5");
            assertThat(bar.low()).isEqualByComparingTo("17061");
            assertThat(bar.close()).isEqualByComparingTo("17071");
            assertThat(bar.volume()).isEqualTo(4177);
            venue.verify(getRequestedFor(urlPathEqualTo("/v5/market/kline"))
                    .withQueryParam("category", equalTo("spot"))
                    .withQueryParam("symbol", equalTo("BTCUSDT"))
                    .withQueryParam("interval", equalTo("1"))
                    .withQueryParam("start", equalTo(Long.toString(open))));
        }
    }

    @Test
    void coinbaseIsAskedOnWhereNobodyHasTraded() {
        long day = Math.floorDiv(clock.millis(), 86_400_000L) * 86_400_000;
        long open = day - 60_000 * 10;
        venue.stubFor(get(urlPathEqualTo("/api/v3/brokerage/market/products/BTC-USD/candles"))
                .willReturn(okJson("{\"candles\":[]}")));
        venue.stubFor(get(urlPathEqualTo("/api/v3/brokerage/market/products/BTC-USD/candles"))
                .withQueryParam("end", equalTo(Long.toString(day / 1_000 - 1)))
                .willReturn(okJson("""
                        {"candles":[{"start":"%d","low":"66055.14","high":"66331.99","open":"66312.4","close":"66181.6",
                         "volume":"355.82896243"}]}
                        """.formatted(open / 1_000))));
        try (ExecutionPlugin plugin = open("coinbase", Map.of())) {
            Bar bar = only(plugin.history(
                    plugin.instruments().getFirst(),
                    MINUTE,
                    Instant.ofEpochMilli(day - 60_000 * 900),
                    Instant.ofEpochMilli(day)));

            assertThat(bar.openTime()).isEqualTo(Instant.ofEpochMilli(open));
            assertThat(bar.close()).isEqualByComparingTo("66181.6");
            assertThat(bar.volume()).isEqualTo(355.82896243);
            // Three windows, and the rest of the last one once more: nobody says that its end is the market's.
            venue.verify(4, getRequestedFor(urlPathEqualTo("/api/v3/brokerage/market/products/BTC-USD/candles")));
        }
    }

    // What they say no with

    private record Case(VenueProfile profile, int status, String body, Outcome outcome, ErrorKind kind) {
        @Override
        public String toString() {
            return profile.id() + " " + status + " " + body + " is " + kind.text();
        }

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                return JSON.createObjectNode();
            }
        }
    }

    private static Case bybit(int code, String message, Outcome outcome, ErrorKind kind) {
        String body =
                "{\"retCode\":" + code + ",\"retMsg\":\"" + message + "\",\"result\":{},\"retExtInfo\":{},\"time\":1}";
        return new Case(BYBIT, 200, body, outcome, kind);
    }

    private static Case coinbase(int status, String code, String message, Outcome outcome, ErrorKind kind) {
        String body =
                "{\"error\":\"" + code + "\",\"error_details\":\"" + message + "\",\"message\":\"" + message + "\"}";
        return new Case(COINBASE, status, body, outcome, kind);
    }

    private static Case page(VenueProfile profile, int status, Outcome outcome, ErrorKind kind) {
        return new Case(profile, status, "<html>" + status + "</html>", outcome, kind);
    }

    static Stream<Case> cases() {
        Outcome no = Outcome.NOT_ACCEPTED;
        Outcome unknown = Outcome.UNKNOWN;
        return Stream.of(
                bybit(10000, "Server Timeout", unknown, ErrorKind.UNAVAILABLE),
                bybit(10001, "Not supported symbols", no, ErrorKind.UNKNOWN_INSTRUMENT),
                bybit(10001, "params error: Category is invalid", no, ErrorKind.INVALID_ORDER),
                bybit(10002, "The request time exceeds the time window range.", no, ErrorKind.CLOCK_SKEW),
                bybit(10003, "API key is invalid.", no, ErrorKind.BAD_CREDENTIALS),
                bybit(
                        10004,
                        "Error sign, please check your signature generation algorithm.",
                        no,
                        ErrorKind.BAD_CREDENTIALS),
                bybit(
                        10005,
                        "Permission denied, please check your API key permissions.",
                        no,
                        ErrorKind.BAD_CREDENTIALS),
                bybit(10006, "Too many visits. Exceeded the API Rate Limit.", no, ErrorKind.RATE_LIMITED),
                bybit(
                        10010,
                        "Unmatched IP, please check your API key's bound IP addresses.",
                        no,
                        ErrorKind.BAD_CREDENTIALS),
                bybit(10016, "Server error.", unknown, ErrorKind.UNCLEAR),
                bybit(10018, "Exceeded the IP Rate Limit.", no, ErrorKind.RATE_LIMITED),
                bybit(19999, "Something new", unknown, ErrorKind.UNCLEAR),
                page(BYBIT, 403, no, ErrorKind.RATE_LIMITED),
                page(BYBIT, 429, no, ErrorKind.RATE_LIMITED),
                page(BYBIT, 502, unknown, ErrorKind.UNAVAILABLE),
                coinbase(404, "NOT_FOUND", "valid product_id is required", no, ErrorKind.UNKNOWN_INSTRUMENT),
                coinbase(400, "INVALID_ARGUMENT", "granularity argument is invalid", no, ErrorKind.INVALID_ORDER),
                coinbase(403, "PERMISSION_DENIED", "Missing required scopes", no, ErrorKind.BAD_CREDENTIALS),
                coinbase(401, "UNAUTHENTICATED", "invalid token", no, ErrorKind.BAD_CREDENTIALS),
                coinbase(429, "RESOURCE_EXHAUSTED", "too many requests", no, ErrorKind.RATE_LIMITED),
                coinbase(500, "INTERNAL", "Something went wrong", unknown, ErrorKind.UNCLEAR),
                coinbase(503, "UNAVAILABLE", "try again", unknown, ErrorKind.UNAVAILABLE),
                page(COINBASE, 401, no, ErrorKind.BAD_CREDENTIALS),
                page(COINBASE, 429, no, ErrorKind.RATE_LIMITED),
                page(COINBASE, 504, unknown, ErrorKind.UNAVAILABLE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aQuestionThatIsAnsweredWithAnErrorSaysWhichAndWhy(Case error) {
        try (ExecutionPlugin plugin = open(error.profile.id(), Map.of("rate-limits", "false"))) {
            venue.stubFor(get(urlPathMatching("/v5/market/kline|/api/v3/brokerage/market/products/BTC-USD/candles"))
                    .willReturn(
                            error.body.startsWith("{")
                                    ? jsonResponse(error.body, error.status)
                                    : aResponse().withStatus(error.status).withBody(error.body)));
            Instrument btc = plugin.instruments().getFirst();
            Instant end = clock.instant();
            Throwable refused = catchThrowable(() -> plugin.history(btc, MINUTE, end.minus(Duration.ofHours(1)), end));

            assertThat(refused)
                    .isInstanceOf(PluginException.class)
                    .hasMessageStartingWith(plugin.name() + ": bars of " + btc.symbol() + " cannot be asked for: ")
                    .hasMessageContaining("[" + error.kind.text() + "]");
        }
    }

    @Test
    void noRowOfAVenuesOwnIsWithoutItsCase() {
        for (VenueProfile profile : List.of(BYBIT, COINBASE)) {
            Set<ErrorTable.Row> met = new HashSet<>();
            cases().filter(error -> error.profile.equals(profile)).forEach(error -> {
                ErrorTable.Row row = profile.errors().row(error.json(), error.status);
                if (row != null) {
                    assertThat(row.outcome()).as("%s", error).isEqualTo(error.outcome);
                    assertThat(row.kind()).as("%s", error).isEqualTo(error.kind);
                    met.add(row);
                }
            });
            assertThat(profile.errors().rows().stream()
                            .filter(row -> row.code().isEmpty() || !row.code().endsWith("Exception")))
                    .isNotEmpty()
                    .allSatisfy(row -> assertThat(met).contains(row));
        }
    }

    @Test
    void whatXChangeThrowsAtBybitIsReadInTheSameWay() {
        VenueError error = BYBIT.errors().classify(new BybitException(10004, "Error sign", null));

        assertThat(error.kind()).isEqualTo(ErrorKind.BAD_CREDENTIALS);
        assertThat(error.code()).isEqualTo("10004");
    }
}
