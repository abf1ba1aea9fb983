package dev.tandem.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterRangeTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "5..23:2; 5 7 9 11 13 15 17 19 21 23",
                "5..24:2; 5 7 9 11 13 15 17 19 21 23",
                "1..3; 1 2 3",
                "3..3; 3",
                "-2..2:2; -2 0 2",
                "0.1..0.5:0.2; 0.1 0.3 0.5",
                "0.10..0.30:0.10; 0.1 0.2 0.3",
                "5,10,20; 5 10 20",
                "5, 5,10; 5 10",
                "long,short; long short",
                "10; 10",
                "a..b; a..b",
            })
    void aRangeAListOrAValue(String text, String values) {
        assertThat(ParameterRange.parse("p", text).values()).containsExactly(values.split(" "));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "23..5; begins at 23 and ends at 5; the smaller number comes first",
                "5..23:0; the step must be above 0",
                "5..23:-2; the step must be above 0",
                "0.1..0.5; a range of fractions needs a step, such as 0.1..0.5:0.05",
                "1..2000000; more than 1000000 values",
                "5,,7; a value between two commas is missing",
                "1.2.3..4:1; '1.2.3' is not a number",
            })
    void aBadRangeSaysWhatWouldBeRight(String text, String message) {
        assertThatThrownBy(() -> ParameterRange.parse("p", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("p: bad")
                .hasMessageContaining(message);
    }

    @Test
    void aStepIsExact() {
        assertThat(ParameterRange.parse("p", "0..1:0.1").values())
                .containsExactly("0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1");
    }
}
