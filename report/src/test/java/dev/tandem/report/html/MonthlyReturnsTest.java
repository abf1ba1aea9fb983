package dev.tandem.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tandem.model.Times;
import dev.tandem.report.Runs;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonthlyReturnsTest {
    private static long[] closes(String... instants) {
        return Arrays.stream(instants)
                .mapToLong(text -> Times.nanos(Instant.parse(text)))
                .toArray();
    }

    @Test
    void aCloseAtMidnightBelongsToTheMonthThatEndsThere() {
        List<MonthlyReturns.Year> years = MonthlyReturns.of(Runs.hourly()
                .cash("100")
                .equity("110", "121", "60.5")
                .closes(closes("2024-01-20T00:00:00Z", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z"))
                .result());
        assertThat(years).hasSize(1);
        assertThat(years.getFirst().months()[0]).isCloseTo(0.21, within(1e-12));
        assertThat(years.getFirst().months()[1]).isCloseTo(-0.5, within(1e-12));
        assertThat(years.getFirst().months()[2]).isNaN();
        assertThat(years.getFirst().total()).isCloseTo(-0.395, within(1e-12));
    }

    @Test
    void theYearStartsWhereTheOneBeforeEnded() {
        List<MonthlyReturns.Year> years = MonthlyReturns.of(Runs.hourly()
                .cash("100")
                .equity("200", "300")
                .closes(closes("1969-12-31T12:00:00Z", "1970-03-15T00:00:00Z"))
                .result());
        assertThat(years).extracting(MonthlyReturns.Year::year).containsExactly(1969, 1970);
        assertThat(years.get(0).months()[11]).isEqualTo(1.0);
        assertThat(years.get(1).total()).isEqualTo(0.5);
        assertThat(years.get(1).months()[0]).isNaN();
        assertThat(years.get(1).months()[2]).isEqualTo(0.5);
    }

    @Test
    void afterTheLossOfTheAccountThereAreNoReturns() {
        List<MonthlyReturns.Year> years = MonthlyReturns.of(Runs.hourly()
                .cash("100")
                .equity("-20", "-20")
                .closes(closes("2024-01-20T00:00:00Z", "2024-02-20T00:00:00Z"))
                .result());
        assertThat(years.getFirst().months()[0]).isCloseTo(-1.2, within(1e-12));
        assertThat(years.getFirst().months()[1]).isNaN();
    }

    @Test
    void withoutBarsThereIsNoYear() {
        assertThat(MonthlyReturns.of(Runs.hourly().result())).isEmpty();
    }
}
