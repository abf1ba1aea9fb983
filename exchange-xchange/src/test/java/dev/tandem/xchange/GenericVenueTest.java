package dev.tandem.xchange;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.PluginConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A venue through XChange's own services and nothing else: Bitstamp, with answers in the form of its documentation. */
class GenericVenueTest {
    private static final String PLACED = """
            {"id":"1234","datetime":"2023-11-14 22:13:20.000000","type":"0","price":"60000","amount":"0.001","client_order_id":""}
            """;

    private final HandClock clock = new HandClock();
    private final WireMockServer venue =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().http2PlainDisabled(true));
    private final Reports reports = new Reports();
    private final ExecutionPlugin exchange = open();

    private ExecutionPlugin open() {
        venue.start();
        return new XChangeProvider(clock.surroundings())
                .open(new PluginConfig(
                        "xchange:bitstamp",
                        "default",
                        Map.of(
                                "url",
                                venue.baseUrl(),
                                "key",
                                "the-key",
                                "secret",
                                "the-secret",
                                "read-timeout",
                                "60s")));
    }

    @BeforeEach
    void start() {
        venue.stubFor(get("/api/v2/trading-pairs-info/").willReturn(okJson("""
                [{"name":"BTC/USD","url_symbol":"btcusd","base_decimals":8,"counter_decimals":0,"minimum_order":"10 USD",
                  "trading":"Enabled","instant_and_market_orders":"Enabled","description":"Bitcoin / U.S. dollar"}]
                """)));
        venue.stubFor(post(urlPathMatching("/api/v2/balance/.*")).willReturn(okJson("""
                {"usd_balance":"1000.00","usd_available":"1000.00","usd_reserved":"0.00",
                 "btc_balance":"1.00000000","btc_available":"1.00000000","btc_reserved":"0.00000000"}
                """)));
        venue.stubFor(post(urlPathMatching("/api/v2/open_orders/.*")).willReturn(okJson("[]")));
        venue.stubFor(post(urlPathMatching("/api/v2/user_transactions/.*")).willReturn(okJson("[]")));
        venue.stubFor(post("/api/v2/buy/btcusd/").willReturn(okJson(PLACED)));
        status("Open", "");
        exchange.init(reports);
    }

    @AfterEach
    void end() {
        exchange.close();
        assertThat(venue.findAllUnmatchedRequests()).isEmpty();
        venue.stop();
    }

    private void status(String status, String transactions) {
        venue.stubFor(post("/api/v2/order_status/")
                .willReturn(okJson("{\"id\":1234,\"status\":\"" + status
                        + "\",\"amount_remaining\":\"0\",\"transactions\":[" + transactions + "]}")));
    }

    private ApprovedOrder.Single anOrder(int number) {
        Instrument btc = exchange.instruments().getFirst();
        return Given.order(number, OrderRequest.buy(btc).limit("60000").quantity("0.001"));
    }

    @Test
    void aLimitIsTakenAndItsFillFoundByAsking() {
        ExecutionResult placed = exchange.executeOrder(anOrder(1));
        assertThat(placed).as(placed.toString()).isInstanceOf(ExecutionResult.Accepted.class);
        assertThat(placed.orderId()).hasToString("1234");

        status("Finished", """
                {"tid":777,"usd":"60.00","price":"60000","fee":"0.12","btc":"0.001","datetime":"2023-11-14 22:13:21.000000","type":2}
                """);
        venue.stubFor(post(urlPathMatching("/api/v2/user_transactions/.*")).willReturn(okJson("""
                [{"id":777,"order_id":1234,"datetime":"2023-11-14 22:13:21.000000","type":"2","usd":"-60.00","btc":"0.00100000",
                  "btc_usd":"60000.00","fee":"0.12000"}]
                """)));
        clock.advance(Duration.ofSeconds(5));
        clock.beat();

        assertThat(reports.told())
                .as("%s", exchange.healthCheck())
                .containsExactly("t1-1 filled 0.001 at 60000, leaves 0");
        venue.verify(1, postRequestedFor(urlEqualTo("/api/v2/buy/btcusd/")));
    }

    @Test
    void aMarketOrdersQuantityIsOfTheBaseAsset() {
        venue.stubFor(post("/api/v2/buy/market/btcusd/").willReturn(okJson(PLACED)));

        ExecutionResult placed = exchange.executeOrder(Given.order(
                1, OrderRequest.buy(exchange.instruments().getFirst()).quantity("0.001")));

        assertThat(placed).as(placed.toString()).isInstanceOf(ExecutionResult.Accepted.class);
        venue.verify(
                1,
                postRequestedFor(urlEqualTo("/api/v2/buy/market/btcusd/")).withRequestBody(containing("amount=0.001")));
    }

    @Test
    void aRefusalHasTheVenuesWords() {
        venue.stubFor(post("/api/v2/buy/btcusd/").willReturn(okJson("""
                {"status":"error","reason":{"__all__":["You need 60.12 USD to open that order. You have only 10.00 USD available."]}}
                """)));

        ExecutionResult refused = exchange.executeOrder(anOrder(1));

        assertThat(refused).as(refused.toString()).isInstanceOf(ExecutionResult.Rejected.class);
        assertThat(refused.error()).contains("You need 60.12 USD");
        assertThat(refused.toString()).doesNotContain("the-secret");
    }

    @Test
    void anAnswerThatIsLostBlocksTheInstrumentAndIsNotSentAgain() {
        venue.stubFor(post("/api/v2/buy/btcusd/").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));

        ExecutionResult lost = exchange.executeOrder(anOrder(1));
        ExecutionResult next = exchange.executeOrder(anOrder(2));

        assertThat(lost).isInstanceOf(ExecutionResult.Unconfirmed.class);
        assertThat(next).isInstanceOf(ExecutionResult.Denied.class);
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofSeconds(10));
            clock.beat();
        }
        assertThat(reports.told()).containsExactly("t1-1 rejected: never-arrived");
        venue.verify(1, postRequestedFor(urlEqualTo("/api/v2/buy/btcusd/")));
    }

    @Test
    void aStopIsDeniedBeforeAnythingIsSentAndBlocksNothing() {
        Instrument btc = exchange.instruments().getFirst();
        ExecutionResult stop = exchange.executeOrder(
                Given.order(1, OrderRequest.sell(btc).stop("50000").quantity("0.001")));

        assertThat(stop)
                .isInstanceOfSatisfying(
                        ExecutionResult.Denied.class,
                        denied -> assertThat(denied.denial().message())
                                .isEqualTo("bitstamp cannot do 'stop': the order was not sent"));
        assertThat(exchange.executeOrder(anOrder(2))).isInstanceOf(ExecutionResult.Accepted.class);
        venue.verify(0, postRequestedFor(urlPathMatching("/api/v2/sell/.*")));
    }

    @Test
    void anEntryWithAnyKindOfStopNeedsWhatIsNotThere() {
        Instrument btc = exchange.instruments().getFirst();
        for (OrderRequest.Builder entry : List.of(
                OrderRequest.buy(btc).quantity("0.001").stopLoss(Exit.fractionFromFill(Rate.parse("0.02"))),
                OrderRequest.buy(btc).quantity("0.001").trailingStop(Rate.parse("0.02")),
                OrderRequest.buy(btc)
                        .quantity("0.001")
                        .stopLoss(Exit.fractionFromFill(Rate.parse("0.02")))
                        .takeProfit(Exit.fractionFromFill(Rate.parse("0.04"))))) {
            assertThat(exchange.capabilities().missingFor(entry.build())).isNotNull();
        }
    }
}
