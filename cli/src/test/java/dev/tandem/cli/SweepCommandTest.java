package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tandem sweep} on real data, through the command. */
class SweepCommandTest {
    private static final String SAMPLE = "--data sample:bitstamp-btcusd --instrument BTC/USD --bar 5m";

    @TempDir
    Path directory;

    @Test
    void everyTrialEqualsTheSingleBacktestWithTheSameParameters() throws IOException {
        String conditions = SAMPLE + " --stop-loss 0.02 --take-profit 0.04 --fee 0.002 --strategy sma-cross";
        sweep(conditions + " -p fast=5,10,20 -p slow=10..30:10 --where fast<slow --out rows.csv --threads 2");
        List<Map<String, String>> rows = rows(directory.resolve("rows.csv"));
        assertThat(rows).hasSize(6);
        for (Map<String, String> row : rows) {
            JsonNode alone = json("backtest " + conditions + " -p fast=" + row.get("fast") + " -p slow="
                    + row.get("slow") + " --format json");
            assertThat(row)
                    .containsEntry(
                            "resultSha256", alone.at("/receipt/resultSha256").asText())
                    .containsEntry("equity", alone.get("equity").asText())
                    .containsEntry(
                            "trades", Integer.toString(alone.get("trades").size()))
                    .containsEntry("sharpe", alone.at("/metrics/sharpe").asText())
                    .containsEntry("error", "");
        }
    }

    @Test
    void theDocumentHasTheKeysOfItsSchema() throws IOException {
        JsonNode sweep = sweep(SAMPLE + " --strategy sma-cross -p fast=5..9:2 -p slow=20 --top 2");
        assertThat(names(sweep))
                .containsExactly(
                        "schema",
                        "strategy",
                        "instrument",
                        "data",
                        "search",
                        "trials",
                        "best",
                        "top",
                        "failures",
                        "honesty",
                        "neighborhood",
                        "walkForward",
                        "verdict",
                        "verdictText",
                        "results");
        assertThat(sweep.get("schema").asText()).isEqualTo("tandem.sweep/1");
        assertThat(sweep.at("/search/space").toString()).isEqualTo("{\"fast\":\"5..9:2\",\"slow\":\"20\"}");
        assertThat(sweep.at("/trials/finished").asInt()).isEqualTo(3);
        assertThat(sweep.get("top")).hasSize(2);
        assertThat(sweep.get("best")).isEqualTo(sweep.get("top").get(0));
        assertThat(sweep.at("/best/metrics/sharpe").asDouble())
                .isGreaterThanOrEqualTo(sweep.at("/top/1/metrics/sharpe").asDouble());
        assertThat(sweep.get("verdict").asText()).isIn("luck", "unclear", "more-than-luck");
    }

    @Test
    void trialsAreCountedAcrossCallsOnTheSameData() throws IOException {
        String same = SAMPLE + " --strategy sma-cross --ledger counted -p slow=30";
        assertThat(sweep(same + " -p fast=5..9:2").at("/honesty/trialsOnData").asInt())
                .isEqualTo(3);
        assertThat(sweep(same + " -p fast=5..9:2").at("/honesty/trialsOnData").asInt())
                .as("the same again")
                .isEqualTo(3);
        assertThat(sweep(same + " -p fast=5..15:2").at("/honesty/trialsOnData").asInt())
                .as("three of six are new")
                .isEqualTo(6);
        assertThat(sweep(same + " -p fast=5..15:2 --fee 0.002")
                        .at("/honesty/trialsOnData")
                        .asInt())
                .as("under other conditions they are others")
                .isEqualTo(12);
    }

