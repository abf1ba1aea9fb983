package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.Money;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final String[] ROWS = {"100 110 90 105", "106 107 80 95", "96 120 90 110", "100 130 70 100"};

    @TempDir
    Path directory;

    private VenueBuilder venue(String... rows) {
        return Venue.of(Wire.bars(rows))
                .account("alice", "secret")
                .balance("USDT", Money.parse("10000"))
                .balance("BTC", Money.parse("10"))
                .journal(directory);
    }

    /** What a process that is killed leaves behind: its file, never closed. */
    private Path copyOfTheFile() throws IOException {
        Path copy = Files.createDirectories(directory.resolve("copy"));
        Files.copy(
                directory.resolve(FileJournal.FILE),
                copy.resolve(FileJournal.FILE),
                StandardCopyOption.REPLACE_EXISTING);
        return copy;
    }

    private static String trade(Wire wire) {
        wire.next();
        wire.id("side=BUY&type=MARKET&quantity=1");
        String kept = wire.id("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=85&newClientOrderId=kept");
        wire.cancel(wire.id("side=SELL&type=LIMIT_MAKER&quantity=1&price=150"));
        wire.next();
        wire.signed(
                "POST",
                "/api/v3/orderList/oco",
                "symbol=BTCUSDT&side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=119&belowType=STOP_LOSS_LIMIT"
                        + "&belowStopPrice=60&belowPrice=59&belowTimeInForce=GTC&listClientOrderId=both");
        wire.id("side=SELL&type=STOP_LOSS&quantity=1&trailingDelta=1000");
        wire.next();
        wire.next();
        return kept;
    }

    @Test
    void afterAKillEveryOrderFillAndBalanceIsThereAgain() throws IOException {
        String truth;
        String kept;
        Path copy;
        try (Venue first = venue(ROWS).start();
                Wire wire = new Wire(first, "alice", "secret")) {
            kept = trade(wire);
            truth = wire.truth().text();
            copy = copyOfTheFile();
        }
        try (Venue second = venue(ROWS).journal(copy).start();
                Wire wire = new Wire(second, "alice", "secret")) {
            assertThat(wire.truth().text()).isEqualTo(truth).contains("FILLED").contains("CANCELED");
            assertThat(wire.status(kept)).isEqualTo("FILLED");
            // It goes on where it was, and ids go on.
            assertThat(wire.next().at("bar")).isEqualTo("2");
            assertThat(Integer.parseInt(wire.id("side=SELL&type=MARKET&quantity=1")))
                    .isEqualTo(7);
        }
    }

    @Test
    void aFileThatIsCutAnywhereGivesBackWhatWasWrittenToItsEnd() throws IOException {
        try (Venue first = venue(ROWS).start();
                Wire wire = new Wire(first, "alice", "secret")) {
            trade(wire);
        }
        byte[] whole = Files.readAllBytes(directory.resolve(FileJournal.FILE));
        SplittableRandom random = new SplittableRandom(7);
        int least = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
        for (int i = 0; i < 25; i++) {
            int length = random.nextInt(least, whole.length);
            Path cut = Files.createDirectories(directory.resolve("cut" + i));
            byte[] part = Arrays.copyOf(whole, length);
            Files.write(cut.resolve(FileJournal.FILE), part);
            String text = new String(part, StandardCharsets.UTF_8);
            List<String> lines =
                    text.substring(0, text.lastIndexOf('\n')).lines().toList();
            long orders =
                    lines.stream().filter(line -> line.contains(" place\t")).count()
                            + 2
                                    * lines.stream()
                                            .filter(line -> line.contains(" pair\t"))
                                            .count();
            try (Venue second = venue(ROWS).journal(cut).start()) {
                assertThat(Files.readAllLines(cut.resolve(FileJournal.FILE)))
                        .as("cut after %d bytes", length)
                        .isEqualTo(lines);
                assertThat(second.core().orders()).hasSize((int) orders);
            }
        }
    }

    @Test
    void damageInTheMiddleIsAnErrorAndNotSilence() throws IOException {
        try (Venue first = venue(ROWS).start();
                Wire wire = new Wire(first, "alice", "secret")) {
            trade(wire);
        }
        Path file = directory.resolve(FileJournal.FILE);
        List<String> lines = Files.readAllLines(file);
        lines.set(2, lines.get(2).replace("BUY", "SELL"));
        Files.write(file, lines);
        assertThatThrownBy(() -> venue(ROWS).start())
                .hasMessageContaining(FileJournal.FILE + ":3: is damaged, and not at the end of the file");
    }

    @Test
    void anotherVenuesJournalIsNotTaken() throws IOException {
        venue(ROWS).start().close();
        assertThatThrownBy(() -> venue("100 110 90 106").start())
                .hasMessageContaining("was written by a venue with other data or options");
        try (Venue first = venue(ROWS).start()) {
            assertThat(first.core().orders()).isEmpty();
            assertThatThrownBy(() -> venue(ROWS).start()).hasMessageContaining("is in use by another venue");
        }
        Files.writeString(directory.resolve(FileJournal.FILE), "rest", StandardOpenOption.APPEND);
        venue(ROWS).start().close();
        assertThat(Files.readAllLines(directory.resolve(FileJournal.FILE))).hasSize(1);
    }
}
