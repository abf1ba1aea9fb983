package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same strategy, in a backtest and over the wire: XChange's Binance module, HTTP, and a venue on the other side. */
@Execution(ExecutionMode.CONCURRENT)
class LiveParityTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private JsonNode backtest(LockstepMarket market, String strategy) throws IOException {
        List<String> call = new ArrayList<>(List.of(
                "backtest",
                "--data",
                market.data.toString(),
                "--instrument",
                "BTC/USDT",
                "--bar",
                "4h",
                "--account",
                "spot",
                "--format",
                "json"));
        call.addAll(Arrays.asList(strategy.split(" ")));
        Call run = Call.of(directory, call.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    private JsonNode live(LockstepMarket market, String strategy) throws IOException {
        List<String> call = new ArrayList<>(List.of(
                "live",
                "--exchange",
                "xchange:binance",
                "--endpoint",
                market.venue.uri().toString(),
                "--lockstep",
                "--instrument",
                "BTC/USDT",
                "--bar",
                "4h",
                "--journal",
                "session",
                "--format",
                "json"));
        call.addAll(Arrays.asList(strategy.split(" ")));
        Call run = Call.of(directory, environment(directory), call.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    static Map<String, String> environment(Path directory) {
        return Map.of(
                "TANDEM_BINANCE_KEY",
                LockstepMarket.KEY,
                "TANDEM_BINANCE_SECRET",
                LockstepMarket.SECRET,
                "TANDEM_STATE",
                directory.resolve("state").toString());
    }

    private void theTradesAreThoseOfTheBacktest(int bars, String strategy) throws IOException {
        try (LockstepMarket market = LockstepMarket.of(directory, bars)) {
            JsonNode expected = backtest(market, strategy);
            JsonNode live = live(market, strategy);
            assertThat(expected.get("trades")).hasSizeGreaterThan(1);
            assertThat(live.get("trades")).isEqualTo(expected.get("trades"));
            assertThat(live.get("equity")).isEqualTo(expected.get("equity"));
            assertThat(live.get("orders")).isEqualTo(expected.get("orders"));
            assertThat(live.get("schema").asText()).isEqualTo("tandem.backtest/1");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a, --strategy sma-cross",
        "b2, --strategy sma-cross --stop-loss 0.02 --take-profit 0.04",
        "c, --strategy rsi-limit",
        "e, --strategy sma-cross --trailing-stop 0.03 --no-signal-exit",
    })
    void aStrategyTradesOverTheWireAsInTheBacktest(String name, String strategy) throws IOException {
        theTradesAreThoseOfTheBacktest(2_000, strategy);
    }

    @Tag("long")
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a, --strategy sma-cross",
        "b2, --strategy sma-cross --stop-loss 0.02 --take-profit 0.04",
        "c, --strategy rsi-limit",
        "e, --strategy sma-cross --trailing-stop 0.03 --no-signal-exit",
    })
    void andOverAllBarsOfTheFile(String name, String strategy) throws IOException {
        theTradesAreThoseOfTheBacktest(20_695, strategy);
    }

    @Test
    void aShortIsDeniedInWordsWhereTheVenueHasNone() throws IOException {
        try (LockstepMarket market = LockstepMarket.of(directory, 600)) {
            JsonNode live = live(market, "--strategy ema-flip");
            JsonNode denial = live.get("orders").get("denials").get(0);
            assertThat(denial.get("reason").asText()).isEqualTo("capability");
            assertThat(denial.get("count").asInt()).isPositive();
            Call show = Call.of(directory, "journal", "show", "session", "--type", "request,approval,denial");
            assertThat(show.exitCode()).as(show.err()).isZero();
            assertThat(show.out()).contains("capability").contains("request=").doesNotContain("  bar  ");
        }
    }
}
