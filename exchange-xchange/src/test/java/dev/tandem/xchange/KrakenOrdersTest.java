package dev.tandem.xchange;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.model.Balance;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.OrderRequest;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.PluginConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders at Kraken's spot market, with recorded answers. */
class KrakenOrdersTest {
    private final HandClock clock = new HandClock();
    private final WireMockServer venue =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().http2PlainDisabled(true));
    private final Reports reports = new Reports();
    private final ExecutionPlugin exchange = open();

    private ExecutionPlugin open() {
        venue.start();
        String secret = Base64.getEncoder().encodeToString("a secret".getBytes(StandardCharsets.UTF_8));
        return new XChangeProvider(clock.surroundings())
                .open(new PluginConfig(
                        "xchange:kraken",
                        "default",
                        Map.of("url", venue.baseUrl(), "key", "the-key", "secret", secret)));
    }

    @BeforeEach
    void start() {
        venue.stubFor(get("/0/public/Assets").willReturn(okJson(Payloads.KRAKEN_ASSETS)));
        venue.stubFor(get("/0/public/AssetPairs").willReturn(okJson(Payloads.KRAKEN_PAIRS)));
        venue.stubFor(post("/0/private/Balance").willReturn(okJson(Payloads.KRAKEN_BALANCE)));
        venue.stubFor(post("/0/private/AddOrder").willReturn(okJson(Payloads.KRAKEN_PLACED)));
        venue.stubFor(post("/0/private/TradesHistory").willReturn(okJson(Payloads.KRAKEN_TRADES)));
        openOrders("");
        exchange.init(reports);
    }

    @AfterEach
    void end() {
        exchange.close();
        venue.stop();
    }

    private void openOrders(String orders) {
        venue.stubFor(post("/0/private/OpenOrders")
                .willReturn(okJson("{\"error\":[],\"result\":{\"open\":{" + orders + "}}}")));
    }

    private void queried(String order) {
        venue.stubFor(post("/0/private/QueryOrders")
                .willReturn(okJson("{\"error\":[],\"result\":{\"OTXID1-AAAAA-BBBBBB\":" + order + "}}")));
    }

    private ApprovedOrder.Single anOrder(int number) {
        Instrument btc = exchange.instruments().getFirst();
        return Given.order(number, OrderRequest.buy(btc).limit("60000").quantity("0.001"));
    }

    @Test
    void theVenuesNamesAreTranslated() {
        assertThat(exchange.instruments()).extracting(Instrument::symbol).containsExactly("BTC/USD");
        assertThat(exchange.instruments().getFirst().tickSize()).isEqualByComparingTo("0.1");
        assertThat(exchange.fetchBalance())
                .containsExactlyInAnyOrder(
                        new Balance("BTC", Money.parse("1.5"), 0), new Balance("USD", Money.parse("100000"), 0));
    }

    @Test
    void anOrderGoesOutWithItsPairAndOurName() {
        ExecutionResult placed = exchange.executeOrder(anOrder(1));

        assertThat(placed).isInstanceOf(ExecutionResult.Accepted.class);
        assertThat(placed.orderId()).hasToString("OTXID1-AAAAA-BBBBBB");
        venue.verify(
                1,
                postRequestedFor(urlEqualTo("/0/private/AddOrder"))
                        .withRequestBody(containing("pair=XXBTZUSD"))
                        .withRequestBody(containing("cl_ord_id=t1-1"))
                        .withRequestBody(containing("type=buy&ordertype=limit&volume=0.001&price=60000")));
    }

    @Test
    void fillsAreFoundByAskingAndCountedOnceByTheTradesName() {
        exchange.executeOrder(anOrder(1));
        openOrders("\"OTXID1-AAAAA-BBBBBB\":" + Payloads.krakenOrder("open", "0.00040000"));

        clock.beat();
        clock.beat();

        assertThat(reports.told()).containsExactly("t1-1 filled 0.0004 at 60000, leaves 60000");
        assertThat(exchange.fetchBalance()).contains(new Balance("USD", Money.parse("99964"), Money.parse("36")));
    }

    @Test
    void aCancelIsBelievedWhenTheOrderShowsIt() {
        exchange.executeOrder(anOrder(1));
        venue.stubFor(post("/0/private/CancelOrder").willReturn(okJson("{\"error\":[],\"result\":{\"count\":1}}")));
        queried(Payloads.krakenOrder("canceled", "0.00040000"));

        CancelResult canceled = exchange.cancelOrder(Given.id(1));

        assertThat(canceled).isInstanceOf(CancelResult.Canceled.class);
        assertThat(reports.told())
                .containsExactly("t1-1 filled 0.0004 at 60000, leaves 60000", "t1-1 canceled: requested");
    }

    @Test
    void aLostAnswerIsFoundByOurName() {
        venue.stubFor(post("/0/private/AddOrder").willReturn(okJson("{\"error\":[\"EService:Timeout\"]}")));
        exchange.executeOrder(anOrder(1));
        openOrders("\"OTXID1-AAAAA-BBBBBB\":" + Payloads.krakenOrder("open", "0.00000000"));

        clock.beat();

        assertThat(reports.told()).containsExactly("t1-1 accepted");
    }

    @Test
    void anOrderThatNobodyHasSeenForAMinuteNeverArrived() {
        venue.stubFor(post("/0/private/AddOrder").willReturn(okJson("{\"error\":[\"EService:Timeout\"]}")));
        venue.stubFor(post("/0/private/ClosedOrders")
                .willReturn(okJson("{\"error\":[],\"result\":{\"closed\":{},\"count\":0}}")));
        venue.stubFor(post("/0/private/TradesHistory")
                .willReturn(okJson("{\"error\":[],\"result\":{\"trades\":{},\"count\":0}}")));
        exchange.executeOrder(anOrder(1));

        for (int i = 0; i < 11; i++) {
            clock.beat();
            clock.advance(Duration.ofSeconds(5));
        }
        List<String> before = reports.told();
        for (int i = 0; i < 20; i++) {
            clock.beat();
            clock.advance(Duration.ofSeconds(5));
        }

        assertThat(before).isEmpty();
        assertThat(reports.told()).containsExactly("t1-1 rejected: never-arrived");
    }

    @Test
    void noncesOnlyGrow() {
        exchange.executeOrder(anOrder(1));
        for (int i = 0; i < 5; i++) {
            exchange.fetchBalance();
        }
        Pattern nonce = Pattern.compile("nonce=(\\d+)");
        List<Long> nonces = venue
                .findAll(postRequestedFor(
                        com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching("/0/private/.*")))
                .stream()
                .map(LoggedRequest::getBodyAsString)
                .map(nonce::matcher)
                .filter(Matcher::find)
                .map(found -> Long.parseLong(found.group(1)))
                .toList();

        assertThat(nonces).hasSizeGreaterThan(10).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aNameThatIsTooLongIsDeniedBeforeItIsSent() {
        Instrument btc = exchange.instruments().getFirst();
        ApprovedOrder.Single order = Given.order(
                123_456_789_012_345_678L, OrderRequest.buy(btc).limit("60000").quantity("0.001"));

        assertThat(exchange.executeOrder(order).error())
                .isEqualTo("the client order id 't1-123456789012345678' has 21 characters, and kraken takes 18: use a"
                        + " shorter session name");
    }
}
