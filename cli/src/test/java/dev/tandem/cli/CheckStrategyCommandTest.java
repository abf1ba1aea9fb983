package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tandem check-strategy} on strategies that are wrong in known ways, each a source file as a user would write it. */
class CheckStrategyCommandTest {
    private static final String IMPORTS = """
            import dev.tandem.model.*;
            import dev.tandem.strategy.*;
            import java.io.*;
            import java.math.*;
            import java.nio.file.*;
            import java.util.*;
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void bars() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder csv = new StringBuilder("timestamp,open,high,low,close,volume\n");
        double price = 1000;
        for (int i = 0; i < 1_200; i++) {
            double open = price;
            price *= Math.exp(0.02 * (random.nextDouble() + random.nextDouble() - 1));
            csv.append(String.format(
                    Locale.ROOT,
                    "%d,%.2f,%.2f,%.2f,%.2f,%.1f%n",
                    1_600_000_000L + 3600L * i,
                    open,
                    Math.max(open, price) + 1,
                    Math.min(open, price) - 1,
                    price,
                    10 + random.nextDouble()));
        }
        Files.writeString(directory.resolve("bars.csv"), csv.toString().replace("\r\n", "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sma-cross", "ema-flip", "rsi-limit", "sma-cross-ta4j"})
    void theBuiltInOnesAreClean(String name) throws IOException {
        JsonNode check = check(name, 0);
        assertThat(check.get("clean").asBoolean()).isTrue();
        assertThat(check.get("decisions").asInt()).isPositive();
        assertThat(check.at("/runs/comparedAfterStarts").asInt()).isPositive();
    }

    @Test
    void aShiftedSeriesIsFoundWithTheBarAndTheFieldThatWasRead() throws IOException {
        source("Shifted", """
                public class Shifted implements Strategy {
                    private final List<Double> closes = new ArrayList<>();
                    private int i;
                    public Shifted(@Parameter(name = "file", byDefault = "", description = "the data") String file)
                            throws IOException {
                        List<String> lines = Files.readAllLines(Path.of(file));
                        for (String line : lines.subList(1, lines.size())) {
                            closes.add(Double.parseDouble(line.split(",")[4]));
                        }
                    }
                    @Override public void onBar(Bar bar, Trader trader) {
                        boolean up = i + 1 < closes.size() && closes.get(i + 1) > closes.get(i) * 1.005;
                        if (up && trader.position().isFlat()) {
                            trader.buy();
                        } else if (!up && trader.position().isLong()) {
                            trader.close();
                        }
                        i++;
                    }
                }
                """);
        JsonNode found = check("Shifted.java -p file=" + directory.resolve("bars.csv"), 3)
                .at("/findings/0");
        assertThat(found.get("kind").asText()).isEqualTo("look-ahead");
        assertThat(found.at("/read/firstBar").asInt())
                .isEqualTo(found.get("bar").asInt() + 1)
                .isEqualTo(found.at("/read/lastBar").asInt());
        assertThat(found.at("/read/fields").toString()).isEqualTo("[\"close\"]");
        assertThat(found.at("/read/where").toString()).isEqualTo("[\"Shifted.java:12\"]");
    }

    @Test
    void aNormalisationOverTheWholeSeriesIsFound() throws IOException {
        source("Normal", """
                public class Normal implements Strategy {
                    private final double mean;
                    private final double deviation;
                    public Normal() throws IOException {
                        double sum = 0, squares = 0;
                        int n = 0;
                        try (Scanner in = new Scanner(new File("%s", "bars.csv"))) {
                            in.nextLine();
                            while (in.hasNextLine()) {
                                double close = Double.parseDouble(in.nextLine().split(",")[4]);
                                sum += close;
                                squares += close * close;
                                n++;
                            }
                        }
                        mean = sum / n;
                        deviation = Math.sqrt(squares / n - mean * mean);
                    }
                    @Override public void onBar(Bar bar, Trader trader) {
                        double z = (bar.close().doubleValue() - mean) / deviation;
                        if (z < -0.5 && trader.position().isFlat()) {
                            trader.buy();
                        } else if (z > 0.5 && trader.position().isLong()) {
                            trader.close();
                        }
                    }
                }
                """.formatted(directory));
        JsonNode found = check("Normal.java", 3).at("/findings/0");
        assertThat(found.get("kind").asText()).isEqualTo("look-ahead");
        assertThat(found.at("/read/lastBar").asInt())
                .isGreaterThan(found.get("bar").asInt() + 1);
    }

    @Test
    void theUnfinishedBarOfAHigherTimeFrameIsFound() throws IOException {
        source("Daily", """
                public class Daily implements Strategy {
                    private final dev.tandem.marketdata.BarColumns hours = dev.tandem.marketdata.MarketDataReader.read(
                            "%s", dev.tandem.marketdata.ReadOptions.of("BTC/USD")).bars();
                    private int i;
                    @Override public void onBar(Bar bar, Trader trader) {
                        int endOfDay = Math.min(i / 24 * 24 + 23, hours.size() - 1);
                        boolean up = hours.closeTicks(endOfDay) > bar.closeTicks();
                        if (up && trader.position().isFlat()) {
                            trader.buy();
                        } else if (!up && trader.position().isLong()) {
                            trader.close();
                        }
                        i++;
                    }
                }
                """.formatted(directory.resolve("bars.csv")));
        JsonNode found = check("Daily.java", 3).at("/findings/0");
        assertThat(found.get("kind").asText()).isEqualTo("look-ahead");
        assertThat(found.at("/read/firstBar").asInt() % 24)
                .as("the last hour of the day")
                .isEqualTo(23);
    }

    @Test
    void aStopThatKnowsTheNextLowIsFoundThoughNoEntryChanges() throws IOException {
        source("KnowingStop", """
                public class KnowingStop implements Strategy {
                    private final List<String> lines;
                    public KnowingStop() throws IOException {
                        try (BufferedReader in = new BufferedReader(new FileReader("%s"))) {
                            lines = in.lines().toList();
                        }
                    }
                    @Override public void onBar(Bar bar, Trader trader) {
                        int next = (int) bar.index() + 2;
                        if (bar.index() %% 40 == 5 && trader.position().isFlat() && next < lines.size()) {
                            BigDecimal low = new BigDecimal(lines.get(next).split(",")[3]);
                            BigDecimal stop = low.multiply(new BigDecimal("0.9")).setScale(2, RoundingMode.FLOOR);
                            trader.submit(OrderRequest.buy(trader.instrument()).stopLoss(Exit.at(stop)).build());
                        } else if (bar.index() %% 40 == 30 && trader.position().isLong()) {
                            trader.close();
                        }
                    }
                }
                """.formatted(directory.resolve("bars.csv")));
        JsonNode found = check("KnowingStop.java", 3).at("/findings/0");
        assertThat(found.get("kind").asText()).isEqualTo("look-ahead");
        assertThat(found.get("bar").asInt()).isEqualTo(5);
        assertThat(found.at("/read/firstBar").asInt()).isEqualTo(6);
        assertThat(found.at("/read/fields").toString()).isEqualTo("[\"low\"]");
        assertThat(found.at("/decided/0").asText()).startsWith("buy at the market, stop-loss ");
        assertThat(found.at("/decidedOtherwise/0").asText()).startsWith("buy at the market, stop-loss ");
    }

    @Test
    void anEntryOfWhichOnlyTheTimeInForceKnowsIsFoundAndTheDifferenceIsSaid() throws IOException {
        source("KnowingTime", """
                public class KnowingTime implements Strategy {
                    private List<String> lines = List.of();
                    @Override public void onBar(Bar bar, Trader trader) throws UncheckedIOException {
                        try {
                            lines = lines.isEmpty() ? Files.readAllLines(Path.of("%s")) : lines;
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        int later = (int) bar.index() + 3;
                        if (bar.index() %% 40 == 5 && trader.position().isFlat() && later < lines.size()) {
                            boolean up = new BigDecimal(lines.get(later).split(",")[4]).compareTo(bar.close()) > 0;
                            trader.submit(OrderRequest.buy(trader.instrument()).limit(bar.close())
                                .timeInForce(up ? TimeInForce.GOOD_TILL_CANCELED : TimeInForce.IMMEDIATE_OR_CANCEL)
                                .build());
                        } else if (bar.index() %% 40 == 30 && trader.position().isLong()) {
                            trader.close();
                        }
                    }
                }
                """.formatted(directory.resolve("bars.csv")));
        JsonNode found = check("KnowingTime.java", 3).at("/findings/0");
        assertThat(found.get("kind").asText()).isEqualTo("look-ahead");
        assertThat(found.at("/read/fields").toString()).isEqualTo("[\"close\"]");
        String both = found.at("/decided/0").asText() + " / "
                + found.at("/decidedOtherwise/0").asText();
        assertThat(both).matches("buy limit ([0-9.]+)(, immediate or cancel)? / buy limit \\1(, immediate or cancel)?");
        assertThat(both.split("immediate or cancel", -1)).as("one of them").hasSize(2);
    }

    @Test
    @Tag("long")
    void whoWantsAFileOfThatLengthAndKeepsToThePastIsClean() throws IOException {
        String strategy = """
                public class %1$s implements Strategy {
                    private final double[] close = new double[1_200];
                    public %1$s() throws IOException {
                        try (RandomAccessFile in = new RandomAccessFile("%2$s", "r")) {
                            in.readLine();
                            for (int i = 0; i < close.length; i++) {
                                close[i] = Double.parseDouble(in.readLine().split(",")[4]);
                            }
                        }
                    }
                    @Override public void onBar(Bar bar, Trader trader) {
                        int i = (int) bar.index() + %3$d;
                        if (i < 3 || i >= close.length) {
                            return;
                        }
                        if (close[i] > close[i - 1] && trader.position().isFlat()) {
                            trader.buy();
                        } else if (close[i] < close[i - 1] && trader.position().isLong()) {
                            trader.close();
                        }
                    }
                }
                """;
        source("Fixed", strategy.formatted("Fixed", directory.resolve("bars.csv"), 0));
        check("Fixed.java", -1)
                .get("findings")
                .forEach(finding -> assertThat(finding.get("kind").asText()).isEqualTo("warm-up"));
        source("Ahead", strategy.formatted("Ahead", directory.resolve("bars.csv"), 1));
        JsonNode found = check("Ahead.java", 3).at("/findings/0");
        assertThat(found.get("kind").asText()).isEqualTo("look-ahead");
        assertThat(found.at("/decided").toString() + found.at("/decidedOtherwise"))
                .contains("at the market")
                .doesNotContain("throws");
    }

    @Test
    void aBarThatWasKeptAndReadAfterAFillIsFound() throws IOException {
        source("Keeper", """
                public class Keeper implements Strategy {
                    private Bar kept;
                    @Override public void onBar(Bar bar, Trader trader) {
                        kept = bar;
                        if (trader.position().isFlat() && bar.index() % 20 == 0) {
                            trader.buy();
                        } else if (trader.position().isLong() && bar.index() % 20 == 10) {
                            trader.close();
                        }
                    }
                    @Override public void onFill(Fill fill, Trader trader) {
                        if (trader.position().isLong() && kept.closeTicks() < fill.priceTicks()) {
                            trader.close();
                        }
                    }
                }
                """);
        JsonNode found = check("Keeper.java", 3).at("/findings/0");
        assertThat(found.get("kind").asText()).isEqualTo("look-ahead");
        assertThat(found.get("at").asText()).isEqualTo("fill");
    }

    @Test
    void whoDecidesBeforeHisAveragesAreWarmIsFound() throws IOException {
        source("Cold", """
                public class Cold implements Strategy {
                    private double fast = Double.NaN;
                    private double slow;
                    @Override public void onBar(Bar bar, Trader trader) {
                        double close = bar.close().doubleValue();
                        if (Double.isNaN(fast)) {
                            fast = close;
                            slow = close;
                            return;
                        }
                        boolean above = fast > slow;
                        fast += 2.0 / 13 * (close - fast);
                        slow += 2.0 / 201 * (close - slow);
                        if (fast > slow && !above && trader.position().isFlat()) {
                            trader.buy();
                        } else if (fast < slow && above && trader.position().isLong()) {
                            trader.close();
                        }
                    }
                }
                """);
        JsonNode found = check("Cold.java", 3).at("/findings/0");
        assertThat(found.get("kind").asText()).isEqualTo("warm-up");
    }

    @Test
    void whoNeverForgetsHowItBeganIsFound() throws IOException {
        source("Expanding", """
                public class Expanding implements Strategy {
                    private double sum;
                    private int n;
                    @Override public void onBar(Bar bar, Trader trader) {
                        double close = bar.close().doubleValue();
                        sum += close;
                        n++;
                        if (n > 20 && close > sum / n && trader.position().isFlat()) {
                            trader.buy();
                        } else if (n > 20 && close < sum / n && trader.position().isLong()) {
                            trader.close();
                        }
                    }
                }
                """);
        assertThat(check("Expanding.java", 3).at("/findings/0/kind").asText()).isEqualTo("warm-up");
    }

    @Test
    void diceAndMemoriesBetweenRunsAreFound() throws IOException {
        source("Dice", """
                public class Dice implements Strategy {
                    private final Random random = new Random();
                    @Override public void onBar(Bar bar, Trader trader) {
                        if (trader.position().isFlat() && random.nextInt(10) == 0) {
                            trader.buy();
                        } else if (trader.position().isLong() && random.nextInt(10) == 0) {
                            trader.close();
                        }
                    }
                }
                """);
        assertThat(check("Dice.java", 3).at("/findings/0/kind").asText()).isEqualTo("not-repeatable");
        source("Static", """
                public class Static implements Strategy {
                    private static int runs;
                    private final int every = 10 + runs++;
                    @Override public void onBar(Bar bar, Trader trader) {
                        if (bar.index() % every == 0 && trader.position().isFlat()) {
                            trader.buy();
                        } else if (trader.position().isLong()) {
                            trader.close();
                        }
                    }
                }
                """);
        assertThat(check("Static.java", 3).at("/findings/0/kind").asText()).isEqualTo("static-state");
    }

    @Test
    void whoReadsTheFileAndKeepsToThePastIsCleanAndItIsSaidThatItReads() throws IOException {
        source("Patient", """
                public class Patient implements Strategy {
                    private final List<String> lines;
                    public Patient() throws IOException {
                        lines = Files.readAllLines(Paths.get("%s"));
                    }
                    @Override public void onBar(Bar bar, Trader trader) {
                        int row = (int) bar.index() + 1;
                        if (row < 3) {
                            return;
                        }
                        double now = Double.parseDouble(lines.get(row).split(",")[4]);
                        double before = Double.parseDouble(lines.get(row - 1).split(",")[4]);
                        if (now > before * 1.005 && trader.position().isFlat()) {
                            trader.buy();
                        } else if (now < before && trader.position().isLong()) {
                            trader.close();
                        }
                    }
                }
                """.formatted(directory.resolve("bars.csv")));
        JsonNode check = check("Patient.java", -1);
        assertThat(check.at("/readsDataItself/0").asText()).isEqualTo("Patient.java:10");
        check.get("findings")
                .forEach(finding -> assertThat(finding.get("kind").asText())
                        .as("no look-ahead")
                        .isEqualTo("warm-up"));
    }

    @Test
    void forPeopleItSaysWhatIsWrongAndWhere() throws IOException {
        source("Kept", """
                public class Kept implements Strategy {
                    private final List<String> lines;
                    public Kept() throws IOException {
                        lines = Files.readAllLines(Path.of("%s"));
                    }
                    @Override public void onBar(Bar bar, Trader trader) {
                        int next = (int) bar.index() + 2;
                        if (trader.position().isFlat()
                                && next < lines.size()
                                && new BigDecimal(lines.get(next).split(",")[4]).compareTo(bar.close()) > 0) {
                            trader.buy();
                        } else if (trader.position().isLong()) {
                            trader.close();
                        }
                    }
                }
                """.formatted(directory.resolve("bars.csv")));
        Call call = Call.of(
                directory,
                "check-strategy",
                "--data",
                "bars.csv",
                "--instrument",
                "BTC/USD",
                "--strategy",
                "Kept.java");
        assertThat(call.exitCode()).isEqualTo(3);
        assertThat(call.out())
                .contains("kept: 1 thing is wrong\n", "LOOK-AHEAD at bar ", "the file opened at Kept.java:10")
                .contains("1 bar ahead");
        assertThat(call.err()).isEmpty();
    }

    private void source(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name + ".java"), IMPORTS + text);
    }

    private JsonNode check(String strategy, int exitCode) throws IOException {
        Call call = Call.of(
                directory,
                ("check-strategy --data bars.csv --instrument BTC/USD --format json --strategy " + strategy)
                        .split(" "));
        assertThat(call.err()).isEmpty();
        if (exitCode >= 0) {
            assertThat(call.exitCode()).as(call.out()).isEqualTo(exitCode);
        }
        return new ObjectMapper().readTree(call.out());
    }
}
