package dev.tandem.xchange;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Capability;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.PluginConfig;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OKX through XChange's own services, with answers in the form of its documentation. */
class OkxOrdersTest {
    private static final String ID = "312269865356374016";

    private final HandClock clock = new HandClock();
    private final WireMockServer venue =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().http2PlainDisabled(true));
    private final Reports reports = new Reports();
    private final ExecutionPlugin exchange = open();

    private ExecutionPlugin open() {
        venue.start();
        return new XChangeProvider(clock.surroundings())
                .open(new PluginConfig(
                        "xchange:okex",
                        "default",
                        Map.of(
                                "url",
                                venue.baseUrl(),
                                "key",
                                "the-key",
                                "secret",
                                "the-secret",
                                "passphrase",
                                "the-passphrase",
                                "read-timeout",
                                "60s")));
    }

    private static String data(String rows) {
        return "{\"code\":\"0\",\"msg\":\"\",\"data\":[" + rows + "]}";
    }

    private void answers(String path, String rows) {
        venue.stubFor(get(urlPathEqualTo("/api/v5" + path)).willReturn(okJson(data(rows))));
    }

    @BeforeEach
    void start() {
        answers("/public/instruments", "");
        venue.stubFor(get(urlPathEqualTo("/api/v5/public/instruments"))
                .withQueryParam("instType", equalTo("SPOT"))
                .willReturn(okJson(data("""
                        {"instType":"SPOT","instId":"BTC-USDT","uly":"","category":"1","baseCcy":"BTC","quoteCcy":"USDT",
                         "settleCcy":"","ctVal":"","ctMult":"","optType":"","stk":"","listTime":"1548133413000","expTime":"",
                         "lever":"10","tickSz":"0.1","lotSz":"0.00000001","minSz":"0.00001","ctType":"","alias":"","state":"live"}
                        """))));
        answers("/asset/currencies", "");
        answers("/account/config", """
                {"uid":"44705892343619584","acctLv":"1","posMode":"net_mode","autoLoan":false,"greeksType":"PA","level":"Lv1",
                 "levelTmp":""}
                """);
        answers("/account/trade-fee", """
                {"category":"1","delivery":"","exercise":"","instType":"SPOT","level":"Lv1","maker":"-0.0008","taker":"-0.001",
                 "ts":"1700000000000"}
                """);
        answers("/account/balance", """
                {"adjEq":"","details":[
                   {"ccy":"USDT","eq":"1000","cashBal":"1000","availEq":"","availBal":"940","frozenBal":"60","ordFrozen":"60",
                    "uTime":"1700000000000","isoEq":"","disEq":"1000","eqUsd":"1000"},
                   {"ccy":"BTC","eq":"0.5","cashBal":"0.5","availEq":"","availBal":"0.5","frozenBal":"0","ordFrozen":"0",
                    "uTime":"1700000000000","isoEq":"","disEq":"30000","eqUsd":"30000"}],
                 "imr":"","isoEq":"0","mgnRatio":"","mmr":"","notionalUsd":"","ordFroz":"","totalEq":"31000","uTime":"1700000000000"}
                """);
        answers("/asset/balances", "{\"ccy\":\"USDT\",\"bal\":\"77\",\"availBal\":\"77\",\"frozenBal\":\"0\"}");
        answers(
                "/account/account-position-risk",
                "{\"adjEq\":\"0\",\"balData\":[],\"posData\":[],\"ts\":\"1700000000000\"}");
        answers("/trade/orders-pending", "");
        answers("/trade/orders-history", "");
        placing("0", "");
        order("live", "0", "", "0");
        exchange.init(reports);
    }

    @AfterEach
    void end() {
        exchange.close();
        assertThat(venue.findAllUnmatchedRequests()).isEmpty();
        venue.stop();
    }

    private void placing(String code, String message) {
        venue.stubFor(post("/api/v5/trade/order")
                .willReturn(okJson(
                        "{\"code\":\"" + (code.equals("0") ? "0" : "1") + "\",\"msg\":\"\",\"data\":[{\"clOrdId\":\"\","
                                + "\"ordId\":\"" + (code.equals("0") ? ID : "") + "\",\"tag\":\"\",\"sCode\":\"" + code
                                + "\",\"sMsg\":\"" + message + "\"}]}")));
    }

    private static String details(String state, String filled, String average, String fee) {
        return """
                {"accFillSz":"%s","avgPx":"%s","cTime":"1700000000000","category":"normal","ccy":"","clOrdId":"","fee":"%s",
                 "feeCcy":"BTC","fillPx":"%s","fillSz":"%s","fillTime":"1700000000500","instId":"BTC-USDT","instType":"SPOT","lever":"",
                 "ordId":"%s","ordType":"limit","pnl":"0","posSide":"","px":"60000","rebate":"0","rebateCcy":"USDT","side":"buy",
                 "slOrdPx":"","slTriggerPx":"","state":"%s","sz":"0.001","tag":"","tdMode":"cash","tpOrdPx":"","tpTriggerPx":"",
                 "tradeId":"1","uTime":"1700000000500"}
                """.formatted(filled, average, fee, average, filled, ID, state);
    }

    private void order(String state, String filled, String average, String fee) {
        String details = details(state, filled, average, fee);
        answers("/trade/order", details);
        answers("/trade/orders-pending", state.equals("live") || state.equals("partially_filled") ? details : "");
        answers("/trade/orders-history", state.equals("filled") ? details : "");
    }

    private ApprovedOrder.Single anOrder(int number) {
        Instrument btc = exchange.instruments().getFirst();
        return Given.order(number, OrderRequest.buy(btc).limit("60000").quantity("0.001"));
    }

    private void later() {
        clock.advance(Duration.ofSeconds(5));
        clock.beat();
    }

    @Test
    void anOrderGoesOutOnceAndItsFillHasTheFeeThatWasCharged() {
        order("live", "0", "", "0");
        ExecutionResult placed = exchange.executeOrder(anOrder(1));
        assertThat(placed).as(placed.toString()).isInstanceOf(ExecutionResult.Accepted.class);
        assertThat(placed.orderId()).hasToString(ID);
        later();
        assertThat(reports.told()).isEmpty();

        order("filled", "0.001", "59990", "-0.000001");
        later();
        assertThat(reports.told())
                .as("%s", exchange.healthCheck())
                .containsExactly("t1-1 filled 0.001 at 59990, leaves 0");
        assertThat(reports.all().getFirst().toString())
                .as("charged in what was bought, and not given")
                .contains("baseFee=100]");
        venue.verify(
                1,
                postRequestedFor(urlEqualTo("/api/v5/trade/order"))
                        .withHeader("OK-ACCESS-PASSPHRASE", equalTo("the-passphrase"))
                        .withRequestBody(equalToJson(
                                "{\"instId\":\"BTC-USDT\",\"tdMode\":\"cash\",\"side\":\"buy\",\"ordType\":\"limit\",\"sz\":\"0.001\","
                                        + "\"px\":\"60000\"}",
                                true,
                                true)));
    }

    @Test
    void whatWasFilledOfACanceledOrderIsNotLost() {
        exchange.executeOrder(anOrder(1));
        later();
        venue.stubFor(post("/api/v5/trade/cancel-order")
                .willReturn(okJson(data("{\"clOrdId\":\"\",\"ordId\":\"" + ID + "\",\"sCode\":\"0\",\"sMsg\":\"\"}"))));
        order("canceled", "0.0004", "60000", "-0.0000004");

        CancelResult canceled = exchange.cancelOrder(Given.id(1));
        later();

        assertThat(canceled).as("%s", canceled).isInstanceOf(CancelResult.Canceled.class);
        assertThat(reports.told())
                .containsExactly("t1-1 filled 0.0004 at 60000, leaves 60", "t1-1 canceled: requested");
        venue.verify(postRequestedFor(urlEqualTo("/api/v5/trade/cancel-order"))
                .withRequestBody(equalToJson("{\"instId\":\"BTC-USDT\",\"ordId\":\"" + ID + "\"}", true, true)));
    }

    @Test
    void aRefusalHasTheVenuesWordsAndItsMeaning() {
        placing("51008", "Order failed. Your available USDT balance is insufficient.");
        ExecutionResult refused = exchange.executeOrder(anOrder(1));
        assertThat(refused).as(refused.toString()).isInstanceOf(ExecutionResult.Rejected.class);
        assertThat(refused.error()).startsWith("51008: ").contains("available USDT balance");
        assertThat(refused.toString()).doesNotContain("the-secret").doesNotContain("the-passphrase");
    }

    @Test
    void anAnswerThatIsLostIsNotSentAgain() {
        venue.stubFor(post("/api/v5/trade/order").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        ExecutionResult lost = exchange.executeOrder(anOrder(1));
        assertThat(lost).isInstanceOf(ExecutionResult.Unconfirmed.class);
        assertThat(exchange.executeOrder(anOrder(2))).isInstanceOf(ExecutionResult.Denied.class);
        venue.verify(1, postRequestedFor(urlEqualTo("/api/v5/trade/order")));
    }

    @Test
    void onlyWhatCanBeTradedWithIsABalance() {
        assertThat(exchange.fetchBalance().stream()
                        .filter(balance -> balance.asset().equals("USDT"))
                        .map(balance -> Money.toText(balance.total()))
                        .toList())
                .as("77 are in the funding account")
                .containsExactly("1000");
    }

    @Test
    void thereAreNoMarketOrdersBecauseABuyWouldBeOfAnotherQuantity() {
        assertThat(exchange.capabilities().has(Capability.MARKET_ORDER)).isFalse();
        assertThat(exchange.capabilities().has(Capability.LIMIT_ORDER)).isTrue();
    }
}
