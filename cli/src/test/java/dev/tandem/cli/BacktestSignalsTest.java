package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From signals in a file to orders, denials, fills and settlements, and the counts add up. */
class BacktestSignalsTest {
    private static final int BARS = 1500;
    private static final long START = 1_699_999_200L;

    @TempDir
    Path directory;

    private final double[] closes = new double[BARS + 20];

    /** A market, one agent that sees ten hours ahead through noise, three copies of one that sees less, one that guesses. */
    @BeforeEach
    void recorded() throws IOException {
        SplittableRandom seeds = new SplittableRandom(7);
        Random random = new Random(seeds.nextLong());
        closes[0] = 100;
        for (int i = 1; i < closes.length; i++) {
            closes[i] = Math.max(20, closes[i - 1] * (1 + 0.006 * random.nextGaussian()));
        }
        write("bars.csv", bars(BARS, closes));
        StringBuilder signals = new StringBuilder("timestamp,agent,instrument,direction,confidence,arrived,id\n");
        for (int i = 20; i < BARS - 15; i += 4) {
            double ahead = closes[i + 11] / closes[i + 1] - 1;
            long made = START + i * 3600L + 1800;
            double copied = 0.8 * ahead * 80 + random.nextGaussian();
            say(signals, i, made, "lark", ahead * 80 + random.nextGaussian());
            say(signals, i, made, "rook", random.nextGaussian());
            for (int copy = 0; copy < 3; copy++) {
                say(signals, i, made, "copy" + copy, copied);
            }
            if (i % 100 == 0) {
                signals.append(made + ",lark,BTC/USD,long,7.5," + (made + 5) + ",bad-" + i + "\n");
                signals.append(made + ",lark,BTC/USD,long,NaN,,nan-" + i + "\n");
                signals.append(made + ",owl,BTC/USD,long,," + (made + 5) + ",none-" + i + "\n");
                signals.append(made + ",owl,ETH/USD,long,0.5,,other-" + i + "\n");
                signals.append(made + ",rook,BTC/USD,long,0.7," + (made + 400_000) + ",late-" + i + "\n");
                signals.append(made + ",lark,BTC/USD,long,0.6," + (made + 400) + ",lark-" + i + "\n");
            }
        }
        write("signals.csv", signals.toString());
    }

    private static void say(StringBuilder to, int i, long made, String agent, double x) {
        double p = 1 / (1 + Math.exp(-Math.abs(x) * 0.8));
        to.append(String.format(
                Locale.ROOT,
                "%d,%s,BTC/USD,%s,%.4f,%d,%s-%d\n",
                made,
                agent,
                x > 0 ? "long" : "short",
                p,
                made + 60,
                agent,
                i));
    }

    private static String bars(int n, double[] closes) {
        StringBuilder bars = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (int i = 0; i < n; i++) {
            double open = closes[i];
            double close = closes[i + 1];
            bars.append(String.format(
                    Locale.ROOT,
                    "%d,%.2f,%.2f,%.2f,%.2f,1\n",
                    START + i * 3600L,
                    open,
                    Math.max(open, close) * 1.001 + 0.01,
                    Math.min(open, close) * 0.999 - 0.01,
                    close));
        }
        return bars.toString();
    }

