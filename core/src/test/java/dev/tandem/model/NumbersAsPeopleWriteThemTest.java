package dev.tandem.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Decimals, money, rates, times and confidence: what is read, what is refused, what is written. */
class NumbersAsPeopleWriteThemTest {
    // Decimals

    @ParameterizedTest
    @CsvSource({
        "12, 12",
        "-12, -12",
        "0, 0",
        "-0, 0",
        "0.001, 0.001",
        "007.50, 7.5",
        "100, 100",
        "999999999999999999.999999999999999999, 999999999999999999.999999999999999999"
    })
    void plainDecimalsAreRead(String text, String value) {
        assertThat(Decimals.text(Decimals.parse(text))).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                ".",
                "+1",
                "1.",
                ".5",
                "-.5",
                "1e3",
                "1e400",
                "1E-400",
                "NaN",
                "Infinity",
                "-Infinity",
                " 1",
                "1 ",
                "1 000",
                "1,000",
                "1.000,5",
                "1_000",
                "0x10",
                "1.2.3",
                "--1",
                "1-",
                "\u0661\u0662",
                "\uFF11",
                "1\u00A0",
                "\u22121",
                "1f",
                "1d",
                "1L",
                "null",
                "1000000000000000000",
                "0.0000000000000000001",
                "1\n"
            })
    void everythingElseIsRefusedAndSaysWhatWouldDo(String text) {
        assertThatThrownBy(() -> Decimals.parse(text))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("'" + text + "' is not a decimal number such as 12 or 0.001");
    }

    @Test
    void aLongTextIsShortenedInTheMessage() {
        assertThatThrownBy(() -> Decimals.parse("9".repeat(100_000)))
                .isInstanceOf(NumberFormatException.class)
                .hasMessage("'" + "9".repeat(40) + "…' is not a decimal number such as 12 or 0.001");
    }

    @ParameterizedTest
    @CsvSource({"1E+3, 1000", "0E-12, 0", "1.500, 1.5", "-0.10, -0.1", "1E-8, 0.00000001"})
    void textHasNoExponentAndNoTrailingZeros(String value, String text) {
        assertThat(Decimals.text(new BigDecimal(value))).isEqualTo(text);
    }

    // Money

    @Test
    void moneyIsReadAndWrittenToTheLastUnit() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 5_000; i++) {
            long units = random.nextLong() >> random.nextInt(64);
            assertThat(Money.parse(Money.toText(units))).as("run %s", i).isEqualTo(units);
            assertThat(Money.toDecimal(units)).as("run %s", i).isEqualByComparingTo(BigDecimal.valueOf(units, 8));
        }
        assertThat(Money.parse("1076351.56352")).isEqualTo(107_635_156_352_000L);
        assertThat(Money.toText(Long.MIN_VALUE)).isEqualTo("-92233720368.54775808");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.000000001", "92233720368.54775808", "-92233720369", "999999999999999999"})
    void moneyThatIsTooFineOrTooMuchIsRefused(String amount) {
        assertThatThrownBy(() -> Money.parse(amount))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("amount " + amount + " needs at most 8 decimals and must be within ±92 billion");
    }

    // Rates

    @Test
    void percentBasisPointsAndFractionsAreTheSameRate() {
        assertThat(Rate.ofPercent(new BigDecimal("2"))).isEqualTo(Rate.parse("0.02"));
        assertThat(Rate.ofBasisPoints(new BigDecimal("2.5"))).isEqualTo(Rate.parse("0.00025"));
        assertThat(Rate.parse("-0.00025")).hasToString("-0.00025");
        assertThat(new Rate(1)).hasToString("0.00000001");
        assertThat(Rate.parse("1")).isEqualTo(new Rate(Rate.ONE));
    }

    @Test
    void aRateOfAnAmountIsRoundedHalfEven() {
        assertThat(Rate.parse("0.5").ofAmount(5)).isEqualTo(2);
        assertThat(Rate.parse("0.5").ofAmount(7)).isEqualTo(4);
        assertThat(Rate.parse("0.5").ofAmount(-5)).isEqualTo(-2);
        assertThat(Rate.parse("0.001").ofAmount(Long.MAX_VALUE)).isEqualTo(9_223_372_036_854_776L);
    }

    @Test
    void aRateWithNineDecimalsIsRefused() {
        assertThatThrownBy(() -> Rate.parse("0.000000001"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rate 0.000000001 has more than eight decimals");
    }

    // Times

    @Test
    void timesBefore1970AreTimesToo() {
        assertThat(Times.text(-1)).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(Times.startOfDay(-1)).isEqualTo(-Times.DAY);
        assertThat(Times.startOfDay(-Times.DAY)).isEqualTo(-Times.DAY);
        assertThat(Times.startOfDay(Times.DAY - 1)).isZero();
        assertThat(Times.instant(-1_500_000_000L)).isEqualTo(Instant.parse("1969-12-31T23:59:58.5Z"));
    }

    @Test
    void timesSurviveTheWayThere() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 5_000; i++) {
            long nanos = random.nextLong() >> random.nextInt(64);
            // The very first second of 1677 cannot be said as seconds and a positive rest.
            if (nanos > Long.MIN_VALUE + Times.SECOND) {
                assertThat(Times.nanos(Times.instant(nanos))).as("run %s", i).isEqualTo(nanos);
            }
        }
        assertThat(Times.nanos(Duration.ofMinutes(1))).isEqualTo(60 * Times.SECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1677-01-01T00:00:00Z", "2263-01-01T00:00:00Z", "-1000000000-01-01T00:00:00Z"})
    void timesBeyondTheRangeAreAnError(String time) {
        Instant instant = Instant.parse(time);

        assertThatThrownBy(() -> Times.nanos(instant)).isInstanceOf(ArithmeticException.class);
    }

    // Confidence

    @Test
    void confidenceIsFromZeroToOne() {
        assertThat(Confidence.of(0).value()).isZero();
        assertThat(Confidence.of(1)).isSameAs(Confidence.CERTAIN);
        assertThat(Confidence.of(0.6))
                .isEqualTo(Confidence.of(0.6))
                .hasToString("0.6")
                .isNotEqualTo(Confidence.CERTAIN);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.0000001, 7.5, 78, Double.NaN, Double.POSITIVE_INFINITY, -Double.MAX_VALUE})
    void aNumberOnAnotherScaleIsNotAConfidence(double value) {
        assertThatThrownBy(() -> Confidence.of(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("confidence must be a number from 0 to 1, was " + value);
    }

    @Test
    void whatNobodyStatedIsNotANumberAndPassesNoThreshold() {
        assertThat(Confidence.UNSTATED.isStated()).isFalse();
        assertThat(Confidence.UNSTATED).hasToString("unstated").isEqualTo(Confidence.UNSTATED);
        assertThat(Confidence.UNSTATED.value() >= 0.0).isFalse();
    }
}
