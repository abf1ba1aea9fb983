package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {
    private static final String HEADER = "timestamp,agent,instrument,direction,confidence,outcome\n";

    @TempDir
    Path directory;

    @BeforeEach
    void signals() throws IOException {
        StringBuilder csv = new StringBuilder(HEADER);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 400; i++) {
            double p = 0.5 + random.nextDouble() / 2;
            boolean lark = i % 2 == 0;
            boolean right = random.nextDouble() < (lark ? p : 0.5);
            csv.append(String.format(
                    Locale.ROOT,
                    "%d,%s,BTC/USD,long,%.3f,%d%n",
                    1_700_000_000 + i,
                    lark ? "lark" : "owl",
                    p,
                    right ? 1 : 0));
        }
        Files.writeString(directory.resolve("signals.csv"), csv);
    }

    @Test
    void programsGetADocumentWithEveryFigureForAllAndForEachAgent() throws IOException {
        Call call = Call.of(directory, "calibrate", "signals.csv", "--format", "json");
        assertThat(call.err()).isEmpty();
        assertThat(call.exitCode()).isZero();
        JsonNode json = new ObjectMapper().readTree(call.out());
        assertThat(json.get("schema").asText()).isEqualTo("tandem.calibration/1");
        assertThat(json.get("agents").fieldNames()).toIterable().containsExactly("lark", "owl");
        assertThat(json.at("/agents/lark/n").asInt()).isEqualTo(200);
        check(json.get("all"), 400);
        check(json.at("/agents/owl"), 200);
        assertThat(json.at("/agents/owl/ece").asDouble())
                .isGreaterThan(json.at("/agents/lark/ece").asDouble());
    }

    private static void check(JsonNode part, int n) {
        for (String figure : "n brier reliability resolution uncertainty residual logLoss ece".split(" ")) {
            assertThat(part.get(figure).isNumber()).as(figure).isTrue();
        }
        assertThat(part.get("reliability").asDouble()
                        - part.get("resolution").asDouble()
                        + part.get("uncertainty").asDouble()
                        + part.get("residual").asDouble())
                .isCloseTo(part.get("brier").asDouble(), within(1e-14));
        assertThat(part.get("bins")).hasSize(10);
        int counted = 0;
        for (Iterator<JsonNode> bins = part.get("bins").elements(); bins.hasNext(); ) {
            JsonNode bin = bins.next();
            counted += bin.get("n").asInt();
            assertThat(bin.get("hitRate").isNull()).isEqualTo(bin.get("n").asInt() == 0);
        }
        assertThat(counted).isEqualTo(n);
    }

    @Test
    void peopleGetASentenceATableAndACurve() {
        Call call = Call.of(directory, "calibrate", "signals.csv");
        assertThat(call.out())
                .startsWith("400 signals of 2 agents, of which ")
                .contains("too sure")
                .contains("\nAGENT ")
                .contains("\nlark ")
                .contains("\n0.9-1.0  ");
        assertThat(call.exitCode()).isZero();
        assertThat(Call.of(directory, "calibrate", "signals.csv").out())
                .as("the same input gives the same intervals")
                .isEqualTo(call.out());
    }

    @Test
    void aPageHasTheDiagramAndNeedsNoNetwork() throws IOException {
        Call call = Call.of(directory, "calibrate", "signals.csv", "--report", "out");
        assertThat(call.err()).isEqualTo("report: " + directory.resolve("out/index.html") + "\n");
        assertThat(Files.readString(directory.resolve("out/index.html")))
                .contains("<svg")
                .contains("came true")
                .contains("lark")
                .doesNotContain("src=")
                .doesNotContain("href=");
    }

    @Test
    void whatIsWrongIsSaidWithItsPlace() throws IOException {
        Files.writeString(directory.resolve("bad.csv"), HEADER + "1,a,BTC/USD,long,0.5,1\n2,a,BTC/USD,long,78,1\n");
        Call call = Call.of(directory, "calibrate", "bad.csv", "--format", "json");
        assertThat(call.err())
                .isEqualTo("bad.csv:3:18: confidence '78' is on another scale; it must be from 0 to 1, such as 0.65\n");
        assertThat(call.out()).isEmpty();
        assertThat(call.exitCode()).isEqualTo(2);
    }

    @Test
    void aFileThatIsNoneIsNamed() throws IOException {
        Files.write(directory.resolve("latin.csv"), new byte[] {(byte) 0xe9, '\n'});
        assertThat(Call.of(directory, "calibrate", "missing.csv").err())
                .isEqualTo("missing.csv: there is no such file\n");
        assertThat(Call.of(directory, "calibrate", ".").err()).isEqualTo(".: is a folder, not a file\n");
        assertThat(Call.of(directory, "calibrate", "latin.csv").err()).isEqualTo("latin.csv: is not UTF-8 text\n");
        assertThat(Call.of(directory, "calibrate").err())
                .isEqualTo("tandem: FILE: missing; for example tandem calibrate signals.csv\n");
    }
}