    @Test
    void aStrategyThatThrowsInOneTrialKeepsTheOthers() throws IOException {
        Files.writeString(directory.resolve("Moody.java"), """
                import dev.tandem.model.Bar;
                import dev.tandem.strategy.*;
                public class Moody implements Strategy {
                    private final int mood;
                    public Moody(@Parameter(name = "mood", byDefault = "1", description = "its mood") int mood) {
                        this.mood = mood;
                    }
                    @Override public void onBar(Bar bar, Trader trader) {
                        if (mood == 7 && trader.history().size() == 50) {
                            throw new IllegalStateException("not today");
                        }
                    }
                }
                """);
        Call call = Call.of(
                directory,
                ("sweep " + SAMPLE + " --strategy Moody.java -p mood=1..9 --out rows.csv --format json").split(" "));
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err())
                .startsWith("tandem: 1 trial failed: trial 7 (mood=7): Moody.java:10: IllegalStateException: not today"
                        + " (bar ");
        JsonNode sweep = new ObjectMapper().readTree(call.out());
        assertThat(sweep.at("/trials/finished").asInt()).isEqualTo(8);
        assertThat(sweep.at("/failures/0/params/mood").asText()).isEqualTo("7");
        assertThat(rows(directory.resolve("rows.csv"))).hasSize(9);
    }

    @Test
    void anInterruptedCallGoesOnAndEndsWithTheSameRows() throws IOException {
        String search = SAMPLE + " --strategy sma-cross -p fast=5..15 -p slow=20..30:5";
        sweep(search + " --out whole.csv");
        sweep(search + " --out cut.csv");
        Path memory = directory.resolve("cut.csv.tandem");
        byte[] all = Files.readAllBytes(memory);
        Files.write(memory, Arrays.copyOf(all, all.length / 2));
        JsonNode resumed = sweep(search + " --out cut.csv --resume");
        assertThat(resumed.at("/trials/resumed").asInt()).isBetween(10, 20);
        assertThat(Files.readString(directory.resolve("cut.csv")))
                .isEqualTo(Files.readString(directory.resolve("whole.csv")));

        Call other = Call.of(directory, ("sweep " + search + " --out cut.csv --resume --fee 0.5").split(" "));
        assertThat(other.err())
                .isEqualTo("tandem: --resume: the earlier search had another --fee: not given, and now it is 0.5\n");
        assertThat(other.exitCode()).isEqualTo(2);
    }

    @Test
    void aFullDiskIsSaidOfTheFileThatIsFull() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
        Files.createSymbolicLink(directory.resolve("rows.csv.tandem"), Path.of("/dev/full"));
        Call call = Call.of(
                directory,
                ("sweep " + SAMPLE + " --strategy sma-cross -p fast=5,10 -p slow=30 --out rows.csv").split(" "));
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err())
                .contains(
                        "--out: cannot write to " + directory.resolve("rows.csv.tandem") + ": ",
                        "No space left on device");
    }

    @Test
    void severalSetsOfDataAreOneTrialEach() throws IOException {
        JsonNode sweep = sweep("--data sample:bitstamp-btcusd,sample:apple-daily --instrument BTC/USD,AAPL/USD"
                + " --strategy sma-cross -p fast=5,10 -p slow=30 --out rows.csv");
        assertThat(sweep.get("datasets")).hasSize(2);
        assertThat(sweep.at("/best/runs")).hasSize(2);
        assertThat(rows(directory.resolve("rows.csv")))
                .extracting(row -> row.get("trial") + " " + row.get("data"))
                .containsExactly(
                        "1 sample:bitstamp-btcusd",
                        "1 sample:apple-daily",
                        "2 sample:bitstamp-btcusd",
                        "2 sample:apple-daily");
    }

    @Test
    void thePageHasTheMapTheLinesTheEquityAndTheVerdict() throws IOException {
        Call call = Call.of(
                directory,
                ("sweep " + SAMPLE + " --strategy sma-cross -p fast=5..9:2 -p slow=20,30,40 --out rows.csv --ledger off"
                                + " --report page")
                        .split(" "));
        assertThat(call.exitCode()).isZero();
        assertThat(call.err()).isEqualTo("report: " + directory.resolve("page/index.html") + "\n");
        String page = Files.readString(directory.resolve("page/index.html"));
        assertThat(page.split("class=\"cell").length - 1).as("cells").isEqualTo(9);
        assertThat(page.split("<polyline class=\"(line|good|top)").length - 1)
                .as("lines")
                .isEqualTo(9);
        assertThat(page)
                .contains("id=\"equity\"", "id=\"verdict\"", "id=\"shape\"")
                .doesNotContain("http://", "<script");
    }

    @Test
    void itWalksForward() throws IOException {
        JsonNode walk = sweep(SAMPLE + " --strategy sma-cross -p fast=5,10 -p slow=20,30 --walk-forward rolling"
                        + " --folds 3 --purge 5 --embargo 2")
                .get("walkForward");
        assertThat(walk.get("mode").asText()).isEqualTo("rolling");
        assertThat(walk.get("folds")).hasSize(3).allSatisfy(fold -> {
            assertThat(fold.get("testFromIndex").asInt()
                            - fold.get("trainToIndex").asInt())
                    .isEqualTo(7);
            assertThat(names(fold.get("params"))).containsExactly("fast", "slow");
        });
    }

    private JsonNode sweep(String arguments) throws IOException {
        return json("sweep " + arguments + (arguments.contains("--ledger") ? "" : " --ledger off")
                + (arguments.contains("--out") ? "" : " --out some.csv") + " --format json");
    }

    private JsonNode json(String arguments) throws IOException {
        Call call = Call.of(directory, arguments.split(" "));
        assertThat(call.err()).isEmpty();
        assertThat(call.exitCode()).isZero();
        return new ObjectMapper().readTree(call.out());
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> names = List.of(lines.getFirst().split(","));
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                row.put(names.get(i), values[i]);
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
