package dev.tandem.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.model.Instrument;
import dev.tandem.model.Money;
import dev.tandem.model.Side;
import dev.tandem.report.InventedRuns;
import dev.tandem.report.Runs;
import dev.tandem.report.metrics.MetricDefinition;
import dev.tandem.result.ExitReason;
import dev.tandem.result.RunResult;
import dev.tandem.result.Trade;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {
    private static final Pattern ELEMENT = Pattern.compile("<(script|style)([^>]*)>(.*?)</\\1>", Pattern.DOTALL);

    static Stream<RunResult> runs() {
        return Stream.of(
                InventedRuns.ordinary(),
                InventedRuns.quiet().result(),
                InventedRuns.tiny(),
                InventedRuns.huge(),
                InventedRuns.several(),
                InventedRuns.lost(),
                InventedRuns.withoutLongItems(),
                Runs.hourly().result(),
                Runs.hourly().equity("1000").result(),
                Runs.hourly()
                        .equity("1000", "1001")
                        .prices(Double.NaN, Double.POSITIVE_INFINITY)
                        .result(),
                Pages.hostile());
    }

    private static String page(RunResult run) {
        return Pages.text(HtmlReport.of(run));
    }

    private static JsonNode data(String page) throws IOException {
        Matcher found = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL)
                .matcher(page);
        assertThat(found.find()).isTrue();
        return new ObjectMapper().readTree(found.group(1));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyRunHasEverySectionAndNoNumberThatIsNone(RunResult run) throws IOException {
        String page = page(run);
        assertThat(page).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        for (String section :
                List.of("overview", "chart", "trades", "months", "distribution", "metrics", "assumptions", "receipt")) {
            assertThat(page).containsOnlyOnce("id=\"" + section + "\"");
        }
        String visible = ELEMENT.matcher(page).replaceAll("");
        assertThat(visible).doesNotContain("NaN", "Infinity", "null");
        assertThat(data(page).get("trades")).hasSize(run.trades().size());
        assertThat(data(page).get("bars").get("count").asInt())
                .isEqualTo(run.equityCurve().size());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theTagsOfEveryPageAreClosedInOrder(RunResult run) {
        String markup = ELEMENT.matcher(page(run)).replaceAll("").replaceAll("<!DOCTYPE html>|<!-- said -->", "");
        List<String> open = new ArrayList<>();
        Matcher tag = Pattern.compile("<(/?)([a-zA-Z0-9]+)((?:\\s+[-a-zA-Z0-9]+(?:=\"[^\"<]*\")?)*)\\s*(/?)>")
                .matcher(markup);
        while (tag.find()) {
            String name = tag.group(2);
            if (tag.group(1).equals("/")) {
                assertThat(open).as("before " + tag.group()).isNotEmpty();
                assertThat(open.removeLast()).isEqualTo(name);
            } else if (tag.group(4).isEmpty() && !List.of("meta", "input").contains(name)) {
                open.add(name);
            }
        }
        assertThat(open).isEmpty();
        assertThat(tag.replaceAll("")).as("what is left is text").doesNotContain("<", ">");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void thePolicyAllowsExactlyThePagesOwnScriptsAndStyles(RunResult run) throws Exception {
        String page = page(run);
        Matcher policy = Pattern.compile("http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(page);
        assertThat(policy.find()).isTrue();
        String allowed = policy.group(1).replace("&#39;", "'");
        assertThat(allowed)
                .startsWith("default-src 'none'; script-src 'sha256-")
                .doesNotContain("unsafe", "http", "*");
        Matcher element = ELEMENT.matcher(page);
        int hashed = 0;
        while (element.find()) {
            if (!element.group(2).contains("json")) {
                byte[] hash = MessageDigest.getInstance("SHA-256")
                        .digest(element.group(3).getBytes(StandardCharsets.UTF_8));
                assertThat(allowed).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
                hashed++;
            }
        }
        assertThat(hashed).isEqualTo(3);
        assertThat(ELEMENT.matcher(page).replaceAll("")).doesNotContainPattern("<[^>]* (on[a-z]+|style|src)=");
    }

    @Test
    void aHostileNameStaysText() throws IOException {
        String page = page(Pages.hostile());
        assertThat(page).doesNotContain("<script>window.pwned", "<img", "\u202e", "\u0000");
        assertThat(Arrays.stream(page.split("<script", -1)).count() - 1).isEqualTo(3);
        assertThat(page).contains("&lt;script&gt;window.pwned=1&lt;/script&gt;");
        assertThat(data(page).get("trades")).isEmpty();
    }

    @Test
    void everyMetricStandsThereWithItsFormula() {
        String page = page(InventedRuns.ordinary());
        for (MetricDefinition definition : MetricDefinition.values()) {
            assertThat(page)
                    .contains("<th scope=\"row\">" + Html.escaped(definition.title()) + "</th>")
                    .contains(Html.escaped(
                            definition.formula().replace(" * ", " × ").replace(" - ", " − ")));
        }
    }

    @Test
    void theReceiptSaysHowToGetTheResultAgain() {
        String page = Pages.text(HtmlReport.of(InventedRuns.ordinary())
                .withCommand("./tandem backtest --data 'a b.csv' --strategy sma-cross"));
        assertThat(page)
                .contains(
                        "<pre tabindex=\"0\"><code>./tandem backtest --data &#39;a b.csv&#39; --strategy sma-cross</code>")
                .contains("<code class=\"hash\">" + Runs.HASH + "</code>")
                .contains("tandem 0.1.0, java 25.0.3");
        assertThat(page(InventedRuns.ordinary())).doesNotContain("<pre");
    }

    @Test
    void whatAnotherChoiceWouldChangeIsCounted() {
        String page = page(InventedRuns.ordinary());
        assertThat(page)
                .contains("Bars that touched both stop and target</th><td>3</td>")
                .contains("Entries whose exits began a bar late</th><td>2</td>")
                .contains("Equity at twice the fees");
    }

    @Test
    void pricesAndMoneyOfTradesAreExact() throws IOException {
        JsonNode trade = data(page(InventedRuns.huge())).get("trades").get(0);
        assertThat(trade.get(TradeData.FIELDS.indexOf("quantity")).asText()).isEqualTo("1234567.89012");
        assertThat(trade.get(TradeData.FIELDS.indexOf("pnl")).asText()).isEqualTo("-81999999999.12345678");
        assertThat(trade.get(TradeData.FIELDS.indexOf("long")).asInt()).isZero();
    }

    @Test
    void whatAnOpenTradeDoesNotHaveIsNull() throws IOException {
        JsonNode trade = data(page(InventedRuns.lost())).get("trades").get(0);
        for (String field : List.of("exitBar", "exitTime", "reason", "confidence", "stop", "target")) {
            assertThat(trade.get(TradeData.FIELDS.indexOf(field)).isNull())
                    .as(field)
                    .isTrue();
        }
    }

    @Test
    void stopAndTargetAreThoseOfTheRunUnlessTheExitContradicts() {
        RunResult run = Runs.hourly()
                .assumption("stopLoss", "0.02")
                .assumption("takeProfit", "0.04")
                .trade(1, "100.33", 2, "98.33", ExitReason.STOP_LOSS, "-2")
                .trade(1, "100", 2, "97", ExitReason.STOP_LOSS, "-3")
                .trade(1, "100", 2, "99", ExitReason.STOP_LOSS, "-1")
                .trade(1, "100", 2, "101", ExitReason.TAKE_PROFIT, "1")
                .openShort(1, "100.33", "100", "0.3")
                .result();
        RunExits exits = RunExits.of(run);
        assertThat(run.trades().stream().map(exits::stop))
                .as("rounded up; a gap; its own stop; the run's; above a short, rounded down")
                .containsExactly(decimal("98.33"), decimal("98"), decimal("99"), decimal("98"), decimal("102.33"));
        assertThat(run.trades().stream().map(exits::target))
                .containsExactly(decimal("104.34"), decimal("104"), decimal("104"), decimal("101"), decimal("96.32"));
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    @Test
    void withoutStopsOfTheRunOnlyTheOneThatWasReachedIsKnown() {
        RunResult run = Runs.hourly()
                .trade(1, "100", 2, "97", ExitReason.STOP_LOSS, "-3")
                .trade(1, "100", 2, "97", ExitReason.SIGNAL, "-3")
                .result();
        RunExits exits = RunExits.of(run);
        assertThat(run.trades().stream().map(exits::stop)).containsExactly(decimal("97"), null);
        assertThat(run.trades().stream().map(exits::target)).containsExactly(null, null);
    }

    @Test
    void asManyCandlesAsPointsOfTheCurveOrNone() {
        Pages.Market market = Pages.random(1, 10, 1);
        assertThatThrownBy(() -> page9(market))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9 candles for an equity curve of 10 bars");
    }

    private static String page9(Pages.Market market) {
        Candles ten = market.candles();
        return Pages.text(HtmlReport.of(market.run())
                .withCandles(new Candles(9, ten.openTimeNanos(), ten.open(), ten.high(), ten.low(), ten.close())));
    }

    @Test
    void aHundredThousandBarsAndFiveThousandTradesFitIntoAFewMegabytes() throws IOException {
        String page = Pages.random(7, 100_000, 5_000).page();
        assertThat(page.length()).isLessThan(4_000_000);
        assertThat(data(page).get("trades")).hasSize(5_000);
        assertThat(data(page).get("bars").get("merged").asInt()).isOne();
        assertThat(page).doesNotContain("are one candle");
    }

    @Test
    void moreBarsAreMergedAndThePageSaysSoAndKeepsAllTrades() throws IOException {
        String page = Pages.random(7, 250_001, 300).page();
        JsonNode bars = data(page).get("bars");
        assertThat(bars.get("merged").asInt()).isEqualTo(3);
        assertThat(bars.get("count").asInt()).isEqualTo(83_334);
        assertThat(data(page).get("trades")).hasSize(300);
        assertThat(page).contains("each 3 of the 250,001 bars are one candle");
    }

    @Test
    void tradesOfAllInstrumentsAreListed() throws IOException {
        JsonNode data = data(page(InventedRuns.several()));
        assertThat(data.get("instruments").toString()).isEqualTo("[\"BTC/USD\",\"ETH/USD\"]");
        assertThat(data.get("trades").get(1).get(0).asInt()).isOne();
    }

    @Test
    void aTradeTooLargeForMoneyHasNoResultInPercent() {
        Instrument coarse = Instrument.of("X/Y", "1", "1");
        Trade trade = new Trade(coarse, Side.BUY, Long.MAX_VALUE / 2, 0, 0, 1 << 30, -1, 0, 1, null, 0, Money.ONE, 1);
        assertThat(TradeResults.of(trade)).isNaN();
    }
}
