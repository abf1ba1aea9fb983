package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads whose file of bars has something wrong in it, and what is nobody's business. */
class BadDataTest {
    private static final String HEADER = "timestamp,open,high,low,close,volume\n";
    private static final int ROWS = 60;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | 0x64 | open '0x64' is not a decimal number such as 1234.5",
                "1 | 0x1p3 | open '0x1p3' is not a decimal number such as 1234.5",
                "1 | 100f | open '100f' is not a decimal number such as 1234.5",
                "1 | 1e400 | open '1e400' has an exponent beyond 18; write it as a decimal number",
                "2 | Infinity | high 'Infinity' is not a decimal number such as 1234.5",
                "3 | NaN | low 'NaN' is not a decimal number such as 1234.5",
                "4 | １０１.５ | close '１０１.５' is not a decimal number such as 1234.5",
                "4 | ١٠١ | close '١٠١' is not a decimal number such as 1234.5",
                "1 | \"1,000.5\" | open '1,000.5' is not a decimal number such as 1234.5",
                "1 | 1'000.5 | open '1'000.5' is not a decimal number such as 1234.5",
                "1 | 1_000 | open '1_000' is not a decimal number such as 1234.5",
                "1 | \"100,5\" | open '100,5' is not a decimal number such as 1234.5",
                "1 | -100 | open '-100' is not a price; it must be above 0",
                "1 | −100 | open '−100' is not a decimal number such as 1234.5",
                "5 | 1e400 | volume '1e400' has an exponent beyond 18; write it as a decimal number",
                "5 | Infinity | volume 'Infinity' is not a decimal number such as 1234.5",
                "5 | 0x5 | volume '0x5' is not a decimal number such as 1234.5",
            })
    void aValueThatIsNoNumberIsNamedWithItsPlace(int column, String value, String message) throws IOException {
        Call call = backtest(withInRow10(column, value));
        assertThat(call.err())
                .isEqualTo(directory.resolve("bars.csv") + ":11:" + columnOf(column) + ": " + message + "\n");
        assertThat(call.out()).isEmpty();
        assertThat(call.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1700000600000 | timestamp '1700000600000' looks like milliseconds, the one before ('1700000480')"
                        + " like seconds; one unit per file",
                "1700000600000000 | timestamp '1700000600000000' looks like microseconds, the one before"
                        + " ('1700000480') like seconds; one unit per file",
                "2023-11-14T22:23:20Z | timestamp '2023-11-14T22:23:20Z' is ISO-8601, those before are numbers; one"
                        + " form per file",
            })
    void timesOfTwoKinds(String value, String message) throws IOException {
        Call call = backtest(withInRow10(0, value));
        assertThat(call.err()).isEqualTo(directory.resolve("bars.csv") + ":11:1: " + message + "\n");
        assertThat(call.exitCode()).isEqualTo(2);
    }

    @Test
    void thousandsSeparatorsWithoutQuotesAreOneColumnTooMany() throws IOException {
        assertThat(backtest(withInRow10(1, "1,000.5")).err())
                .endsWith("bars.csv:11:40: the row has 7 columns, 6 are expected as in the header\n");
    }

    @Test
    void aFolderOrNothingInAFile() throws IOException {
        Files.createDirectory(directory.resolve("folder.csv"));
        assertThat(Call.of(directory, call("folder.csv")).err())
                .isEqualTo(directory.resolve("folder.csv") + ": is a directory; name a CSV file in it\n");
        assertThat(backtest("").err()).endsWith("bars.csv: is empty; a header and at least one row are needed\n");
        assertThat(backtest(HEADER).err()).endsWith("bars.csv: has a header but no rows; at least one is needed\n");
    }

    @ParameterizedTest
    @CsvSource({"crlf", "bom", "quotes", "blank lines at the end", "no last line feed", "spaces", "all"})
    void whatEditorsAndSpreadsheetsDoToAFileChangesNothing(String what) throws IOException {
        String plain = HEADER + rows(ROWS);
        JsonNode wanted = result(backtest(plain));
        String changed = plain;
        if (what.equals("quotes") || what.equals("all")) {
            changed = changed.replaceAll("[^,\n]+", "\"$0\"");
        }
        if (what.equals("spaces")) {
            changed = changed.replace(",", " , ");
        }
        if (what.equals("blank lines at the end") || what.equals("all")) {
            changed += "\n\n  \n\n";
        }
        if (what.equals("no last line feed")) {
            changed = changed.stripTrailing();
        }
        if (what.equals("crlf") || what.equals("all")) {
            changed = changed.replace("\n", "\r\n");
        }
        if (what.equals("bom") || what.equals("all")) {
            changed = "\ufeff" + changed;
        }
        assertThat(changed).isNotEqualTo(plain);
        JsonNode got = result(backtest(changed));
        assertThat(wanted.get("trades").size()).isPositive();
        assertThat(got.get("trades")).isEqualTo(wanted.get("trades"));
        assertThat(got.at("/receipt/resultSha256")).isEqualTo(wanted.at("/receipt/resultSha256"));
    }

    @Test
    void oneRowIsABacktestWithoutATrade() throws IOException {
        JsonNode result = result(backtest(HEADER + rows(1)));
        assertThat(result.at("/data/events").asInt()).isEqualTo(1);
        assertThat(result.get("trades")).isEmpty();
        assertThat(result.get("equity")).isEqualTo(result.get("cash"));
        Call text = Call.of(
                directory, "backtest", "--data", "bars.csv", "--instrument", "BTC/USD", "--strategy", "sma-cross");
        assertThat(text.out()).contains("1 bar of 1m");
        assertThat(text.exitCode()).isZero();
    }

    private String withInRow10(int column, String value) {
        String[] lines = (HEADER + rows(ROWS)).split("\n");
        String[] cells = lines[10].split(",");
        cells[column] = value;
        lines[10] = String.join(",", cells);
        return String.join("\n", lines) + "\n";
    }

    private int columnOf(int column) {
        String[] cells = rows(10).lines().toList().getLast().split(",");
        int at = 1;
        for (int i = 0; i < column; i++) {
            at += cells[i].length() + 1;
        }
        return at;
    }

    /** Minutes that go up and down, so that averages cross. */
    private static String rows(int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int price = 100 + Math.abs(i % 20 - 10);
            rows.append(1_699_999_940L + 60L * (i + 1)).append(',');
            rows.append(price + ".5," + (price + 2) + ".25," + (price - 1) + ".75," + (price + 1) + ".5,3\n");
        }
        return rows.toString();
    }

    private static String[] call(String data) {
        return new String[] {
            "backtest",
            "--data",
            data,
            "--instrument",
            "BTC/USD",
            "--strategy",
            "sma-cross",
            "-p",
            "fast=2",
            "-p",
            "slow=5",
            "--format",
            "json"
        };
    }

    private Call backtest(String content) throws IOException {
        Files.write(directory.resolve("bars.csv"), content.getBytes(StandardCharsets.UTF_8));
        return Call.of(directory, call("bars.csv"));
    }

    private static JsonNode result(Call call) throws IOException {
        assertThat(call.err()).isEmpty();
        assertThat(call.exitCode()).isZero();
        return new ObjectMapper().readTree(call.out());
    }
}
