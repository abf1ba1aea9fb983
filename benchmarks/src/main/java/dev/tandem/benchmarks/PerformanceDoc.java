package dev.tandem.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.bench.LatencyTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Writes {@code docs/performance.md} and the README's block from {@code docs/performance.json}, the file that the last full
 * run of the suite has left. Nobody writes a number of either by hand: the build compares them with the file.
 *
 * <p>{@code PerformanceDoc ROOT} writes them again after a change of the words.
 */
public final class PerformanceDoc {
    static final String RESULTS = "docs/performance.json";
    static final String PAGE = "docs/performance.md";
    static final String README = "README.md";
    static final String BEGIN = "<!-- performance: written by the benchmarks, do not edit -->\n";
    static final String END = "<!-- performance: end -->\n";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode results;
    private final Properties why = new Properties();

    PerformanceDoc(String json) throws IOException {
        results = JSON.readTree(json);
        why.load(new StringReader(resource("performance-why.properties")));
    }

    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments.length > 0 ? arguments[0] : ".");
        update(root, root.resolve(RESULTS));
    }

    static void update(Path root, Path json) throws IOException {
        PerformanceDoc doc = new PerformanceDoc(Files.readString(json));
        Files.writeString(root.resolve(PAGE), doc.page());
        Path readme = root.resolve(README);
        Files.writeString(readme, doc.inReadme(Files.readString(readme)));
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = PerformanceDoc.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String page() throws IOException {
        return resource("performance-page.md")
                .replace("{{rows}}", rows())
                .replace("{{claims}}", claims())
                .replace("{{process}}", latencies("latencyInProcess"))
                .replace("{{wire}}", latencies("latencyOverTheWire"))
                .replace("{{decision}}", decision())
                .replace("{{endurance}}", endurance())
                .replace("{{retained}}", retained())
                .replace("{{conditions}}", conditions());
    }

    /** The README with its block written anew. */
    String inReadme(String readme) {
        int begin = readme.indexOf(BEGIN);
        int end = readme.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("the README has no block for performance");
        }
        return readme.substring(0, begin + BEGIN.length()) + block() + readme.substring(end);
    }

    private String block() {
        return format(
                "| measured | | beside |\n|---|---|---|\n"
                        + "| backtest of `sma-cross`, per bar | %s ns, %s B | %s times a loop by hand on arrays; ta4j's own loop"
                        + " takes %s ns |\n"
                        + "| a command in the order book | %s ns, %s B | exchange-core's direct book takes %s ns |\n"
                        + "| an order from the signal to its callback | %s ns, %s B | %s ns by hand on primitives |\n\n"
                        + "Processor time; %s.\n",
                number(row("BacktestBenchmark.engine").get("cpuNanos")),
                number(row("BacktestBenchmark.engine").get("bytes")),
                number(row("BacktestBenchmark.engine").get("ratioToFloor")),
                number(row("Ta4jBenchmark.ta4jLoop:double").get("cpuNanos")),
                number(row("MatchingBenchmark.book").get("cpuNanos")),
                number(row("MatchingBenchmark.book").get("bytes")),
                number(row("MatchingBenchmark.exchangeCore").get("cpuNanos")),
                number(row("SignalPathBenchmark.whole").get("cpuNanos")),
                number(row("SignalPathBenchmark.whole").get("bytes")),
                number(row("SignalPathBenchmark.floor").get("cpuNanos")),
                conditions());
    }

    List<String> rowKeys() {
        List<String> keys = new ArrayList<>();
        results.get("rows").forEach(row -> keys.add(row.get("benchmark").asText()));
        return keys;
    }

    private JsonNode row(String key) {
        for (JsonNode row : results.get("rows")) {
            if (row.get("benchmark").asText().equals(key)) {
                return row;
            }
        }
        throw new IllegalStateException(RESULTS + " has no row " + key);
    }

    private String rows() {
        Map<String, StringBuilder> groups = new LinkedHashMap<>();
        for (JsonNode row : results.get("rows")) {
            String group = row.get("group").asText();
            groups.computeIfAbsent(
                            group,
                            name -> new StringBuilder("### " + upper(name)
                                    + "\n\n| | cpu ns | × floor | ns | B |\n|---|--:|--:|--:|--:|\n"))
                    .append(format(
                            "| %s | %s | %s | %s | %s |%n",
                            row.get("name").asText(),
                            number(row.get("cpuNanos")),
                            number(row.get("ratioToFloor")),
                            number(row.get("nanos")),
                            number(row.get("bytes"))));
        }
        StringBuilder text = new StringBuilder();
        groups.forEach((group, table) -> {
            text.append(text.isEmpty() ? "" : "\n").append(table);
            String reason = reason(group);
            text.append(reason.isEmpty() ? "" : "\n" + reason + "\n");
        });
        return text.toString();
    }

    /** Why a group's rows cost more than their floor, or why a claim is missed: found by the first words of its name. */
    private String reason(String name) {
        return why.stringPropertyNames().stream()
                .filter(key -> name.startsWith(key.replace('_', ' ')))
                .map(why::getProperty)
                .findFirst()
                .orElse("");
    }

    private static String upper(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private String claims() {
        StringBuilder text = new StringBuilder("| wanted | bound | measured | |\n|---|--:|--:|---|\n");
        for (JsonNode claim : results.get("claims")) {
            double bound = claim.get("bound").asDouble();
            boolean atMost = claim.get("atMost").asBoolean();
            double ratio = claim.get("ratio").asDouble();
            String name = claim.get("claim").asText();
            line(
                    text,
                    name,
                    (atMost ? "at most " : "at least ") + number(bound),
                    number(ratio),
                    claim.get("met").asBoolean(),
                    atMost ? ratio / bound : bound / ratio);
        }
        for (FigureClaim claim : FigureClaim.ALL) {
            double measured = measured(claim.pointer()) / claim.unitSize();
            if (!Double.isNaN(measured)) {
                line(
                        text,
                        claim.text(),
                        "at most " + number(claim.most()) + claim.unit(),
                        number(measured) + claim.unit(),
                        measured <= claim.most(),
                        measured / claim.most());
            }
        }
        for (JsonNode claim : results.get("byteClaims")) {
            double most = claim.get("most").asDouble();
            double bytes = claim.get("bytes").asDouble();
            line(
                    text,
                    claim.get("claim").asText(),
                    "at most " + number(most) + " B",
                    number(bytes) + " B",
                    claim.get("met").asBoolean(),
                    bytes / most);
        }
        return text.toString();
    }

    private double measured(String pointer) {
        return pointer.startsWith("/")
                ? results.at(pointer).asDouble(Double.NaN)
                : row(pointer).get("cpuNanos").asDouble();
    }

    private void line(StringBuilder text, String name, String bound, String measured, boolean met, double missedBy) {
        String reason = met ? "" : reason("missed " + name);
        text.append(format(
                "| %s | %s | %s | %s |%n",
                name,
                bound,
                measured,
                met
                        ? "met"
                        : "**missed** by a factor of " + number(missedBy) + (reason.isEmpty() ? "" : ": " + reason)));
    }

    private String latencies(String name) {
        JsonNode rows = results.get(name);
        StringBuilder text = new StringBuilder("|rate|50.0%|90.0%|95.0%|99.0%|99.9%|99.99%|worst|\n"
                + "|----|-----|-----|-----|-----|-----|------|-----|\n");
        for (JsonNode row : rows) {
            text.append('|').append(LatencyTable.rate(row.get("perSecond").asLong()));
            text.append(row.get("keptUp").asBoolean() ? "" : " (not reached)");
            for (String column : List.of("p50", "p90", "p95", "p99", "p99.9", "p99.99", "max")) {
                text.append('|')
                        .append(LatencyTable.time(row.get("nanos").get(column).asLong()));
            }
            text.append("|\n");
        }
        return text.toString();
    }

    private String decision() {
        StringBuilder text = new StringBuilder(
                "|events a second|journal|50.0%|90.0%|95.0%|99.0%|99.9%|worst|\n|---:|---|-----|-----|-----|-----|-----|-----|\n");
        for (JsonNode rate : results.get("decisionPath")) {
            decision(text, rate, "off", "none");
            decision(text, rate, "on", "on " + rate.get("fileSystem").asText());
            decision(
                    text,
                    rate,
                    "bareWrite",
                    "a bare durable write of " + rate.get("writtenBytes").asInt() + " B");
        }
        return text.toString();
    }

    private static void decision(StringBuilder text, JsonNode rate, String which, String name) {
        text.append(format("|%,d|%s|", rate.get("perSecond").asInt(), name));
        for (String column : List.of("p50", "p90", "p95", "p99", "p99.9", "max")) {
            text.append(LatencyTable.time(rate.get(which).get(column).asLong())).append('|');
        }
        text.append('\n');
    }

    private String endurance() {
        JsonNode all = results.get("endurance");
        return format(
                "%,d orders through a live session, each in its journal (on %s) before it leaves: %s bytes per order stay"
                        + " behind after the second tenth; the collector's longest pause was %s, and the longest that an order"
                        + " took, from its submission to the callback of its fill, %s, at a load of %s at the end.",
                all.get("orders").asLong(),
                all.get("fileSystem").asText(),
                number(all.get("bytesRetainedPerOrder")),
                all.get("longestPauseNanos").asLong() == 0
                        ? "below a millisecond"
                        : LatencyTable.time(all.get("longestPauseNanos").asLong()),
                LatencyTable.time(all.get("longestOrderNanos").asLong()),
                number(all.get("load")));
    }

    private String retained() {
        StringBuilder text = new StringBuilder("| retained after a run of ta4j's rules | B per bar |\n|---|--:|\n");
        results.get("retainedBytesPerBar")
                .fields()
                .forEachRemaining(entry -> text.append(format(
                        "| %s | %s |%n",
                        entry.getKey()
                                .replace("ta4jLoop:", "ta4j's own loop, ")
                                .replace("inEngine:", "in the engine, "),
                        number(entry.getValue()))));
        return text.toString();
    }

    private String conditions() {
        JsonNode at = results.get("conditions");
        double load = at.get("loadBefore").asDouble();
        return format(
                "%s, %d processors, %s, %s, `%s`, load %.1f before and %.1f after%s",
                at.get("cpu").asText(),
                at.get("processors").asInt(),
                at.get("os").asText(),
                at.get("jdk").asText(),
                at.get("jvm").asText(),
                load,
                at.get("loadAfter").asDouble(),
                load > at.get("processors").asInt() / 2.0
                        ? " (**others were at work: times are too long, take the ratios and the bytes**)"
                        : "");
    }

    private static String number(JsonNode value) {
        return number(value.asDouble());
    }

    private static String number(double value) {
        double size = Math.abs(value);
        return format(size == 0 || size >= 99.95 ? "%,.0f" : size >= 9.995 ? "%,.1f" : "%,.2f", value);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values).replace("\r\n", "\n");
    }
}
