package dev.tandem.xchange;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.tandem.model.Capability;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.Health;
import dev.tandem.plugin.PluginConfig;
import dev.tandem.plugin.PluginException;
import dev.tandem.plugin.PluginProvider.Offer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every exchange that is listed as one to trade at, made with a key that is none, against a server that is no venue. */
class TradingExchangesTest {
    private static final String SECRET =
            Base64.getEncoder().encodeToString("a secret".getBytes(StandardCharsets.UTF_8));

    private final HandClock clock = new HandClock();
    private final Reports reports = new Reports();
    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().http2PlainDisabled(true));

    static List<String> trading() {
        return new XChangeProvider()
                .offers().stream()
                        .filter(offer -> offer.capabilities().has(Capability.LIMIT_ORDER))
                        .map(Offer::name)
                        .toList();
    }

    private ExecutionPlugin open(String exchange, String url, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(
                Map.of("url", url, "key", "the-key", "secret", SECRET, "passphrase", "words", "read-timeout", "60s"));
        settings.putAll(more);
        return new XChangeProvider(clock.surroundings())
                .open(new PluginConfig(exchange, PluginConfig.DEFAULT_ACCOUNT, settings));
    }

    @AfterEach
    void end() {
        server.stop();
    }

    /** What takes limits, or tells of the market. */
    private static final Set<Capability> HARMLESS =
            Set.of(Capability.LIMIT_ORDER, Capability.HISTORY, Capability.MARKET_DATA_STREAM);

    /** One more that does more than take limits needs a test that sends orders, like the others have. */
    @Test
    void thoseThatDoMoreThanTakeLimitsAreThoseWhoseOrdersAreTested() {
        assertThat(new XChangeProvider().offers())
                .filteredOn(offer ->
                        offer.capabilities().asSet().stream().anyMatch(capability -> !HARMLESS.contains(capability)))
                .extracting(Offer::name)
                .containsExactlyInAnyOrder(
                        "xchange:binance", // BinanceOrdersTest
                        "xchange:binanceus", // here
                        "xchange:bitstamp", // GenericVenueTest
                        "xchange:kraken"); // KrakenOrdersTest; okex takes limits only: OkxOrdersTest
    }

    @ParameterizedTest
    @MethodSource("trading")
    void isMadeAndAskedWithoutANetwork(String exchange) {
        ExecutionPlugin plugin = open(exchange, "http://127.0.0.1:1", Map.of());

        assertThat(plugin.name()).isEqualTo(exchange);
        assertThat(plugin.healthCheck().state()).isEqualTo(Health.State.NOT_STARTED);
        assertThat(plugin.instruments()).isEmpty();
        assertThat(catchThrowable(() -> plugin.init(reports)))
                .isInstanceOf(PluginException.class)
                .hasMessageStartingWith(exchange + " cannot be started: nothing was sent: ConnectException")
                .hasMessageNotContainingAny(SECRET, "NullPointerException");
        assertThat(plugin.healthCheck().state()).isEqualTo(Health.State.NOT_STARTED);
        assertThatCode(plugin::close).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("trading")
    void whateverTheServerSaysIsExplained(String exchange) {
        server.start();
        Map<String, ResponseDefinitionBuilder> answers = Map.of(
                "an empty object", aResponse().withBody("{}").withHeader("Content-Type", "application/json"),
                "an empty list", aResponse().withBody("[]").withHeader("Content-Type", "application/json"),
                "a word", aResponse().withBody("\"hello\"").withHeader("Content-Type", "application/json"),
                "null", aResponse().withBody("null").withHeader("Content-Type", "application/json"),
                "nothing", aResponse().withStatus(200),
                "a page", aResponse().withStatus(503).withBody("<html>gone</html>"),
                "not found", aResponse().withStatus(404));
        answers.forEach((kind, answer) -> {
            server.resetAll();
            server.stubFor(any(anyUrl()).willReturn(answer));
            try (ExecutionPlugin plugin = open(exchange, server.baseUrl(), Map.of())) {
                Throwable refused = catchThrowable(() -> plugin.init(reports));

                assertThat(server.getAllServeEvents())
                        .as("%s with %s: it must have asked before it fails with %s", exchange, kind, refused)
                        .isNotEmpty();
                assertThat(refused)
                        .as("%s with %s", exchange, kind)
                        .isInstanceOf(PluginException.class)
                        .hasMessageStartingWith(exchange + " cannot be started: ")
                        .hasMessageNotContaining(SECRET);
                // An exception's name alone explains nothing.
                assertThat(String.valueOf(refused.getMessage()).replaceAll("\\(.*\\)", ""))
                        .as("%s with %s", exchange, kind)
                        .doesNotContain("NullPointerException", "ClassCastException", "Exception: null");
            }
        });
    }

    // Binance US

    @Test
    void binanceUsTradesByOurOwnIds() {
        try (FakeBinance venue = new FakeBinance(clock::millis);
                ExecutionPlugin exchange =
                        open("xchange:binanceus", venue.url(), Map.of("secret", FakeBinance.SECRET))) {
            exchange.init(reports);

            assertThat(exchange.executeOrder(Given.buyMarket(1, "0.001"))).isInstanceOf(ExecutionResult.Filled.class);
            assertThat(exchange.executeOrder(Given.buyLimit(2, "0.001", "59000")))
                    .isInstanceOf(ExecutionResult.Accepted.class);
            venue.fill("the-key", "t1-2", "0.0004");
            clock.beat();
            CancelResult canceled = exchange.cancelOrder(Given.id(2));

            assertThat(canceled).isInstanceOf(CancelResult.Canceled.class);
            assertThat(reports.told())
                    .containsExactly(
                            "t1-1 filled 0.0005 at 60000, leaves 50",
                            "t1-1 filled 0.0005 at 60000, leaves 0",
                            "t1-2 filled 0.0004 at 59000, leaves 60",
                            "t1-2 canceled: requested");
            assertThat(venue.complaints()).isEmpty();
        }
    }
}
