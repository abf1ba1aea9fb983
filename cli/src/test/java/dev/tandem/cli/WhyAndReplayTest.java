package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.model.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session over the wire, explained afterwards from its journal alone. */
class WhyAndReplayTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private void session(String... options) throws IOException {
        try (LockstepMarket market = LockstepMarket.of(directory, 400)) {
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
                    "--strategy",
                    "sma-cross",
                    "--journal",
                    "session"));
            call.addAll(List.of(options));
            Call run = Call.of(directory, LiveParityTest.environment(directory), call.toArray(String[]::new));
            assertThat(run.exitCode()).as(run.err()).isZero();
        }
    }

    private JsonNode json(String... arguments) throws IOException {
        Call call = Call.of(directory, arguments);
        assertThat(call.exitCode()).as(call.err()).isZero();
        return JSON.readTree(call.out());
    }

    private String sent(String contains) {
        return Call.of(directory, "journal", "show", "session")
                .out()
                .lines()
                .filter(line -> line.contains(contains))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*?  order=(\\S+).*", "$1");
    }

    private static List<String> stages(JsonNode why) {
        return StreamSupport.stream(why.get("chain").spliterator(), false)
                .map(link -> link.get("stage").asText())
                .toList();
    }

    @Test
    void anOrderAndItsExitsAreExplainedAndTheSessionComesToTheSameAgain() throws IOException {
        session("--stop-loss", "0.02", "--take-profit", "0.04");
        String entry = sent("  send  ");
        JsonNode why = json("why", entry, "--journal", "session", "--format", "json");
        assertThat(stages(why)).startsWith("data", "request", "gate", "send").contains("answer", "report", "position");
        assertThat(why.get("chain").get(0).get("type").asText()).isEqualTo("bar");
        assertThat(why.get("entry").isNull()).isTrue();
        JsonNode position = StreamSupport.stream(why.get("chain").spliterator(), false)
                .filter(link -> link.get("stage").asText().equals("position"))
                .findFirst()
                .orElseThrow();
        assertThat(position.get("before").asText()).isEqualTo("0");
        assertThat(position.get("after").asText()).isEqualTo("1");
        String number = entry.substring(entry.indexOf('-') + 1);
        assertThat(json("why", number, "--journal", "session", "--format", "json"))
                .isEqualTo(why);
        assertThat(Call.of(directory, "why", entry, "--journal", "session").out())
                .contains("order     " + entry + "\n")
                .contains("\nposition  ")
                .contains("from 0 to 1");

        String exit = sent("  send-pair  ");
        assertThat(Call.of(directory, "journal", "show", "session").out())
                .contains("  entry=" + entry + "  ", "  limit.entry=" + entry + "  ");
        JsonNode leg = json("why", exit, "--journal", "session", "--format", "json");
        assertThat(leg.get("entry").asText()).isEqualTo(entry);
        assertThat(stages(leg)).startsWith("data", "send");

        Call unknown = Call.of(directory, "why", "99999", "--journal", "session");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("has no order '99999'; near are ", "tandem journal show session");

        JsonNode replay = json("replay", "session", "--against", "backtest", "--format", "json");
        assertThat(replay.get("identical").asBoolean()).isTrue();
        assertThat(replay.get("trades").asInt()).isPositive();
        JsonNode against = replay.get("against");
        assertThat(against.get("difference").asText()).as(against.toString()).isEqualTo("0");
        assertThat(against.get("equity")).isEqualTo(replay.get("equity"));
        assertThat(against.get("parts")).isEmpty();
    }

    @Test
    void anotherParameterComesToAnotherDecisionWhichIsNamed() throws IOException {
        session();
        Call other = Call.of(directory, "replay", "session", "-p", "fast=3");
        assertThat(other.exitCode()).isEqualTo(3);
        assertThat(other.err())
                .startsWith("tandem: the journal session is not what this engine would have decided: session/journal-")
                .contains("record ", "the engine came to");
        assertThat(other.out()).isEmpty();
    }

    @Test
    void whatTheVenueTookAsFeesIsAPartThatAddsUpToTheWhole() throws IOException {
        session("--fee", "0.002");
        JsonNode against = json("replay", "session", "--against", "backtest", "--format", "json")
                .get("against");
        long whole = Money.parse(against.get("difference").asText());
        assertThat(whole).isPositive();
        long sum = 0;
        for (JsonNode part : against.get("parts")) {
            assertThat(part.get("cause").asText()).as(part.toString()).isEqualTo("fee");
            sum += Money.parse(part.get("amount").asText());
        }
        assertThat(sum).isEqualTo(whole);
        assertThat(against.get("sums").get("unexplained").asText()).isEqualTo("0");
    }

    @Test
    void aStrategyFromAFileIsReplayedFromThatFileAndARefusedOrderIsAPartOfTheDifference() throws IOException {
        Files.writeString(directory.resolve("EveryOther.java"), """
                import dev.tandem.model.*;
                import dev.tandem.strategy.*;
                public final class EveryOther implements Strategy {
                    private int bars;
                    @Override public void onBar(Bar bar, Trader trader) {
                        if (bars++ % 8 == 0) { trader.buy(); } else if (bars % 8 == 5 && !trader.position().isFlat()) { trader.close(); }
                    }
                }
                """);
        try (LockstepMarket market = LockstepMarket.of(directory, 200)) {
            Call run = Call.of(
                    directory,
                    LiveParityTest.environment(directory),
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
                    "--strategy",
                    "EveryOther.java",
                    "--cash",
                    "100000000",
                    "--cash-percent",
                    "2",
                    "--max-rejects",
                    "1000",
                    "--journal",
                    "session");
            assertThat(run.exitCode()).as(run.err()).isZero();
        }
        Call unnamed = Call.of(directory, "replay", "session");
        assertThat(unnamed.exitCode()).isEqualTo(2);
        JsonNode replay =
                json("replay", "session", "--strategy", "EveryOther.java", "--against", "backtest", "--format", "json");
        assertThat(replay.get("identical").asBoolean()).isTrue();
        JsonNode against = replay.get("against");
        long sum = 0;
        List<String> causes = new ArrayList<>();
        for (JsonNode part : against.get("parts")) {
            sum += Money.parse(part.get("amount").asText());
            causes.add(part.get("cause").asText());
        }
        assertThat(sum).isEqualTo(Money.parse(against.get("difference").asText()));
        // The account has a million, and two percent of what the session was told it has is twice that.
        assertThat(causes).as(against.toString()).isNotEmpty().containsOnly("rejected");
    }
}
