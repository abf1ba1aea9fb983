package dev.tandem.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyDefinitionTest {
    private static final StrategyDefinition TUNABLE = StrategyDefinition.of(TunableRSI2Cross.class);

    @Test
    void theClassTellsNameDescriptionAndParameters() {
        assertThat(TUNABLE.name()).isEqualTo("tunable-rsi2-cross");
        assertThat(TUNABLE.description()).isEqualTo("Crosses things.");
        assertThat(TUNABLE.parameters())
                .extracting(p -> p.name() + " " + p.type() + " " + p.range() + " " + p)
                .containsExactly(
                        "fast int 1 to 100 fast=10",
                        "budget long at least 5 budget=6000000000",
                        "offset double at most 0.5 offset=0.005",
                        "price decimal  price=1.25",
                        "short boolean  short=false",
                        "label text  label=x",
                        "entry-kind at-market|limit  entry-kind=at-market");
        assertThat(TUNABLE.parameters().getFirst().description()).isEqualTo("bars");
    }

    @Test
    void whatNobodySaidIsTheDefaultAndEveryValueHasOneText() {
        assertThat(TUNABLE.resolved(Map.of("price", "7.500", "fast", "010", "entry-kind", "LIMIT"))
                        .toString())
                .isEqualTo(
                        "{fast=10, budget=6000000000, offset=0.005, price=7.5, short=false, label=x, entry-kind=limit}");
    }

    @Test
    void theConstructorGetsTheValuesInTheirTypes() {
        var made = (TunableRSI2Cross) TUNABLE.create(Map.of("price", "0.10", "short", "true", "entry-kind", "limit"));
        assertThat(made.values)
                .isEqualTo(List.of(10, 6_000_000_000L, 0.005, new BigDecimal("0.1"), true, "x", EntryKind.LIMIT));
    }

    @Test
    void aStrategyWithoutParametersSaysSoWhenGivenOne() {
        StrategyDefinition plain = StrategyDefinition.of(Plain.class);
        assertThat(plain.parameters()).isEmpty();
        assertThat(plain.description()).isEmpty();
        assertThat(plain.create(Map.of())).isInstanceOf(Plain.class);
        assertThatThrownBy(() -> plain.create(Map.of("fast", "1")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage("unknown parameter 'fast': plain has no parameters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "fats; 1; unknown parameter 'fats': did you mean 'fast'? tunable-rsi2-cross has fast, budget, offset, price, short, label, entry-kind",
                "zzz; 1; unknown parameter 'zzz': tunable-rsi2-cross has fast, budget, offset, price, short, label, entry-kind",
                "fast; ten; fast: bad value 'ten': a whole number such as 10, 1 to 100",
                "fast; 1.0; fast: bad value '1.0': a whole number such as 10, 1 to 100",
                "fast; ٣; fast: bad value '٣': a whole number such as 10, 1 to 100",
                "fast; \" 3\"; fast: bad value ' 3': a whole number such as 10, 1 to 100",
                "fast; +3; fast: bad value '+3': a whole number such as 10, 1 to 100",
                "fast; 3000000000; fast: bad value '3000000000': a whole number such as 10, 1 to 100",
                "fast; \"\"; fast: bad value '': a whole number such as 10, 1 to 100",
                "fast; 0; fast: 0 is below the minimum of 1",
                "fast; 101; fast: 101 is above the maximum of 100",
                "budget; 4; budget: 4 is below the minimum of 5",
                "budget; 9999999999999999999; budget: bad value '9999999999999999999': a whole number such as 10, at least 5",
                "offset; 0.51; offset: 0.51 is above the maximum of 0.5",
                "offset; NaN; offset: bad value 'NaN': a decimal number such as 0.5, at most 0.5",
                "price; 1e3; price: bad value '1e3': a decimal number such as 0.5",
                "short; yes; short: bad value 'yes': true or false",
                "entry-kind; stop; entry-kind: bad value 'stop': one of at-market, limit",
                "fast; 13; tunable-rsi2-cross: fast must not be 13: it brings bad luck",
            })
    void aWrongParameterIsNamedWithWhatWouldBeRight(String name, String value, String message) {
        assertThatThrownBy(() -> TUNABLE.create(Map.of(name, value)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessage(message);
    }

    @Test
    void aConstructorThatFailsForAnotherReasonIsNotBlamedOnTheUser() {
        assertThatThrownBy(() -> StrategyDefinition.of(Broken.class).create(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Abstract.class,
                Hidden.class,
                Inner.class,
                TwoWays.class,
                NotAnnotated.class,
                Twice.class,
                BadDefault.class,
                BadBound.class,
                BoundedText.class,
                Upside.class,
                BadType.class,
                BadName.class
            })
    void aClassThatCannotBeRunSaysWhatItsAuthorCanChange(Class<? extends Strategy> type) {
        assertThatThrownBy(() -> StrategyDefinition.of(type))
                .isInstanceOf(InvalidStrategyException.class)
                .hasMessage("class " + type.getSimpleName() + ": "
                        + Map.ofEntries(
                                        Map.entry("Abstract", "it is abstract, so nobody can make one"),
                                        Map.entry("Hidden", "it must be public"),
                                        Map.entry("Inner", "it is an inner class and must be static"),
                                        Map.entry("TwoWays", "it needs exactly one public constructor and has 2"),
                                        Map.entry(
                                                "NotAnnotated",
                                                "the constructor's parameter 'fast' needs a @Parameter with a name, a default and a description"),
                                        Map.entry("Twice", "two parameters are called 'a'"),
                                        Map.entry(
                                                "BadDefault",
                                                "the default of a parameter is no good: a: 0 is below the minimum of 1"),
                                        Map.entry(
                                                "BadBound",
                                                "parameter 'a' has a max of 'many', which is not a whole number such as 10"),
                                        Map.entry("BoundedText", "parameter 'a' has a min, which text cannot have"),
                                        Map.entry("Upside", "parameter 'a' has a min of 9 above its max of 1"),
                                        Map.entry(
                                                "BadType",
                                                "parameter 'a' has the type float: it can be int, long, double, boolean, BigDecimal, String or an enum"),
                                        Map.entry(
                                                "BadName",
                                                "'a=b' cannot be a parameter's name: it needs letters, digits, '-' and '_', a letter first"))
                                .get(type.getSimpleName()));
    }

    @Test
    void aNameThatIsFarFromEverythingIsNotGuessed() {
        assertThat(Spelling.nearest("sma-corss", List.of("rsi-limit", "sma-cross")))
                .contains("sma-cross");
        assertThat(Spelling.nearest("bollinger", List.of("rsi-limit", "sma-cross")))
                .isEmpty();
        assertThat(Spelling.nearest("x", List.of())).isEmpty();
        assertThat(Spelling.advice("bollinger", "strategies", List.of("rsi-limit", "sma-cross")))
                .isEqualTo("the strategies are rsi-limit, sma-cross");
        assertThat(Spelling.advice("sma", "strategies", List.of())).isEqualTo("there are no strategies");
    }

    /** How to enter. */
    public enum EntryKind {
        AT_MARKET,
        LIMIT
    }

    /** Every type there is. */
    @Description("Crosses things.")
    public static final class TunableRSI2Cross implements Strategy {
        final List<Object> values;

        public TunableRSI2Cross(
                @Parameter(name = "fast", byDefault = "10", min = "1", max = "100", description = "bars") int fast,
                @Parameter(name = "budget", byDefault = "6000000000", min = "5", description = "USD") long budget,
                @Parameter(name = "offset", byDefault = "0.005", max = "0.5", description = "fraction") double offset,
                @Parameter(name = "price", byDefault = "1.250", description = "USD") BigDecimal price,
                @Parameter(name = "short", byDefault = "false", description = "also short") boolean alsoShort,
                @Parameter(name = "label", byDefault = "x", description = "anything") String label,
                @Parameter(name = "entry-kind", byDefault = "at_market", description = "how") EntryKind kind) {
            if (fast == 13) {
                throw new IllegalArgumentException("fast must not be 13: it brings bad luck");
            }
            this.values = List.of(fast, budget, offset, price, alsoShort, label, kind);
        }
    }

    /** Nothing to tune. */
    public static final class Plain implements Strategy {}

    /** Cannot be made. */
    public abstract static class Abstract implements Strategy {}

    static final class Hidden implements Strategy {}

    /** Needs an outer object. */
    public final class Inner implements Strategy {}

    /** Two constructors. */
    public static final class TwoWays implements Strategy {
        public TwoWays() {}

        public TwoWays(@Parameter(name = "a", byDefault = "1", description = "a") int a) {}
    }

    /** No annotation. */
    public static final class NotAnnotated implements Strategy {
        public NotAnnotated(int fast) {}
    }

    /** One name, two parameters. */
    public static final class Twice implements Strategy {
        public Twice(
                @Parameter(name = "a", byDefault = "1", description = "a") int a,
                @Parameter(name = "a", byDefault = "1", description = "b") int b) {}
    }

    /** A default that is out of range. */
    public static final class BadDefault implements Strategy {
        public BadDefault(@Parameter(name = "a", byDefault = "0", min = "1", description = "a") int a) {}
    }

    /** A bound that is no number. */
    public static final class BadBound implements Strategy {
        public BadBound(@Parameter(name = "a", byDefault = "0", max = "many", description = "a") int a) {}
    }

    /** A bound on something without order. */
    public static final class BoundedText implements Strategy {
        public BoundedText(@Parameter(name = "a", byDefault = "0", min = "1", description = "a") String a) {}
    }

    /** Bounds the wrong way around. */
    public static final class Upside implements Strategy {
        public Upside(@Parameter(name = "a", byDefault = "5", min = "9", max = "1", description = "a") int a) {}
    }

    /** A type that is not supported. */
    public static final class BadType implements Strategy {
        public BadType(@Parameter(name = "a", byDefault = "5", description = "a") float a) {}
    }

    /** A name that the command line cannot carry. */
    public static final class BadName implements Strategy {
        public BadName(@Parameter(name = "a=b", byDefault = "5", description = "a") int a) {}
    }

    /** Throws for a reason of its own. */
    public static final class Broken implements Strategy {
        public Broken() {
            throw new IllegalStateException("a bug");
        }
    }
}
