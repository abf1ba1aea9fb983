package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trades, quotes and book updates that cannot be right: each ends the run at its place or is named in the result. */
class BadTicksTest {
    private static final int ROWS = 200;

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        List<String> trades = new ArrayList<>(List.of("timestamp,price,size,side"));
        List<String> quotes = new ArrayList<>(List.of("timestamp,bid,bid_size,ask,ask_size"));
        List<String> book = new ArrayList<>(List.of("timestamp,first_update_id,last_update_id,side,price,qty"));
        for (int i = 0; i < ROWS; i++) {
            long time = 1_700_000_000_000L + i * 1_000L;
            trades.add(time + ",1000.5,0.25,buy");
            quotes.add(time + ",1000,2,1001,3");
            book.add(time + "," + (3 * i + 1) + "," + (3 * i + 3) + (i % 2 == 0 ? ",bid,999,4" : ",ask,1002,4"));
        }
        Files.write(folder.resolve("trades.csv"), trades);
        Files.write(folder.resolve("quotes.csv"), quotes);
        Files.write(folder.resolve("book.csv"), book);
    }

    /** Row 100 of a file has another value in one of its columns. */
    @ParameterizedTest(name = "{0}, column {1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "trades | 1 | -1000.5 | trades.csv:102:15: price '-1000.5' is not a price",
                "trades | 1 | 1000.005 | trades.csv:102:15: price '1000.005' is off the tick of 0.01",
                "trades | 2 | -0.25 | trades.csv:102:22: size '-0.25' is negative",
                "trades | 0 | 1700000098999 | trades.csv:102:1: the timestamp is earlier than that of the row before",
                "quotes | 2 | -2 | quotes.csv:102:20: bid_size '-2' is negative",
                "quotes | 3 | 1001.001 | quotes.csv:102:22: ask '1001.001' is off the tick of 0.01",
                "quotes | 0 | 1700000098999 | quotes.csv:102:1: the timestamp is earlier than that of the row before",
                "book | 5 | -4 | book.csv:102:31: qty '-4' is negative",
                "book | 4 | 999.999 | book.csv:102:27: price '999.999' is off the tick of 0.01",
                "book | 0 | 1700000098999 | book.csv:102:1: the timestamp is earlier than that of the row before",
                "book | 1 | 305 | book.csv:102:15: first_update_id 305 is above last_update_id 303",
                "book | 4 | 1002 | book.csv:102:1: the book is locked: bid 1002, offer 1002",
                "book | 4 | 1003 | book.csv:102:1: the book is crossed: bid 1003, offer 1002",
            })
    void itEndsTheRunAtItsPlace(String file, int column, String value, String message) throws IOException {
        change(file, 100, column, value);
        Call call = backtest();
        assertThat(call.exitCode()).isEqualTo(2);
        assertThat(call.err()).contains(message).hasLineCount(1);
        assertThat(call.out()).isEmpty();
    }

    @Test
    void updateIdsThatJumpOrEndInTheMiddleOfAFile() throws IOException {
        for (int i = 100; i < ROWS; i++) {
            change("book", i, 1, "0");
            change("book", i, 2, "0");
        }
        assertThat(backtest().err()).contains("book.csv:102:1: update ids end after 300, so updates may be missing");
        assertThat(findings("--book-gap", "keep"))
                .contains("1 × gap in the update ids", "update ids end after 300", "kept as it was (keep)");

        files();
        for (int i = 100; i < ROWS; i++) {
            change("book", i, 1, String.valueOf(3 * i + 5));
            change("book", i, 2, String.valueOf(3 * i + 7));
        }
        assertThat(backtest().err())
                .contains("book.csv:102:1: update ids go from 300 to 305, so 4 updates are missing");
    }

    @Test
    void aMessageThatIsOlderThanTheOneBeforeIsLeftOutAndNamed() throws IOException {
        String old = Files.readAllLines(folder.resolve("book.csv")).get(99);
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("book.csv")));
        lines.add(101, old.replaceFirst("[0-9]+,", "1700000099000,"));
        Files.write(folder.resolve("book.csv"), lines);
        assertThat(findings()).contains("1 × message older than one before it", "book.csv:102", "it is left out");
    }

    @Test
    void twoInstrumentsInOneFile() throws IOException {
        for (String column : List.of("symbol", "Instrument", "ticker", "pair", "market", "product_id")) {
            for (String file : List.of("trades", "quotes", "book")) {
                files();
                List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(file + ".csv")));
                lines.replaceAll(line -> line + ",BTCUSD");
                lines.set(0, lines.getFirst().replace("BTCUSD", column));
                lines.set(150, lines.get(150).replace("BTCUSD", "ETHUSD"));
                Files.write(folder.resolve(file + ".csv"), lines);
                assertThat(backtest().err())
                        .as(file + " with " + column)
                        .contains(file + ".csv:151:", "'ETHUSD' follows rows of 'BTCUSD': two instruments in one file");
            }
        }
    }

    @Test
    void twoInstrumentsInOneFileThatDoesNotSaySo() throws IOException {
        for (int i = 100; i < ROWS; i += 2) {
            change("quotes", i, 1, "50");
            change("quotes", i, 3, "51");
        }
        assertThat(findings()).contains("The quotes in ", "quotes.csv more than double or halve", "100 times");

        files();
        change("trades", 100, 1, "50");
        assertThat(findings()).contains("The price of BTC/USD more than doubles or halves");

        files();
        for (int i = 0; i < ROWS; i++) {
            change("quotes", i, 1, "50");
            change("quotes", i, 3, "51");
        }
        assertThat(findings()).contains("trades.csv and in ", "quotes.csv, which are said to be of BTC/USD");
    }

    @Test
    void quotesThatCrossOrLockAreNamed() throws IOException {
        change("quotes", 50, 1, "1001");
        change("quotes", 60, 1, "1002");
        change("quotes", 61, 1, "1002.5");
        assertThat(findings())
                .contains(
                        "1 × locked quote in ",
                        "2 × crossed quote in ",
                        "2023-11-14T22:14:20.000Z (bid 1002, offer 1001)");
    }

    @Test
    void goodTicksHaveNoFindings() throws IOException {
        assertThat(findings()).isEqualTo("[]");
    }

    private void change(String file, int row, int column, String value) throws IOException {
        Path path = folder.resolve(file + ".csv");
        List<String> lines = new ArrayList<>(Files.readAllLines(path));
        String[] fields = lines.get(row + 1).split(",", -1);
        fields[column] = value;
        lines.set(row + 1, String.join(",", fields));
        Files.write(path, lines);
    }

    private String findings(String... more) throws IOException {
        List<String> options = new ArrayList<>(List.of(more));
        options.addAll(List.of("--format", "json"));
        Call call = backtest(options.toArray(String[]::new));
        assertThat(call.exitCode()).as(call.err()).isZero();
        return new ObjectMapper().readTree(call.out()).path("findings").toString();
    }

    private Call backtest(String... more) {
        List<String> words = new ArrayList<>(Arrays.asList(
                ("backtest --data trades.csv --data quotes.csv --data book.csv --instrument BTC/USD --tick 0.01"
                                + " --replay ticks --strategy sma-cross")
                        .split(" ")));
        words.addAll(Arrays.asList(more));
        return Call.of(folder, words.toArray(String[]::new));
    }
}
