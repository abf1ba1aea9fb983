package dev.tandem.report.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.model.Times;
import dev.tandem.report.Runs;
import dev.tandem.result.EquityCurve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnualizationTest {
    private static final long MONDAY = Times.nanos(Instant.parse("2024-01-01T00:00:00Z"));

    @Test
    void hourlyBarsAroundTheClockAreCountedByTheCalendar() {
        // 365.25 × 24
        Annualization hourly = of(Runs.HOUR, 21 * 24, open -> true);
        assertThat(hourly.tradesWeekends()).isTrue();
        assertThat(hourly.periodsPerYear()).isCloseTo(8766, within(1e-9));
        // 504 bars, 503 hours between their closes
        assertThat(hourly.years()).isCloseTo(503 / 8766.0, within(1e-15));
    }

    @Test
    void aMinuteWithoutTradesDoesNotChangeTheYear() {
        Annualization gaps = of(60 * Times.SECOND, 3 * 1440, open -> open.getMinute() % 7 != 3);
        assertThat(gaps.periodsPerYear()).isCloseTo(365.25 * 1440, within(1e-6));
    }

    @Test
    void dailyBarsOfSharesAreCounted() {
        // 15 bars from Monday the 1st to Friday the 19th: 14 returns in 18 days; 14 / (18 / 365.25)
        Annualization shares = of(Times.DAY, 19, AnnualizationTest::isWeekday);
        assertThat(shares.tradesWeekends()).isFalse();
        assertThat(shares.periodsPerYear()).isCloseTo(14 * 365.25 / 18, within(1e-9));
        assertThat(shares.periodsPerYear()).isCloseTo(284.0833, within(5e-5));
    }

    @Test
    void aYearOfSharesHasAboutTwoHundredAndSixtyDaysLessHolidays() {
        Annualization year = of(Times.DAY, 366, AnnualizationTest::isWeekday);
        assertThat(year.periodsPerYear()).isBetween(260.0, 262.0);
    }

    @Test
    void futuresThatOpenOnSundayEveningDoNotTradeOnWeekends() {
        // Sunday 23:00 to Friday 22:00 UTC, an hour's break a day
        Annualization futures = of(
                Runs.HOUR,
                28 * 24,
                open -> open.getHour() != 22
                        && open.getDayOfWeek() != DayOfWeek.SATURDAY
                        && (open.getDayOfWeek() != DayOfWeek.SUNDAY || open.getHour() == 23)
                        && (open.getDayOfWeek() != DayOfWeek.FRIDAY || open.getHour() < 22));
        assertThat(futures.tradesWeekends()).isFalse();
        // 23 hours a day, 5 days a week
        assertThat(futures.periodsPerYear()).isBetween(5_900.0, 6_200.0);
    }

    @Test
    void aFridayThatClosesAtMidnightIsNotASaturday() {
        // The close of Friday's bar is Saturday 00:00; its open is what counts.
        assertThat(of(Times.DAY, 40, AnnualizationTest::isWeekday).tradesWeekends())
                .isFalse();
        assertThat(of(Times.DAY, 40, open -> isWeekday(open) || open.getDayOfMonth() == 13)
                        .tradesWeekends())
                .as("one Saturday is enough")
                .isTrue();
    }

    @Test
    void belowTwoWeeksNobodyCanTellAndTheCalendarIsUsed() {
        // Monday to Friday of the second week: 12 days
        Annualization shortRun = of(Times.DAY, 12, AnnualizationTest::isWeekday);
        assertThat(shortRun.tradesWeekends()).isTrue();
        assertThat(shortRun.periodsPerYear()).isCloseTo(365.25, within(1e-9));
        // Monday of the third week: 15 days
        assertThat(of(Times.DAY, 15, AnnualizationTest::isWeekday).tradesWeekends())
                .isFalse();
    }

    @Test
    void weeklyBarsComeOutTheSameEitherWay() {
        Annualization weekly = of(7 * Times.DAY, 100, open -> true);
        assertThat(weekly.periodsPerYear()).isCloseTo(365.25 / 7, within(1e-9));
    }

    @Test
    void theMedianOfAnEvenNumberOfDistancesIsBetweenTheMiddleTwo() {
        // distances 1 h and 3 h: median 2 h, 365.25 × 24 / 2
        EquityCurve curve = curve(new long[] {MONDAY + Runs.HOUR, MONDAY + 2 * Runs.HOUR, MONDAY + 5 * Runs.HOUR});
        assertThat(Annualization.of(curve, Runs.HOUR).periodsPerYear()).isCloseTo(4383, within(1e-9));
    }

    @Test
    void oneBarHasNoYear() {
        Annualization one = of(Runs.HOUR, 1, open -> true);
        assertThat(one.years()).isNaN();
        assertThat(one.periodsPerYear()).isNaN();
    }

    @Test
    void timesBefore1970AreCountedAlike() {
        long start = Times.nanos(Instant.parse("1950-01-02T00:00:00Z")); // a Monday
        long[] closes = LongStream.range(0, 19)
                .filter(day -> day % 7 < 5)
                .map(day -> start + (day + 1) * Times.DAY)
                .toArray();
        assertThat(Annualization.of(curve(closes), Times.DAY).tradesWeekends()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "coinbase_btcusd_4h.csv, 14400, true, 2191.5, 2191.5",
        "coinbase_ethusd_1d.csv, 86400, true, 365.25, 365.25",
        "coinbase_btcusd_1m_2018-04.csv, 60, true, 525960, 525960",
        "cme_6eh4_1m_2024-01.csv, 60, false, 340000, 380000",
        "aapl_1d_2013.csv, 86400, false, 251, 254",
        "yahoo_sp500_1w.csv, 604800, true, 52.1, 52.3" // some of its weeks open on a Saturday
    })
    void realMarketsAreRecognized(String file, long seconds, boolean weekends, double from, double to)
            throws IOException {
        Path data = Path.of(System.getProperty("tandem.root", ".."), "..", "shared", "data", file);
        Assumptions.assumeTrue(Files.exists(data), () -> "skipped: no real data at " + data);
        long interval = seconds * Times.SECOND;
        long[] closes;
        try (Stream<String> lines = Files.lines(data)) {
            closes = lines.skip(1)
                    .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(','))) * 1_000_000 + interval)
                    .toArray();
        }
        Annualization year = Annualization.of(curve(closes), interval);
        assertThat(year.tradesWeekends()).isEqualTo(weekends);
        assertThat(year.periodsPerYear()).isBetween(from - 1e-6, to + 1e-6);
    }

    private static boolean isWeekday(LocalDateTime open) {
        return open.getDayOfWeek().getValue() <= 5;
    }

    /** So many intervals from a Monday on, less those that open when nobody trades. */
    private static Annualization of(long interval, int intervals, Predicate<LocalDateTime> trades) {
        long[] closes = LongStream.range(0, intervals)
                .map(i -> MONDAY + i * interval)
                .filter(open -> trades.test(LocalDateTime.ofInstant(Times.instant(open), ZoneOffset.UTC)))
                .map(open -> open + interval)
                .toArray();
        return Annualization.of(curve(closes), interval);
    }

    private static EquityCurve curve(long[] closes) {
        int bars = closes.length;
        return new EquityCurve(closes, new long[bars], new long[bars], i -> 0.0);
    }
}
