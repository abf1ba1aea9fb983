package dev.tandem.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tandem.report.InventedRuns;
import dev.tandem.report.Runs;
import dev.tandem.result.ExitReason;
import dev.tandem.result.RunResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page as a browser shows it, where a Chromium is installed. With {@code -Dtandem.screenshots=DIR} it leaves pictures
 * there, to be looked at.
 */
class PageInBrowserTest {
    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private static Browser browser;

    @BeforeAll
    static void startsOnce() throws Exception {
        Optional<Path> binary = Browser.installed();
        assumeTrue(
                binary.isPresent(),
                "no chromium, chromium-browser or google-chrome on the PATH: not tried in a browser");
        browser = Browser.start(binary.get(), folder.resolve("profile"));
    }

    @AfterAll
    static void ends() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingWasComplainedOfAndNothingAskedFor() throws Exception {
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.state().get("errors")).isEmpty();
        assertThat(browser.requests())
                .allMatch(url -> url.startsWith("file:") && url.endsWith(".html") || url.startsWith("data:"));
    }

    private static void open(String page) throws Exception {
        Path file = folder.resolve("page.html");
        Files.writeString(file, page);
        browser.screen(1280, 900, false);
        browser.open(file);
    }

    static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        Map<String, RunResult> runs = new LinkedHashMap<>();
        runs.put("ordinary", InventedRuns.ordinary());
        runs.put("no-trades", InventedRuns.quiet().result());
        runs.put("no-bars", Runs.hourly().result());
        runs.put("one-bar", Runs.hourly().equity("1000").prices(5).result());
        runs.put("tiny", InventedRuns.tiny());
        runs.put("huge", InventedRuns.huge());
        runs.put("several", InventedRuns.several());
        runs.put("lost", InventedRuns.lost());
        runs.put("before-1970", InventedRuns.withoutLongItems());
        runs.put("hostile", Pages.hostile());
        runs.put(
                "one-trade",
                Runs.hourly()
                        .equity("1000", "1001", "1010", "1009")
                        .prices(100, 101, 110, 109)
                        .trade(1, "101", 2, "110", ExitReason.SIGNAL, "8.5")
                        .result());
        runs.forEach((name, run) -> pages.put(name, Pages.text(HtmlReport.of(run))));
        pages.put("some", Pages.random(3, 3_000, 60).page());
        return pages;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("names")
    void everyPageIsDrawnWideAndNarrowLightAndDark(String name) throws Exception {
        open(page(name));
        for (boolean dark : new boolean[] {false, true}) {
            for (int width : new int[] {1400, 390}) {
                browser.screen(width, 900, dark);
                browser.frame();
                JsonNode state = browser.state();
                assertThat(state.get("theme").asText()).isEqualTo(dark ? "dark" : "light");
                assertThat(state.get("rows").asInt())
                        .isBetween(Math.min(1, state.get("trades").asInt()), 40);
                assertThat(browser.evaluate("document.documentElement.scrollWidth")
                                .asInt())
                        .as("nothing is wider than the screen")
                        .isLessThanOrEqualTo(width);
                picture(name, width, dark);
            }
        }
        assertThat(browser.evaluate("window.pwned === undefined").asBoolean()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"some", "no-trades", "one-trade", "lost"})
    void onPaperItIsLightAndHasNothingToClick(String name) throws Exception {
        open(page(name));
        browser.paper(720, 1000);
        try {
            JsonNode state = browser.state();
            assertThat(state.get("theme").asText()).isEqualTo("light");
            assertThat(state.get("rows").asInt())
                    .isEqualTo(Math.min(60, state.get("trades").asInt()));
            assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                    .as("nothing is cut off at the edge of the paper")
                    .isLessThanOrEqualTo(720);
            assertThat(browser.evaluate("[...document.querySelectorAll('nav, .tools, button#theme')]"
                                    + ".filter(e => e.getClientRects().length > 0).length")
                            .asInt())
                    .as("what can only be clicked")
                    .isZero();
            assertThat(browser.evaluate("[...document.querySelectorAll('.rows, .rows td, .rows th')]"
                                    + ".filter(e => e.scrollWidth > e.clientWidth + 1).length")
                            .asInt())
                    .as("tables and cells that are cut off")
                    .isZero();
            picture(name + "-paper", 720, true);
        } finally {
            browser.printed();
        }
        assertThat(browser.state().get("theme").asText()).isEqualTo("dark");
    }

    /** Ten frames in which something is done; answers how long one took, in milliseconds. */
    private static String frames(String done) {
        return """
                (async () => {
                  const began = performance.now();
                  for (let i = 0; i < 10; i++) {
                    %s
                    await new Promise(next => requestAnimationFrame(next));
                  }
                  return (performance.now() - began) / 10;
                })()""".formatted(done);
    }

    private static String page(String name) {
        return Objects.requireNonNull(pages().get(name), name);
    }

    static Stream<String> names() {
        return pages().keySet().stream();
    }

    private static void picture(String name, int width, boolean dark) throws Exception {
        String pictures = System.getProperty("tandem.screenshots", "");
        if (!pictures.isEmpty()) {
            int height =
                    browser.evaluate("document.documentElement.scrollHeight").asInt();
            browser.size(width, Math.min(height, 6_000));
            browser.frame();
            browser.screenshot(Path.of(pictures, name + "-" + width + (dark ? "-dark" : "") + ".png"), false);
        }
    }

    @Test
    void aHundredThousandBarsAndFiveThousandTradesOpenWithinTwoSecondsAndMoveSmoothly() throws Exception {
        open(page("one-trade"));
        double small = browser.state().get("readyAfter").asDouble();
        open(Pages.random(7, 100_000, 5_000).page());
        JsonNode state = browser.state();
        assertThat(state.get("bars").asInt()).isEqualTo(100_000);
        assertThat(state.get("trades").asInt()).isEqualTo(5_000);
        assertThat(state.get("lines").asInt()).isEqualTo(5_000);
        assertThat(state.get("rows").asInt()).isBetween(10, 40);
        assertThat(state.get("range").get("to").asDouble()
                        - state.get("range").get("from").asDouble())
                .isGreaterThan(99_000);
        // 2 seconds on a machine of its own, where a page with one trade takes a fifth of one; this machine may be
        // building
        // something else at the same time, and then both take longer
        assertThat(state.get("readyAfter").asDouble())
                .as("milliseconds until the page is ready, %s with one trade", small)
                .isLessThan(Math.max(2_000, 20 * small));
        double idle = browser.evaluate(frames("")).asDouble();
        double frame = browser.evaluate(frames("""
                            document.getElementById(i < 5 ? "closer" : "farther").click();
                            document.getElementById("rows").scrollTop += 5000;
                        """)).asDouble();
        // A frame of 17 ms in which nothing is drawn may become one of half a second; on a busy machine both are
        // longer.
        assertThat(frame).as("milliseconds a frame, %s idle", idle).isLessThan(30 * idle);
        System.out.printf(
                "100,000 bars, 5,000 trades: ready after %.0f ms, %.0f ms a frame%n",
                state.get("readyAfter").asDouble(), frame);
        picture("large", 1400, false);
    }

    @Test
    void aClickOnATradeMovesTheChartThere() throws Exception {
        open(Pages.random(3, 3_000, 60).page());
        browser.evaluate("document.querySelectorAll('#rows tr.trade')[7].click()");
        browser.frame();
        JsonNode state = browser.state();
        assertThat(state.get("selected").asInt()).isEqualTo(8);
        assertThat(state.get("marked").asInt()).isEqualTo(8);
        assertThat(state.get("range").get("from").asDouble()).isBetween(200.0, 400.0);
        assertThat(state.get("range").get("to").asDouble()).isBetween(350.0, 500.0);
        assertThat(state.get("marks").asInt()).as("drawn with entry and exit").isBetween(1, 10);
        picture("selected", 1400, false);
    }

    @Test
    void aClickIntoTheChartSelectsTheTradeInTheList() throws Exception {
        open(Pages.random(3, 300, 1).page());
        browser.evaluate("document.getElementById('canvas').scrollIntoView()");
        browser.evaluate("document.querySelector('#rows tr.trade').click()");
        browser.frame();
        browser.evaluate("document.getElementById('whole').click()");
        browser.frame();
        JsonNode place = browser.evaluate(
                "(() => { const b = document.getElementById('canvas').getBoundingClientRect(); return [b.left, b.top, b.width]; })()");
        browser.evaluate("tandem.forget()");
        browser.frame();
        assertThat(browser.state().get("selected").isNull()).isTrue();
        JsonNode middle = browser.evaluate("tandem.place(1)");
        browser.click(
                place.get(0).asDouble() + middle.get(0).asDouble(),
                place.get(1).asDouble() + middle.get(1).asDouble());
        assertThat(browser.state().get("selected").asInt()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Net USD", "Result", "Entry", "Side", "Held"})
    void aClickOnAHeadingSortsAndAnotherOneTheOtherWay(String heading) throws Exception {
        open(Pages.random(3, 3_000, 60).page());
        String click = "[...document.querySelectorAll('#rows th button')].find(b => b.textContent === '" + heading
                + "').click()";
        browser.evaluate(click);
        int first = browser.state().get("first").asInt();
        String sorted = browser.evaluate("document.querySelector('#rows th:not([aria-sort=none])').textContent")
                .asText();
        assertThat(sorted).isEqualTo(heading);
        browser.evaluate(click);
        assertThat(browser.state().get("first").asInt()).isNotEqualTo(first);
        assertThat(browser.state().get("rows").asInt()).isPositive();
    }

    @Test
    void sortedByResultTheBestIsFirst() throws Exception {
        Pages.Market market = Pages.random(3, 3_000, 60);
        open(market.page());
        browser.evaluate(
                "[...document.querySelectorAll('#rows th button')].find(b => b.textContent === 'Net USD').click()");
        long best = market.run().trades().stream().mapToLong(t -> t.pnl()).max().orElseThrow();
        int first = browser.state().get("first").asInt();
        assertThat(market.run().trades().get(first - 1).pnl()).isEqualTo(best);
    }

    @Test
    void filtersLeaveWhatTheySay() throws Exception {
        Pages.Market market = Pages.random(3, 3_000, 60);
        open(market.page());
        browser.evaluate(
                "(() => { const s = document.getElementById('by-result'); s.value = 'gain'; s.dispatchEvent(new Event('change')); })()");
        long gains = market.run().trades().stream().filter(t -> t.pnl() > 0).count();
        assertThat(browser.state().get("shown").asLong()).isEqualTo(gains);
        assertThat(browser.evaluate("document.getElementById('shown').textContent")
                        .asText())
                .startsWith(gains + " of 60 trades");
        browser.evaluate("document.getElementById('by-view').click()");
        browser.evaluate("document.querySelector('#rows tr.trade').click()");
        Thread.sleep(400);
        assertThat(browser.state().get("shown").asLong()).isBetween(1L, gains - 1);
    }

    @Test
    void theListIsScrolledWithAFewRowsOnly() throws Exception {
        open(Pages.random(7, 20_000, 5_000).page());
        browser.evaluate("document.getElementById('rows').scrollTop = 1e9");
        browser.frame();
        assertThat(browser.state().get("rows").asInt()).isLessThan(40);
        assertThat(browser.evaluate("[...document.querySelectorAll('#rows tr.trade')].at(-1).firstChild.textContent")
                        .asText())
                .isEqualTo("5000");
    }

    @Test
    void theKeyboardGoesFromTradeToTradeAndTheChartFollows() throws Exception {
        open(Pages.random(3, 3_000, 60).page());
        browser.evaluate("document.getElementById('rows').focus()");
        browser.key("ArrowDown");
        browser.key("ArrowDown");
        assertThat(browser.state().get("selected").asInt()).isEqualTo(2);
        browser.key("End");
        assertThat(browser.state().get("selected").asInt()).isEqualTo(60);
        assertThat(browser.state().get("range").get("from").asDouble()).isGreaterThan(2_800);
        browser.evaluate("document.getElementById('canvas').focus()");
        browser.key("Home");
        assertThat(browser.state().get("range").get("from").asDouble()).isLessThan(1);
        browser.key("n");
        assertThat(browser.state().get("selected").asInt()).isEqualTo(60);
        browser.key("p");
        assertThat(browser.state().get("selected").asInt()).isEqualTo(59);
    }

    @Test
    void theButtonChangesTheTheme() throws Exception {
        open(page("one-trade"));
        browser.evaluate("document.getElementById('theme').click(); document.getElementById('theme').click()");
        assertThat(browser.state().get("theme").asText()).isEqualTo("dark");
        browser.evaluate("document.getElementById('theme').click()");
        assertThat(browser.state().get("theme").asText()).isEqualTo("light");
    }
}
