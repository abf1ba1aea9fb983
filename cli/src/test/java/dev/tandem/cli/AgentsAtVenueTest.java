package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What agents say becomes an order at an exchange: votes, consensus, gate, XChange's Binance module, fill. */
@Execution(ExecutionMode.CONCURRENT)
class AgentsAtVenueTest {
    @TempDir
    Path directory;

    private int votes;

    private ServeProcess serve(LockstepMarket market) throws Exception {
        return ServeProcess.start(
                directory,
                "--exchange",
                "xchange:binance",
                "--endpoint",
                market.venue.uri().toString(),
                "--journal",
                "alerts",
                "--bar",
                "1m",
                "--agents",
                "quorum=3",
                "--agents",
                "pooling=linear",
                "--agents",
                "horizon=3",
                "--sizing-quantity",
                "0.5",
                "--webhook-symbols",
                "BTCUSDT=BTC/USDT");
    }

    private void vote(ServeProcess serve, String confidence) throws Exception {
        for (String agent : List.of("ant", "bee", "cat")) {
            assertThat(serve.post(
                            "/v1/signals",
                            "{\"id\":\"" + agent + ++votes + "\",\"agent\":\"" + agent
                                    + "\",\"instrument\":\"BTC/USDT\",\"direction\":\"long\",\"confidence\":"
                                    + confidence
                                    + ",\"note\":\"a wave\"}"))
                    .isEqualTo("200 accepted");
        }
    }

    private static Predicate<JsonNode> ofLast(Predicate<JsonNode> so) {
        return inbox -> !inbox.isEmpty() && so.test(inbox.get(0));
    }

    private static boolean isFilled(JsonNode message) {
        return message.path("orders").path(0).path("status").asText().equals("filled");
    }

    private static List<String> sides(LockstepMarket market) throws Exception {
        List<String> sides = new ArrayList<>();
        for (JsonNode each : market.truth().get("orders")) {
            sides.add(each.get("order").get("side").asText() + " "
                    + each.get("order").get("status").asText());
        }
        return sides;
    }

    @Test
    void votesBecomeAnOrderAtTheExchangeOrADenialAndARestartForgetsNeither() throws Exception {
        try (LockstepMarket market = LockstepMarket.ofMinutes(directory, 2_000)) {
            String order;
            try (ServeProcess serve = serve(market)) {
                while (market.truth().get("steps").asLong() < 130) {
                    Thread.sleep(50);
                }
                vote(serve, "0.55");
                JsonNode unsure = serve.inbox(
                        ofLast(message -> message.get("status").asText().equals("rejected")));
                assertThat(unsure.get(0).get("reason").asText()).contains("confidence 0.55");
                assertThat(sides(market)).as("denied before it left").isEmpty();

                vote(serve, "0.8");
                JsonNode filled = serve.inbox(ofLast(AgentsAtVenueTest::isFilled));
                assertThat(filled.findValuesAsText("id").stream().filter(id -> id.matches("[a-z]{3}[456]")))
                        .as("the votes that led to it")
                        .hasSize(3);
                assertThat(filled.get(2).get("orders"))
                        .as("each of them shows the order")
                        .isEqualTo(filled.get(0).get("orders"));
                assertThat(filled.get(0).get("note").asText()).isEqualTo("a wave");
                assertThat(sides(market)).first().isEqualTo("BUY FILLED");
                order = filled.at("/0/orders/0/id").asText();
                JsonNode before = serve.get("/v1/panel").at("/instruments/BTC~1USDT/confidence");
                assertThat(before.at("/signals/counted").asInt()).isEqualTo(6);
                serve.kill();
            }
            try (ServeProcess again = serve(market)) {
                JsonNode inbox = again.get("/inbox");
                assertThat(inbox)
                        .hasSize(6)
                        .allMatch(message -> message.get("orders").size() == 1);
                // Three bars later the position is left, and each opinion has come true or has not.
                JsonNode panel = again.get("/v1/panel").at("/instruments/BTC~1USDT/confidence");
                long until = System.nanoTime() + 60_000_000_000L;
                while (panel.at("/settlement/open").asInt() > 0 && System.nanoTime() < until) {
                    Thread.sleep(100);
                    panel = again.get("/v1/panel").at("/instruments/BTC~1USDT/confidence");
                }
                assertThat(panel.at("/signals/counted").asInt()).isEqualTo(6);
                assertThat(panel.at("/decisions/passed").asInt()).isEqualTo(1);
                assertThat(panel.at("/agents/agents/ant/n").asInt()).isEqualTo(2);
                assertThat(panel.at("/weights").size()).isEqualTo(3);
                assertThat(panel.at("/consensus/all/n").asInt()).isEqualTo(2);
                while (sides(market).size() < 2 && System.nanoTime() < until) {
                    Thread.sleep(50);
                }
                assertThat(sides(market))
                        .as("one entry, left after its horizon")
                        .containsExactly("BUY FILLED", "SELL FILLED");
                assertThat(panel.at("/opinions"))
                        .as("each opinion says why")
                        .hasSize(6)
                        .allMatch(opinion -> opinion.get("note").asText().equals("a wave"));
            }
            // Months later: who had said what, and why.
            String why = Call.of(directory, "why", order, "--journal", "alerts/agents-BTC-USDT")
                    .out();
            assertThat(why.lines().filter(line -> line.startsWith("signal ")))
                    .as(why)
                    .hasSize(3)
                    .allMatch(line -> line.contains("note=\"a wave\""));
            assertThat(why.lines().map(line -> line.split(" ")[0]))
                    .containsSubsequence("signal", "data", "request", "gate", "send");
            assertThat(why).contains("  agents=ant,bee,cat  ");
        }
    }
}
