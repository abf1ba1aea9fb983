package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A live process that is killed, again and again, and started again. */
@Execution(ExecutionMode.CONCURRENT)
class KilledSessionTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private ProcessBuilder live(LockstepMarket market, String journal) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dsun.net.http.retryPost=false",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.tandem.cli.Main",
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
                journal,
                "--format",
                "json"));
        command.addAll(List.of(
                "--strategy",
                "sma-cross",
                "-p",
                "fast=3",
                "-p",
                "slow=8",
                "--stop-loss",
                "0.01",
                "--take-profit",
                "0.02"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve(journal + ".json").toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        directory.resolve(journal + ".err").toFile()));
        builder.environment().putAll(LiveParityTest.environment(directory));
        return builder;
    }

    private static List<String> fills(LockstepMarket market) throws IOException, InterruptedException {
        JsonNode truth = truth(market);
        List<String> fills = new ArrayList<>();
        for (JsonNode each : truth.get("fills")) {
            JsonNode fill = each.get("fill");
            fills.add(fill.get("time").asText() + " " + fill.get("isBuyer").asText() + " "
                    + fill.get("qty").asText() + " " + fill.get("price").asText());
        }
        return fills;
    }

    private static JsonNode truth(LockstepMarket market) throws IOException, InterruptedException {
        URI truth = market.venue.uri().resolve("/tandem/truth");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JSON.readTree(http.send(HttpRequest.newBuilder(truth).build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        }
    }

    private void theTruthIsThatOfAnUninterruptedSession(int kills, int bars, long seed) throws Exception {
        List<String> expected;
        try (LockstepMarket market = LockstepMarket.of(directory, bars)) {
            Process process = live(market, "whole").start();
            assertThat(process.waitFor(4, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(said("whole")).isZero();
            expected = fills(market);
        }
        assertThat(expected).hasSizeGreaterThan(20);
        SplittableRandom random = new SplittableRandom(seed);
        try (LockstepMarket market = LockstepMarket.of(directory, bars)) {
            int killed = 0;
            long steps = 2L * bars;
            while (killed < kills) {
                long before = truth(market).get("steps").asLong();
                // Somewhere in what is left for this process, so that all of them have something to do.
                long until = before + 1 + random.nextLong(Math.max(1, (steps - before) / (kills - killed + 1)));
                Process process = live(market, "killed").start();
                while (process.isAlive() && truth(market).get("steps").asLong() < until) {
                    Thread.onSpinWait();
                }
                Thread.sleep(random.nextInt(12));
                process.destroyForcibly();
                process.waitFor();
                killed++;
            }
            Process last = live(market, "killed").start();
            assertThat(last.waitFor(4, TimeUnit.MINUTES)).isTrue();
            assertThat(last.exitValue())
                    .as("[seed %d] %s", seed, said("killed"))
                    .isZero();
            assertThat(fills(market)).as("[seed %d] %s", seed, said("killed")).isEqualTo(expected);
            JsonNode whole = JSON.readTree(directory.resolve("whole.json").toFile());
            JsonNode again = JSON.readTree(directory.resolve("killed.json").toFile());
            assertThat(again.get("trades")).isEqualTo(whole.get("trades"));
            assertThat(again.get("equity")).isEqualTo(whole.get("equity"));
        }
    }

    private String said(String journal) throws IOException {
        return Files.readString(directory.resolve(journal + ".err"), StandardCharsets.UTF_8);
    }

    @Test
    void aSessionThatIsKilledFiveTimesTradesAsOneThatIsNot() throws Exception {
        theTruthIsThatOfAnUninterruptedSession(5, 400, 7);
    }

    @Test
    @Tag("long")
    void andOneThatIsKilledThirtyTimes() throws Exception {
        theTruthIsThatOfAnUninterruptedSession(30, 2_000, Long.getLong("tandem.seed", 11));
    }
}
