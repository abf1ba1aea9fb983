package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.result.OrderCounts;
import dev.tandem.runtime.session.SessionStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person sees who leaves the terminal open. */
class SessionDisplayTest {
    private static final long NOW = 1_767_323_045_000L;

    private static SessionStatus status(String state, String cause, String position, String naked) {
        return new SessionStatus(
                "k7f3qzab",
                "sma-cross",
                state,
                cause,
                position.isEmpty() ? List.of() : List.of(position),
                position.isEmpty() ? List.of() : List.of("k7f3qzab-13 sell 1 BTC/USDT stop 98 accepted"),
                naked.isEmpty() ? List.of() : List.of(naked),
                "10023.5",
                "9923.5",
                510,
                1_767_323_040_000_000_000L,
                1_767_323_041_000_000_000L,
                true,
                "100.25",
                "buy market filled",
                new OrderCounts(3, 1, 0, 2, 0, 0, Map.of(), Map.of(), Map.of()),
                900,
                412,
                List.of());
    }

    private static String drawn(Map<String, SessionStatus> sessions, int width, int height) {
        return String.join("\n", SessionDisplay.lines(sessions, NOW, width, height)) + "\n";
    }

    @Test
    void oneSessionIsShownWithEverythingThatMatters() {
        assertThat(drawn(Map.of("sma-cross", status("active", "", "1 BTC/USDT", "")), 110, 24))
                .isEqualTo("""
                        sma-cross  k7f3qzab  active
                        equity   10023.5   cash 9923.5
                        position 1 BTC/USDT
                        order    k7f3qzab-13 sell 1 BTC/USDT stop 98 accepted
                        signal   buy market filled
                        feed     100.25, 4 s old, 510 bars, by stream   slowest event 412 µs
                        orders   3 sent, 2 denied
                        """);
    }

    @Test
    void whatIsWrongStandsBesideTheStateAndThePosition() {
        assertThat(drawn(Map.of("trend", status("halted", "kill file kill", "1 BTC/USDT", "1 BTC/USDT")), 110, 24))
                .startsWith("""
                        trend (sma-cross)  k7f3qzab  halted (kill file kill)
                        equity   10023.5   cash 9923.5
                        position 1 BTC/USDT   WITHOUT STOP: 1 BTC/USDT
                        """);
    }

    @Test
    void aNarrowTerminalCutsLinesAndAShortOneShowsEachStrategyInOneLine() {
        Map<String, SessionStatus> several = new LinkedHashMap<>();
        several.put("trend", status("active", "", "1 BTC/USDT", ""));
        several.put("revert", status("halted", "a command", "", ""));
        several.put("third", status("reducing", "a loss", "2 ETH/USDT", "2 ETH/USDT"));
        assertThat(drawn(several, 60, 8)).isEqualTo("""
                        trend  active  10023.5  1 BTC/USDT  100.25, 4 s old, 510 ba…
                        revert  halted  10023.5  flat  100.25, 4 s old, 510 bars, b…
                        third  reducing  10023.5  2 ETH/USDT  WITHOUT STOP  100.25,…
                        """);
        assertThat(drawn(several, 60, 3)).isEqualTo("""
                        trend  active  10023.5  1 BTC/USDT  100.25, 4 s old, 510 ba…
                        … 2 more lines; the terminal has 3
                        """);
        assertThat(SessionDisplay.lines(several, NOW, 60, 24)).hasSize(22).contains("");
    }

    @Test
    void noLineIsWiderThanTheTerminalAndThereAreNeverMoreThanItHas() {
        Map<String, SessionStatus> several = new LinkedHashMap<>();
        for (int i = 0; i < 9; i++) {
            several.put("s" + i, status("active", "", "1 BTC/USDT", ""));
        }
        for (int width = 1; width < 130; width += 7) {
            for (int height = 1; height < 80; height++) {
                List<String> lines = SessionDisplay.lines(several, NOW, width, height);
                assertThat(lines.size()).as("height %d", height).isLessThanOrEqualTo(Math.max(1, height - 1));
                for (String line : lines) {
                    assertThat(line.length()).as("width %d", width).isLessThanOrEqualTo(width);
                }
            }
        }
    }
}
