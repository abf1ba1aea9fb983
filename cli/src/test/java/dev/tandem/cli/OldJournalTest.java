package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Journals of other versions: of the one before, written by the Tandem of then; of a later one; and what this one says more. */
class OldJournalTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEARD = "  confidence=0.9  agents=lark,owl";

    @TempDir
    Path directory;

    @BeforeEach
    void aSessionOfThen() throws IOException {
        Path then = Path.of("src/test/resources/journal-v1");
        Files.createDirectories(directory.resolve("session"));
        Files.copy(then.resolve("journal-000001.tj"), directory.resolve("session/journal-000001.tj"));
        Files.copy(then.resolve("EveryEighth.java"), directory.resolve("EveryEighth.java"));
    }

    private Map<String, String> files() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory.resolve("session"))) {
            for (Path file : files.toList()) {
                content.put(file.getFileName().toString(), Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return content;
    }

    private JsonNode json(String... arguments) throws IOException {
        Call call = Call.of(directory, arguments);
        assertThat(call.exitCode()).as(call.err()).isZero();
        return JSON.readTree(call.out());
    }

    private Call live(LockstepMarket market, String journal) {
        return Call.of(
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
                "EveryEighth.java",
                "--stop-loss",
                "0.02",
                "--journal",
                journal);
    }

    @Test
    void oneOfTheVersionBeforeIsVerifiedShownExplainedAndReplayed() throws IOException {
        Map<String, String> before = files();
        Call verify = Call.of(directory, "journal", "verify", "session");
        assertThat(verify.exitCode()).as(verify.err()).isZero();
        assertThat(verify.out())
                .startsWith("intact   119 records (")
                .contains("\nversion  1 of the format; who goes on with it begins a new file\n");
        assertThat(json("journal", "verify", "session", "--format", "json")
                        .get("version")
                        .asInt())
                .isEqualTo(1);
        assertThat(Call.of(directory, "journal", "show", "session", "--type", "request")
                        .out()
                        .lines())
                .hasSizeGreaterThan(5)
                .noneMatch(line -> line.contains("agents"));
        JsonNode why = json("why", "1", "--journal", "session", "--format", "json");
        assertThat(why.findValuesAsText("stage")).startsWith("data", "request", "gate", "send");
        assertThat(why.findValue("agents")).isNull();
        JsonNode replay = json(
                "replay", "session", "--strategy", "EveryEighth.java", "--against", "backtest", "--format", "json");
        assertThat(replay.get("identical").asBoolean()).isTrue();
        assertThat(replay.get("trades").asInt()).isEqualTo(4);
        assertThat(files()).as("nothing is written").isEqualTo(before);
    }

    @Test
    void oneOfALaterVersionIsRefusedInWordsBeforeAnythingIsWrittenOrSent() throws Exception {
        Path file = directory.resolve("session/journal-000001.tj");
        byte[] bytes = Files.readAllBytes(file);
        bytes[9] = 3;
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, 12);
        crc.update(bytes, 16, 60);
        ByteBuffer.wrap(bytes).putInt(12, (int) crc.getValue());
        Files.write(file, bytes);
        Map<String, String> before = files();
        String words =
                "is of version 3 of the format; this Tandem reads versions 1 to 2. Read it with the Tandem that wrote it";
        for (String call : new String[] {
            "journal verify session", "journal show session", "why 1 --journal session", "replay session"
        }) {
            Call refused = Call.of(directory, call.split(" "));
            assertThat(refused.exitCode()).as(call).isEqualTo(2);
            assertThat(refused.err()).as(call).contains(words);
        }
        try (LockstepMarket market = LockstepMarket.of(directory, 20)) {
            Call refused = live(market, "session");
            assertThat(refused.exitCode()).as(refused.err()).isEqualTo(2);
            assertThat(refused.err()).contains(words);
            assertThat(market.truth().get("orders")).isEmpty();
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void whoseOpinionsAnOrderFollowsIsInTheJournalOfThisVersionAndCompared() throws IOException {
        try (LockstepMarket market = LockstepMarket.of(directory, 60)) {
            Call run = live(market, "now");
            assertThat(run.exitCode()).as(run.err()).isZero();
        }
        assertThat(Call.of(directory, "why", "1", "--journal", "now").out()).contains(HEARD);
        assertThat(Call.of(directory, "journal", "show", "now", "--type", "request")
                        .out())
                .contains(HEARD);
        JsonNode why = json("why", "1", "--journal", "now", "--format", "json");
        JsonNode request = why.get("chain").get(1);
        assertThat(request.get("stage").asText()).isEqualTo("request");
        assertThat(request.get("confidence").asText()).isEqualTo("0.9");
        assertThat(request.get("agents").toString()).isEqualTo("[\"lark\",\"owl\"]");
        assertThat(json("journal", "verify", "now", "--format", "json")
                        .get("version")
                        .asInt())
                .isEqualTo(2);
        Call same = Call.of(directory, "replay", "now", "--strategy", "EveryEighth.java");
        assertThat(same.exitCode()).as(same.err()).isZero();
        Path strategy = directory.resolve("EveryEighth.java");
        Files.writeString(strategy, Files.readString(strategy).replace("\"owl\"", "\"wren\""));
        Call other = Call.of(directory, "replay", "now", "--strategy", "EveryEighth.java");
        assertThat(other.exitCode()).isEqualTo(3);
        assertThat(other.err()).contains("agents=lark,owl", "agents=lark,wren");
    }
}