    @Test
    void theCountsAddUpFromSignalsToSettlements() throws IOException {
        JsonNode result = json("--min-confidence", "0.7");
        JsonNode c = result.get("confidence");

        assertThat(c.at("/signals/received").asLong())
                .isEqualTo(sum(c.at("/signals/refused"))
                        + c.at("/signals/late").asLong()
                        + c.at("/signals/doubled").asLong()
                        + c.at("/signals/counted").asLong());
        assertThat(c.at("/signals/refused").toString())
                .isEqualTo("[{\"reason\":\"confidence must be a number from 0 to 1, was 7.5\",\"count\":14},"
                        + "{\"reason\":\"confidence must be a number from 0 to 1, was NaN\",\"count\":14},"
                        + "{\"reason\":\"no confidence was stated\",\"count\":14}]");
        assertThat(c.at("/signals/late").asLong()).isBetween(12L, 14L);
        assertThat(c.at("/signals/doubled").asLong()).isEqualTo(14);
        JsonNode rounds = c.get("rounds");
        assertThat(rounds.get("held").asLong())
                .isEqualTo(rounds.get("noQuorum").asLong()
                        + rounds.get("undecided").asLong()
                        + rounds.get("vetoed").asLong()
                        + rounds.get("dissent").asLong()
                        + rounds.get("decided").asLong());
        JsonNode decisions = c.get("decisions");
        assertThat(rounds.get("decided").asLong())
                .isEqualTo(decisions.get("repeated").asLong()
                        + decisions.get("alreadyHeld").asLong()
                        + decisions.get("ordered").asLong());
        long denied = sum(decisions.get("denied"));
        assertThat(decisions.get("ordered").asLong())
                .isEqualTo(denied
                        + decisions.get("cut").asLong()
                        + decisions.get("passed").asLong());
        assertThat(result.at("/orders/denied").asLong())
                .as("what the gate counts")
                .isEqualTo(denied + decisions.get("cut").asLong())
                .isPositive();
        assertThat(result.at("/orders/submitted").asLong())
                .isEqualTo(decisions.get("passed").asLong()
                        + decisions.get("cut").asLong()
                        + decisions.get("horizonExits").asLong());
        JsonNode settlement = c.get("settlement");
        assertThat(settlement.get("entered").asLong())
                .isEqualTo(settlement.get("settled").asLong()
                        + settlement.get("open").asLong());
        assertThat(c.at("/agents/all/n").asLong() + c.at("/consensus/all/n").asLong())
                .as("every settled opinion is scored, also where the gate denied it")
                .isEqualTo(settlement.get("settled").asLong());
        long inDeciles = 0;
        for (JsonNode decile : c.get("deciles")) {
            inDeciles += decile.get("n").asLong();
        }
        assertThat(inDeciles).isEqualTo(c.at("/consensus/all/n").asLong());
        assertThat(c.get("thresholds")).hasSize(10);
        assertThat(c.at("/thresholds/0/n").asLong()).isEqualTo(inDeciles);
        assertThat(c.get("warning").asText()).contains("is fitting");
        for (JsonNode trade : result.get("trades")) {
            assertThat(trade.get("confidence").asDouble()).isGreaterThanOrEqualTo(0.7);
        }
    }

    @Test
    void skillIsFoundOutAndCopiesAreSeenThrough() throws IOException {
        JsonNode weights = json().at("/confidence/weights");
        assertThat(weights.get("lark").asDouble()).isGreaterThan(0.8);
        assertThat(weights.get("rook").asDouble()).isLessThan(0.25);
        JsonNode one = json("--signals", "one.csv").get("confidence");
        JsonNode three = json("--signals", "three.csv").get("confidence");
        assertThat(three.at("/consensus/all/meanConfidence").asDouble())
                .as("three copies decide as surely as one")
                .isCloseTo(one.at("/consensus/all/meanConfidence").asDouble(), within(0.03));
    }

    /** What happens later, in prices and in signals, changes no trade that was closed before. */
    @Test
    void theFutureChangesNothing() throws IOException {
        String[] how = {"-p", "recalibrate=isotonic", "-p", "forecasters=all"};
        List<String> whole = closedBefore(json(how).get("trades"), 900);
        double[] other = closes.clone();
        SplittableRandom random = new SplittableRandom(99);
        for (int i = 902; i < other.length; i++) {
            other[i] = other[i - 1] * (1 + (random.nextDouble() - 0.5) * 0.05);
        }
        write("bars.csv", bars(BARS, other));
        List<String> lines = Files.readAllLines(directory.resolve("signals.csv"));
        StringBuilder kept = new StringBuilder(lines.getFirst() + "\n");
        for (String line : lines.subList(1, lines.size())) {
            boolean later = Long.parseLong(line.split(",")[0]) > START + 900 * 3600L;
            kept.append(
                            later
                                    ? line.replace("long", "?")
                                            .replace("short", "long")
                                            .replace("?", "short")
                                    : line)
                    .append('\n');
        }
        write("signals.csv", kept.toString());
        JsonNode changed = json(how).get("trades");
        assertThat(closedBefore(changed, 900)).hasSizeGreaterThan(20).isEqualTo(whole);
    }

    private static List<String> closedBefore(JsonNode trades, int index) {
        List<String> closed = new ArrayList<>();
        for (JsonNode trade : trades) {
            if (!trade.get("exitIndex").isNull() && trade.get("exitIndex").asInt() <= index) {
                closed.add(trade.toString());
            }
        }
        return closed;
    }

    @Test
    void aPolicyByExpectedValueAndASizeByConfidence() throws IOException {
        JsonNode all = json("--min-confidence", "0", "-p", "stop=0.02", "-p", "target=0.02");
        JsonNode edge = json("--min-confidence", "0", "--min-edge-bps", "20", "-p", "stop=0.02", "-p", "target=0.02");
        assertThat(edge.at("/confidence/decisions/denied").toString()).contains("expected value");
        for (JsonNode trade : edge.get("trades")) {
            assertThat(trade.get("confidence").asDouble())
                    .as("0.02 p - 0.02 (1 - p) - 0.002 >= 0.002")
                    .isGreaterThanOrEqualTo(0.6 - 1e-6);
        }
        assertThat(edge.get("trades").size()).isBetween(10, all.get("trades").size() - 1);
        JsonNode kelly = json("--min-confidence", "0.6", "--kelly", "0.02", "-p", "stop=0.02", "-p", "target=0.02");
        double before = -1;
        for (JsonNode trade : kelly.get("trades")) {
            double worth =
                    trade.get("quantity").asDouble() * trade.get("entryPrice").asDouble();
            assertThat(worth).isBetween(0.0, 400_000.0);
            if (trade.get("confidence").asDouble() > 0.9) {
                before = Math.max(before, worth);
            }
        }
        assertThat(before).as("who is sure buys much").isGreaterThan(100_000);
    }

