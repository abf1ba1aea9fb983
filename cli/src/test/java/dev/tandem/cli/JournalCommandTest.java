package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.model.BarRecord;
import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Instrument;
import dev.tandem.runtime.journal.Journal;
import dev.tandem.runtime.journal.JournalEntry;
import dev.tandem.runtime.journal.JournalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandTest {
    private static final long TIME = 1_700_000_000_000_000_000L;

    @TempDir
    Path directory;

    private String session = "";
    private Path file = Path.of("");

    @BeforeEach
    void aJournal() {
        JournalOptions options = JournalOptions.standard()
                .withClock(InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")))
                .withRandom(new SplittableRandom(1));
        try (Journal journal = Journal.open(directory.resolve("j"), options)) {
            session = journal.session();
            Instrument btc = Instrument.of("BTC/USD", "0.01", "0.001");
            journal.append(new JournalEntry.Started(), TIME, false);
            journal.append(
                    new JournalEntry.BarClosed(new BarRecord(btc, 0, TIME, TIME + 1, 100, 120, 90, 110, 1.5)),
                    TIME,
                    false);
            journal.append(
                    new JournalEntry.Denied(1, new ClientOrderId(session, 1), "confidence", "0.5 is \"low\"\nvery"),
                    TIME,
                    false);
            journal.append(new JournalEntry.Finished(true), TIME, true);
        }
        file = directory.resolve("j/journal-000001.tj");
    }

    @Test
    void recordsAreShownForPeople() {
        Call call = Call.of(directory, "journal", "show", "j");
        assertThat(call.out())
                .isEqualTo("1  2026-01-02T03:04:05.000Z  open  pid="
                        + ProcessHandle.current().pid() + "  cutBytes=0\n"
                        + "2  2023-11-14T22:13:20.000Z  start\n"
                        + "3  2023-11-14T22:13:20.000Z  instrument  number=0  instrument=BTC/USD  tick=0.01  lot=0.001"
                        + "  minNotional=0\n"
                        + "4  2023-11-14T22:13:20.000Z  bar  instrument=BTC/USD  index=0"
                        + "  openTime=2023-11-14T22:13:20.000Z  closeTime=2023-11-14T22:13:20.000Z  open=1  high=1.2"
                        + "  low=0.9  close=1.1  volume=1.5\n"
                        + "5  2023-11-14T22:13:20.000Z  denial  request=1  order=" + session + "-1"
                        + "  reason=confidence  message=\"0.5 is \\\"low\\\"\\nvery\"\n"
                        + "6  2023-11-14T22:13:20.000Z  > finish  closePositions=true\n");
        assertThat(call.err()).isEmpty();
        assertThat(call.exitCode()).isZero();
    }

    @Test
    void recordsAreShownForProgramsAsLines() throws IOException {
        Call call = Call.of(directory, "journal", "show", "j", "--format", "json");
        assertThat(call.out().lines()).hasSize(6);
        ObjectMapper mapper = new ObjectMapper();
        for (String line : call.out().lines().toList()) {
            assertThat(mapper.readTree(line).get("record").isNumber()).isTrue();
        }
        assertThat(call.out().lines().toList().get(4))
                .isEqualTo("{\"record\":5,\"time\":\"2023-11-14T22:13:20.000Z\",\"type\":\"denial\",\"nested\":false,"
                        + "\"request\":1,\"order\":\"" + session + "-1\",\"reason\":\"confidence\","
                        + "\"message\":\"0.5 is \\\"low\\\"\\nvery\"}");
    }

    @Test
    void recordsCanBeChosenByTypeAndByOrder() {
        assertThat(Call.of(directory, "journal", "show", "j", "--type", "bar")
                        .out()
                        .lines())
                .singleElement()
                .asString()
                .startsWith("4  ");
        assertThat(Call.of(directory, "journal", "show", "j", "--order", session + "-1")
                        .out()
                        .lines())
                .singleElement()
                .asString()
                .startsWith("5  ");
        assertThat(Call.of(directory, "journal", "show", "j", "--type", "bar,denial")
                        .out()
                        .lines())
                .hasSize(2)
                .satisfiesExactly(
                        bar -> assertThat(bar).startsWith("4  "),
                        denial -> assertThat(denial).startsWith("5  "));
        Call none = Call.of(directory, "journal", "show", "j", "--type", "bar", "--order", session + "-1");
        assertThat(none.out()).isEmpty();
        assertThat(none.exitCode()).isZero();
    }

    @Test
    void anIntactJournalIsSaidToBe() throws IOException {
        Call call = Call.of(directory, "journal", "verify", "j");
        assertThat(call.out())
                .matches("intact   6 records \\(3 inputs, 1 decisions\\), [0-9]+ bytes in 1 file\n" + "session  "
                        + session + "\nsha256   [0-9a-f]{64}\n");
        assertThat(call.exitCode()).isZero();
        JsonNode json = new ObjectMapper()
                .readTree(Call.of(directory, "journal", "verify", "j", "--format", "json")
                        .out());
        assertThat(json.get("schema").asText()).isEqualTo("tandem.journal/1");
        assertThat(json.get("intact").asBoolean()).isTrue();
        assertThat(json.get("torn").isNull()).isTrue();
        assertThat(json.get("damage").isNull()).isTrue();
        assertThat(json.get("bytes").asLong()).isEqualTo(Files.size(file));
    }

    @Test
    void aFlippedBitIsNamedWithItsPlace() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 90] ^= 2;
        Files.write(file, bytes);
        Call call = Call.of(directory, "journal", "verify", "j");
        assertThat(call.out()).isEmpty();
        assertThat(call.err())
                .matches("j/journal-000001\\.tj:[0-9]+: record 5 has a wrong checksum, and it had been written"
                        + " fully: .*\n");
        assertThat(call.exitCode()).isEqualTo(2);
        Call json = Call.of(directory, "journal", "verify", "j", "--format", "json");
        assertThat(json.exitCode()).isEqualTo(2);
        JsonNode damage = new ObjectMapper().readTree(json.out()).get("damage");
        assertThat(damage.get("record").asLong()).isEqualTo(5);
        assertThat(damage.get("file").asText()).isEqualTo("j/journal-000001.tj");
        Call show = Call.of(directory, "journal", "show", "j");
        assertThat(show.out().lines()).as("what is before the damage is shown").hasSize(4);
        assertThat(show.err()).isEqualTo(call.err());
        assertThat(show.exitCode()).isEqualTo(2);
    }

    @Test
    void aTornEndIsNoDamageAndIsSaid() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));
        Call call = Call.of(directory, "journal", "verify", "j");
        assertThat(call.exitCode()).isZero();
        assertThat(call.out())
                .contains("intact   5 records")
                .containsPattern("torn     j/journal-000001\\.tj:[0-9]+: the"
                        + " last [0-9]+ bytes are of record 6, which was not written fully; they are cut off when the journal is"
                        + " opened\n");
        assertThat(Files.size(file)).as("nothing is changed").isEqualTo(bytes.length - 5);
        Call show = Call.of(directory, "journal", "show", "j");
        assertThat(show.out().lines()).hasSize(5);
        assertThat(show.err()).contains("of record 6, which is not there fully (yet)");
    }

    @Test
    void withoutACommandThereIsHelp() {
        Call call = Call.of(directory, "journal");
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err()).contains("tandem journal COMMAND DIR", "show", "verify");
    }
}
