package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.venue.ClockMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a signed alert through the gate and XChange's Binance module to a fill at an exchange that is another program. */
class AlertsAtVenueTest {
    private static final String ALERTS = "/webhooks/tradingview";

    @TempDir
    Path directory;

    private ServeProcess serve(LockstepMarket market) throws Exception {
        return ServeProcess.start(
                directory,
                "--exchange",
                "xchange:binance",
                "--endpoint",
                market.venue.uri().toString(),
                "--journal",
                "alerts",
                "--max-order-notional",
                "5000",
                "--webhook-symbols",
                "BTCUSDT=BTC/USDT");
    }

    private static String alert(String fields) {
        return "{\"ticker\":\"BTCUSDT\",\"timenow\":\"" + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\"," + fields
                + "}";
    }

    private static boolean isFilled(JsonNode alert) {
        return alert.path("orders").path(0).path("status").asText().equals("filled");
    }

    /** {@code BUY 0.5 FILLED}, as the exchange has it, oldest first. */
    private static List<String> orders(LockstepMarket market) throws Exception {
        List<String> orders = new ArrayList<>();
        for (JsonNode each : market.truth().get("orders")) {
            JsonNode order = each.get("order");
            orders.add(order.get("side").asText() + " "
                    + new java.math.BigDecimal(order.get("origQty").asText())
                            .stripTrailingZeros()
                            .toPlainString()
                    + " " + order.get("status").asText());
        }
        return orders;
    }

    @Test
    void aSignedAlertIsFilledAtTheExchangeAndAnUnsureOneNeverGetsThere() throws Exception {
        try (LockstepMarket market = LockstepMarket.of(directory, 60, ClockMode.SIXTY_TIMES, null);
                ServeProcess serve = serve(market)) {
            assertThat(serve.post(ALERTS, alert("\"action\":\"buy\",\"quantity\":\"0.5\",\"confidence\":0.9")))
                    .isEqualTo("200 accepted");
            JsonNode bought = serve.inbox(inbox -> isFilled(inbox.path(0))).get(0);
            assertThat(orders(market)).containsExactly("BUY 0.5 FILLED");
            JsonNode fill = market.truth().get("fills").get(0).get("fill");
            assertThat(new java.math.BigDecimal(
                            bought.get("orders").get(0).get("averagePrice").asText()))
                    .as("what the inbox says is what was paid")
                    .isEqualByComparingTo(fill.get("price").asText());

            assertThat(serve.post(ALERTS, alert("\"action\":\"buy\",\"quantity\":\"0.5\",\"confidence\":0.59")))
                    .as("not sure enough")
                    .isEqualTo("200 rejected confidence");
            assertThat(serve.post(ALERTS, alert("\"action\":\"buy\",\"quantity\":\"100\",\"confidence\":0.9")))
                    .isEqualTo("200 accepted");
            JsonNode inbox = serve.inbox(
                    all -> all.size() == 3 && all.get(0).get("status").asText().equals("rejected"));
            assertThat(inbox.get(0).get("reason").asText()).startsWith("order-notional: ");
            assertThat(inbox.get(1).get("reason").asText()).startsWith("confidence: ");
            assertThat(orders(market)).as("neither reached the exchange").containsExactly("BUY 0.5 FILLED");

            assertThat(serve.post(ALERTS, alert("\"action\":\"sell\",\"market_position\":\"flat\",\"contracts\":1")))
                    .as("an exit needs no confidence")
                    .isEqualTo("200 accepted");
            serve.inbox(all -> isFilled(all.path(0)));
            assertThat(orders(market)).containsExactly("BUY 0.5 FILLED", "SELL 0.5 FILLED");
        }
    }
}