    @Test
    void peopleSeeTheCountsTheDecilesAndTheWarningAlsoOnThePage() throws IOException {
        Call call = backtest("--report", "out", "-p", "recalibrate=platt");
        assertThat(call.out())
                .contains("  signals    ")
                .contains(" refused + ")
                .contains("recalibrated (platt): ")
                .contains("What thresholds would have earned")
                .contains("is fitting");
        assertThat(Files.readString(directory.resolve("out/index.html")))
                .contains("<section id=\"confidence\">")
                .contains("Profit by confidence")
                .contains("is fitting")
                .contains("<svg xmlns");
        assertThat(new ObjectMapper()
                        .readTree(directory.resolve("out/result.json").toFile())
                        .has("confidence"))
                .isTrue();
        Call again = Call.of(directory, "calibrate", "out/outcomes.csv", "--format", "json");
        assertThat(new ObjectMapper().readTree(again.out()).get("agents").fieldNames())
                .toIterable()
                .as("what was settled can be looked at with the other command")
                .containsExactly("consensus", "copy0", "copy1", "copy2", "lark", "rook");
    }

    @Test
    void withoutSignalsThePanelsOwnForecastersVote() throws IOException {
        Call call = Call.of(
                directory,
                "backtest",
                "--data",
                "bars.csv",
                "--instrument",
                "BTC/USD",
                "--strategy",
                "panel",
                "-p",
                "forecasters=all",
                "--min-confidence",
                "0",
                "--format",
                "json");
        JsonNode c = new ObjectMapper().readTree(call.out()).get("confidence");
        assertThat(c.at("/signals/forecasts").asLong()).isGreaterThan(100);
        assertThat(c.at("/agents/agents").fieldNames())
                .toIterable()
                .containsExactly("ar-3", "ewma-drift", "nearest-15");
        assertThat(c.at("/agents/all/ece").asDouble())
                .as("conformal forecasts are about honest")
                .isLessThan(0.15);
    }

    @Test
    void aFileThatIsWrongStopsTheRunWithItsPlace() throws IOException {
        write("bad.csv", "timestamp,agent,instrument,direction,confidence\n1700000000,a,BTC/USD,sideways,0.5\n");
        Call call = backtest("--signals", "bad.csv");
        assertThat(call.err())
                .isEqualTo("bad.csv:2:22: direction 'sideways' is none; it must be long or short, buy or sell, up or"
                        + " down\n");
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(backtest("--signals", "none.csv").err()).isEqualTo("none.csv: there is no such file\n");
        assertThat(backtest("--min-confidence-for", "owl=0.5").err())
                .startsWith(
                        "tandem: --min-confidence-for: bad value 'owl=0.5': 'owl=0.5' is none; such as BTC/USD=0.7");
    }

    private JsonNode json(String... more) throws IOException {
        if (more.length == 2 && more[1].endsWith(".csv")) {
            List<String> lines = Files.readAllLines(directory.resolve("signals.csv"));
            String copies = more[1].startsWith("one") ? ",copy0," : ",copy";
            write(
                    more[1],
                    lines.getFirst() + "\n"
                            + String.join(
                                    "\n",
                                    lines.stream()
                                            .filter(l -> l.contains(copies))
                                            .toList()));
        }
        List<String> all = new ArrayList<>(List.of(more));
        all.add("--format");
        all.add("json");
        Call call = backtest(all.toArray(String[]::new));
        assertThat(call.exitCode()).as(call.err()).isZero();
        return new ObjectMapper().readTree(call.out());
    }

    private Call backtest(String... more) {
        List<String> call = new ArrayList<>(List.of("backtest", "--data", "bars.csv", "--instrument", "BTC/USD"));
        call.addAll(List.of(more));
        if (!call.contains("--signals")) {
            call.addAll(List.of("--signals", "signals.csv"));
        }
        return Call.of(directory, call.toArray(String[]::new));
    }

    private static long sum(JsonNode counts) {
        long sum = 0;
        for (JsonNode each : counts) {
            sum += each.get("count").asLong();
        }
        return sum;
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
