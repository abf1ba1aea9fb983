package dev.tandem.xchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.tandem.gate.ApprovedOrder;
import dev.tandem.gate.ConfidencePolicy;
import dev.tandem.gate.Gate;
import dev.tandem.gate.OrderRole;
import dev.tandem.gate.RiskLimits;
import dev.tandem.gate.Sizing;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.plugin.CancelResult;
import dev.tandem.plugin.ExecutionPlugin;
import dev.tandem.plugin.ExecutionResult;
import dev.tandem.plugin.PluginConfig;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Against the recorded venues beside the project, where they are. */
class RecordedVenuesTest {
    private static final ClientOrderId RECORDED = ClientOrderId.parse("my-cid-1");

    private final HandClock clock = new HandClock();
    private final Reports reports = new Reports();

    private static WireMockServer recorded(String venue) {
        Path folder = Path.of(System.getProperty("tandem.root", "."), "..", "shared", "xchange-stubs", venue);
        assumeThat(Files.isDirectory(folder))
                .as("the recorded answers of %s are not there: %s", venue, folder)
                .isTrue();
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .http2PlainDisabled(true)
                .usingFilesUnderDirectory(folder.toString()));
        server.start();
        return server;
    }

    private ExecutionPlugin open(String venue, WireMockServer server) {
        String secret = Base64.getEncoder().encodeToString("a secret".getBytes(StandardCharsets.UTF_8));
        ExecutionPlugin plugin = new XChangeProvider(clock.surroundings())
                .open(new PluginConfig(
                        "xchange:" + venue,
                        "default",
                        Map.of("url", server.baseUrl(), "key", "the-key", "secret", secret)));
        plugin.init(reports);
        return plugin;
    }

    private static ApprovedOrder.Single anOrder(Instrument instrument, Side side) {
        return new Gate(ConfidencePolicy.standard(), RiskLimits.NONE, new Sizing.Fixed(BigDecimal.ONE))
                .approveExit(
                        RECORDED,
                        instrument,
                        side,
                        new OrderType.Limit(instrument.ticks(new BigDecimal("60000"))),
                        instrument.lots(new BigDecimal("0.001")),
                        OrderRole.TAKE_PROFIT);
    }

    @Test
    void anOrderAtTheRecordedBinance() {
        WireMockServer server = recorded("binance");
        try (ExecutionPlugin exchange = open("binance", server)) {
            ExecutionResult placed = exchange.executeOrder(anOrder(Given.BTC, Side.SELL));
            CancelResult canceled = exchange.cancelOrder(RECORDED);

            // The recorded order was open before: it is followed, and its name is taken.
            assertThat(placed.error()).startsWith("duplicate-client-order-id");
            assertThat(canceled).isInstanceOf(CancelResult.Canceled.class);
            assertThat(reports.told()).containsExactly("my-cid-1 canceled: requested");
        } finally {
            server.stop();
        }
    }

    @Test
    void anOrderAtTheRecordedKraken() {
        WireMockServer server = recorded("kraken");
        try (ExecutionPlugin exchange = open("kraken", server)) {
            Instrument btc = exchange.instruments().getFirst();

            ExecutionResult placed = exchange.executeOrder(anOrder(btc, Side.BUY));
            clock.beat();

            assertThat(placed).isInstanceOf(ExecutionResult.Accepted.class);
            assertThat(placed.orderId()).hasToString("OTXID1-AAAAA-BBBBBB");
            assertThat(reports.told()).containsExactly("my-cid-1 filled 0.0004 at 60000, leaves 60000");
        } finally {
            server.stop();
        }
    }
}
