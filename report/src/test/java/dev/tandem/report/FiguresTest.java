package dev.tandem.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Money;
import dev.tandem.model.Times;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void moneyHasTwoDecimalsUnlessTheyWouldHideIt() {
        assertThat(money("1076351.56352")).isEqualTo("1,076,351.56");
        assertThat(money("-4.0011")).isEqualTo("-4.00");
        assertThat(money("0")).isEqualTo("0.00");
        assertThat(money("0.9011")).isEqualTo("0.901");
        assertThat(money("0.5")).isEqualTo("0.50");
        assertThat(money("0.00044123")).isEqualTo("0.000441");
        assertThat(money("-0.00000001")).isEqualTo("-0.00000001");
        assertThat(money("0.99999999")).isEqualTo("1.00");
        assertThat(money("92000000000")).isEqualTo("92,000,000,000.00");
    }

    @Test
    void percentagesKeepTwoDigitsWhenTheyAreSmall() {
        assertThat(Figures.percent(0.0764)).isEqualTo("7.64 %");
        assertThat(Figures.percent(-0.0000012)).isEqualTo("-0.00012 %");
        assertThat(Figures.percent(0)).isEqualTo("0.00 %");
        assertThat(Figures.percent(-1e-12)).isEqualTo("-0.00 %");
        assertThat(Figures.ratio(0.00123)).isEqualTo("0.0012");
        assertThat(Figures.ratio(0.00000012)).isEqualTo("0.00");
        assertThat(Figures.percent(-0.0)).isEqualTo("0.00 %");
        assertThat(Figures.percent(12.3456)).isEqualTo("1,234.56 %");
        assertThat(Figures.percent(1e12)).isEqualTo("1.00e+14 %");
        assertThat(Figures.percent(Double.NaN)).isEqualTo("–");
        assertThat(Figures.percent(Double.NEGATIVE_INFINITY)).isEqualTo("–");
    }

    @Test
    void countsSpeakEnglish() {
        assertThat(Figures.count(1, "bar")).isEqualTo("1 bar");
        assertThat(Figures.count(20_695, "bar")).isEqualTo("20,695 bars");
        assertThat(Figures.count(2, "entry", "entries")).isEqualTo("2 entries");
    }

    @Test
    void intervalsUseTheLargestUnitThatDividesThem() {
        assertThat(Intervals.text(4 * Runs.HOUR)).isEqualTo("4h");
        assertThat(Intervals.text(Runs.HOUR * 3 / 2)).isEqualTo("90m");
        assertThat(Intervals.text(7 * Times.DAY)).isEqualTo("7d");
        assertThat(Intervals.text(250_000_000)).isEqualTo("250ms");
        assertThat(Intervals.text(1)).isEqualTo("1ns");
        assertThat(Intervals.text(0)).isEqualTo("0s");
    }

    @Test
    void longTimesAreRough() {
        assertThat(Intervals.rough(205 * Times.DAY + 16 * Runs.HOUR)).isEqualTo("205 d");
        assertThat(Intervals.rough(15 * Times.DAY + 12 * Runs.HOUR + 59)).isEqualTo("15 d 12 h");
        assertThat(Intervals.rough(3_264 * Times.DAY)).isEqualTo("3,264 d");
        assertThat(Intervals.rough(Runs.HOUR)).isEqualTo("1 h");
        assertThat(Intervals.rough(90 * Times.SECOND)).isEqualTo("1 m 30 s");
        assertThat(Intervals.rough(59 * Times.SECOND + 7)).isEqualTo("59 s");
        assertThat(Intervals.rough(0)).isEqualTo("0 ns");
    }

    @Test
    void datesAreAsShortAsTheirGroupAllows() {
        long midnight = Times.nanos(Instant.parse("1969-07-20T00:00:00Z"));
        assertThat(Dates.fitting(midnight).text(midnight)).isEqualTo("1969-07-20");
        assertThat(Dates.fitting(midnight, midnight + Runs.HOUR).text(midnight)).isEqualTo("1969-07-20 00:00");
        assertThat(Dates.fitting(midnight + Times.SECOND).text(midnight)).isEqualTo("1969-07-20 00:00:00");
        assertThat(Dates.fitting(midnight + 1).text(midnight)).isEqualTo("1969-07-20 00:00:00.000");
    }

    @Test
    void aSparklineEndsWhereItsCurveEnds() {
        double[] curve = {1, 2, 3, 4, 5, 6, 7, 8};
        assertThat(Sparkline.of(8, i -> curve[i], 60)).isEqualTo("▁▂▃▄▅▆▇█");
        assertThat(Sparkline.of(8, i -> curve[i], 4)).as("2, 4, 6, 8").isEqualTo("▁▃▆█");
        assertThat(Sparkline.of(8, i -> -curve[i], 3)).as("-2, -5, -8").isEqualTo("█▅▁");
        assertThat(Sparkline.of(3, i -> 5, 60)).isEqualTo("▄▄▄");
        assertThat(Sparkline.of(3, i -> i == 1 ? Double.NaN : i, 60)).isEqualTo("▁ █");
        assertThat(Sparkline.of(0, i -> 5, 60)).isEmpty();
        assertThat(Sparkline.of(1_000_003, i -> i, 60))
                .hasSize(60)
                .startsWith("▁")
                .endsWith("█");
    }

    @Test
    void linesBreakBetweenItemsAndKeepLongOnes() {
        assertThat(Lines.joined(List.of("aaa", "bbb", "ccc"), " · ", 12, "  ", "    "))
                .containsExactly("  aaa · bbb", "    ccc");
        assertThat(Lines.joined(List.of("a-very-long-item", "b"), " · ", 10, "", "  "))
                .containsExactly("a-very-long-item", "  b");
    }

    @Test
    void foreignTextCannotMoveTheCursorOrHideItsDirection() {
        assertThat(Lines.printable("a\u001b[31m\r\n\tb\u0000\u202ec 😀 é")).isEqualTo("a?[31m???b??c 😀 é");
        assertThat(Lines.endOf("/home/me/prices.csv", 11)).isEqualTo("…prices.csv");
        assertThat(Lines.startOf("😀😀😀😀", 3)).isEqualTo("😀😀…");
    }

    private static String money(String amount) {
        return Figures.money(Money.parse(amount));
    }
}
