package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.model.Money;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] SESSION = {
        "live", "--exchange", "xchange:binance", "--instrument", "BTC/USDT", "--bar", "4h", "--journal", "session"
    };

    @TempDir
    Path directory;

    private static String[] with(String... more) {
        String[] all = new String[SESSION.length + more.length];
        System.arraycopy(SESSION, 0, all, 0, SESSION.length);
        System.arraycopy(more, 0, all, SESSION.length, more.length);
        return all;
    }

    private Call call(String... arguments) {
        return Call.of(directory, LiveParityTest.environment(directory), arguments);
    }

    @Test
    void nobodyTradesRealMoneyByAccident() {
        Call call = call(with("--strategy", "sma-cross"));
        assertThat(call.exitCode()).isEqualTo(3);
        assertThat(call.err()).contains("--sandbox, --endpoint URL, or --real-money together with");
        assertThat(directory.resolve("session")).doesNotExist();
    }

    @Test
    void realMoneyNeedsEveryLimit() {
        Call call = call(with("--strategy", "sma-cross", "--real-money", "--max-order-notional", "100"));
        assertThat(call.exitCode()).isEqualTo(3);
        assertThat(call.err()).contains("missing: --max-position-notional, --max-daily-loss");
    }

    @Test
    void aKeyIsNeededAndNeverOnTheCommandLine() {
        Call call = Call.of(directory, Map.of(), with("--strategy", "sma-cross", "--sandbox"));
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err()).contains("TANDEM_BINANCE_KEY");
        assertThat(Call.of(directory, "live", "--help").out()).doesNotContain("--secret");
    }

    @Test
    void aVenueThatIsNotThereIsTroubleOfTheNetwork() {
        Call call = call(with("--strategy", "sma-cross", "--endpoint", "http://127.0.0.1:9"));
        assertThat(call.exitCode()).as(call.err()).isEqualTo(4);
        assertThat(call.err().lines().count()).isEqualTo(1);
    }

    @Test
    void whatIsCheckedIsNotConnected() {
        Call call = call(with("--strategy", "sma-cross", "--endpoint", "http://127.0.0.1:9", "--check"));
        assertThat(call.exitCode()).as(call.err()).isZero();
        assertThat(call.out()).isEqualTo("ok: sma-cross on BTC/USDT at xchange:binance\n");
    }

    @Test
    void aStopLossWhereNoStopsAreTakenIsRefusedBeforeAnythingIsConnected() {
        String[] session = {
            "live",
            "--exchange",
            "xchange:bitstamp",
            "--instrument",
            "BTC/USD",
            "--bar",
            "1m",
            "--strategy",
            "sma-cross",
            "--endpoint",
            "http://127.0.0.1:9",
            "--check"
        };
        Map<String, String> keys = Map.of("TANDEM_BITSTAMP_KEY", "k", "TANDEM_BITSTAMP_SECRET", "s");
        assertThat(Call.of(directory, keys, session).exitCode()).isZero();
        for (String option : List.of("--stop-loss", "--trailing-stop")) {
            List<String> stopped = new ArrayList<>(List.of(session));
            stopped.addAll(List.of(option, "0.02"));
            Call call = Call.of(directory, keys, stopped.toArray(String[]::new));
            assertThat(call.exitCode()).as(call.err()).isEqualTo(2);
            assertThat(call.err())
                    .startsWith(
                            "tandem: " + option + ": xchange:bitstamp takes no stops, so every entry would be denied");
        }
    }

    @Test
    void aSessionThatIsNotRunningCannotBeSpokenTo() {
        Call call = call("status", "--journal", "nowhere");
        assertThat(call.exitCode()).isEqualTo(4);
        assertThat(call.err()).contains("no session of").contains("is running");
    }

    @Test
    void aRunningSessionIsSpokenTo() throws Exception {
        try (LockstepMarket market = LockstepMarket.of(directory, 3_000)) {
            String endpoint = market.venue.uri().toString();
            CompletableFuture<Call> session = CompletableFuture.supplyAsync(() -> call(with(
                    "--strategy",
                    "sma-cross",
                    "-p",
                    "fast=2",
                    "-p",
                    "slow=4",
                    "--endpoint",
                    endpoint,
                    "--lockstep",
                    "--format",
                    "json")));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            Call halted = call("halt", "--journal", "session", "--because", "a test", "--format", "json");
            while (halted.exitCode() != 0 && System.nanoTime() - deadline < 0) {
                Thread.sleep(50);
                halted = call("halt", "--journal", "session", "--because", "a test", "--format", "json");
            }
            assertThat(halted.exitCode()).as(halted.err()).isZero();
            JsonNode now = JSON.readTree(halted.out()).get("sessions").get(0);
            assertThat(now.get("answer").asText()).isEqualTo("halted: command: a test");
            assertThat(now.get("state").asText()).isEqualTo("halted");
            Call status = call("status", "--journal", "session");
            assertThat(status.out()).contains("state         halted").contains("command: a test");
            assertThat(call("flatten", "--journal", "session").exitCode()).isZero();

            Call ended = session.get(4, TimeUnit.MINUTES);
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            JsonNode document = JSON.readTree(ended.out());
            assertThat(document.get("position").asText()).isEqualTo("0");
            assertThat(document.get("orders").get("denials").toString()).contains("trading-state");
            assertThat(call("journal", "show", "session", "--type", "command").out())
                    .contains("state=halted")
                    .contains("a test");
            JsonNode against = JSON.readTree(call("replay", "session", "--against", "backtest", "--format", "json")
                            .out())
                    .get("against");
            long sum = 0;
            List<String> causes = new ArrayList<>();
            for (JsonNode part : against.get("parts")) {
                sum += Money.parse(part.get("amount").asText());
                causes.add(part.get("cause").asText());
            }
            assertThat(sum).isEqualTo(Money.parse(against.get("difference").asText()));
            assertThat(causes).as(against.toString()).contains("denied");
        }
    }

    @Test
    void aJournalOfAnotherSessionIsRefusedAndTheDifferenceNamed() throws Exception {
        try (LockstepMarket market = LockstepMarket.of(directory, 60)) {
            String endpoint = market.venue.uri().toString();
            Call first = call(with("--strategy", "sma-cross", "--endpoint", endpoint, "--lockstep"));
            assertThat(first.exitCode()).as(first.err()).isZero();
            Call second =
                    call(with("--strategy", "sma-cross", "--stop-loss", "0.02", "--endpoint", endpoint, "--lockstep"));
            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.err()).contains("is of another session: stopLoss was 'null', and is '0.02'");
        }
    }
}
