package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
    private static final String RISING_AND_FALLING = """
            timestamp,open,high,low,close,volume
            2024-01-01T00:00:00Z,10,10,10,10,1
            2024-01-01T01:00:00Z,10,10,9,9,1
            2024-01-01T02:00:00Z,9,9,8,8,1
            2024-01-01T03:00:00Z,8,12,8,12,1
            2024-01-01T04:00:00Z,12,14,12,14,1
            2024-01-01T05:00:00Z,14,14,7,7,1
            2024-01-01T06:00:00Z,7,7,5,5,1
            2024-01-01T07:00:00Z,5,6,4,6,1
            """;

    @TempDir
    Path directory;

    private Call backtest(String... more) throws IOException {
        Files.writeString(directory.resolve("my bars.csv"), RISING_AND_FALLING);
        List<String> arguments = new ArrayList<>(List.of(
                "backtest",
                "--data",
                "my bars.csv",
                "--instrument",
                "BTC/USD",
                "--strategy",
                "sma-cross",
                "-p",
                "fast=1",
                "-p",
                "slow=2",
                "--report",
                "out"));
        arguments.addAll(List.of(more));
        return Call.of(directory, arguments.toArray(String[]::new));
    }

    @Test
    void theFolderHasThePageAndTheFilesAndOneLineSaysWhere() throws IOException {
        Call call = backtest();
        assertThat(call.exitCode()).isZero();
        assertThat(call.err().lines())
                .containsExactly("report: " + directory.resolve("out").resolve("index.html"));
        try (var files = Files.list(directory.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("index.html", "result.json", "trades.csv", "equity.csv");
        }
    }

    @Test
    void thePageHasTheBarsTheTradesAndTheCallThatMadeIt() throws IOException {
        backtest("--fee", "0");
        String page = Files.readString(directory.resolve("out").resolve("index.html"));
        String marker = "<script type=\"application/json\" id=\"data\">";
        int from = page.indexOf(marker) + marker.length();
        JsonNode data = new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
        assertThat(data.get("bars").get("count").asInt()).isEqualTo(8);
        assertThat(data.get("bars").has("high")).isTrue();
        assertThat(data.get("trades")).isNotEmpty();
        assertThat(page)
                .contains("./tandem backtest --data &#39;my bars.csv&#39; --instrument BTC/USD --strategy sma-cross"
                        + " -p fast=1 -p slow=2 --report out --fee 0</code>");
    }

    @Test
    void thePageSaysWhenAConfigurationHadItsSay() throws IOException {
        Files.writeString(directory.resolve("tandem.yaml"), "fee: 0.002\n");
        backtest();
        assertThat(Files.readString(directory.resolve("out").resolve("index.html")))
                .contains("--report out  # with tandem.yaml</code>");
    }

    @Test
    void aCallIsQuotedForAShell() {
        assertThat(CallText.of(List.of("backtest", "-p", "text=it's $HOME", "")))
                .isEqualTo("./tandem backtest -p 'text=it'\\''s $HOME' ''");
    }
}
