package dev.tandem.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTest {
    private static final Map<String, String> VALUES =
            Map.of("fast", "5", "slow", "20", "stop-loss", "0.10", "mode", "long", "both", "true");

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "fast < slow ~ true",
                "fast<slow ~ true",
                "fast >= slow ~ false",
                "slow == 4 * fast ~ true",
                "slow - fast >= 15 ~ true",
                "slow-fast > 15 ~ false",
                "stop-loss == 0.1 ~ true",
                "stop-loss * 100 == 2 * fast ~ true",
                "slow % 2 == 0 && slow / fast > 3 ~ true",
                "fast > 5 or slow > 5 ~ true",
                "fast > 5 and slow > 5 ~ false",
                "fast > 5 || fast < 9 && slow < 9 ~ false",
                "(fast < 9 || fast > 5) && !(slow < 9) ~ true",
                "mode == 'long' ~ true",
                "mode != \"long\" ~ false",
                "both ~ true",
                "!both ~ false",
                "both == true ~ true",
                "-fast < 0 ~ true",
                "- fast + 6 == 1 ~ true",
                "1 + 2 * 3 == 7 ~ true",
                "10 - 3 - 2 == 5 ~ true",
                "0.1 + 0.2 == 0.3 ~ true",
            })
    void holdsOrDoesNot(String text, boolean holds) {
        assertThat(Condition.parse(text, VALUES.keySet()).holds(VALUES)).isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fats < slow | at character 1: unknown parameter 'fats': did you mean 'fast'?",
                "fast < | at character 7: a value is missing",
                "(fast < slow | at character 13: a closing ) is missing",
                "fast slow | at character 6: an operator such as < or && is expected",
                "fast < 1.2.3 | at character 8: a number such as 12 or 0.5 is expected",
                "mode == 'long | a closing ' is missing",
                "fast = slow | at character 6: an operator",
                "; | at character 1: a number or the name of a parameter is expected",
            })
    void whatCannotBeReadIsNamedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> Condition.parse(text, VALUES.keySet())).hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fast | 'fast' is neither true nor false",
                "mode < 3 | 'mode' is not a number",
                "fast / 0 == 1 | 'fast / 0' divides by zero",
                "fast && slow | 'fast' is neither true nor false",
            })
    void whatCannotBeComparedIsNamed(String text, String message) {
        Condition condition = Condition.parse(text, VALUES.keySet());
        assertThatThrownBy(() -> condition.holds(VALUES)).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"40", "400", "100000"})
    void deepNestingIsRefusedAndNotAnOverflow(int depth) {
        String text = "(".repeat(depth) + "fast" + ")".repeat(depth) + " < 9";
        if (depth < 100) {
            assertThat(Condition.parse(text, List.of("fast")).holds(VALUES)).isTrue();
        } else {
            assertThatThrownBy(() -> Condition.parse(text, List.of("fast"))).hasMessageContaining("nested");
        }
    }
}
