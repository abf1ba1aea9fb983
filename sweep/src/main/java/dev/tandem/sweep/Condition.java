package dev.tandem.sweep;

import java.util.Collection;
import java.util.Map;

/**
 * What parameters must be to each other: {@code fast < slow}, {@code slow >= 3 * fast && mode == 'long'}.
 *
 * <p>Numbers are exact. Names are those of the strategy's parameters; text stands in single or double quotes. In falling
 * strength: {@code !} and {@code -}; {@code * / %}; {@code + -}; {@code < <= > >= == !=}; {@code && and}; {@code || or};
 * parentheses as usual.
 */
public final class Condition {
    private final String text;
    private final Expression root;

    private Condition(String text, Expression root) {
        this.text = text;
        this.root = root;
    }

    /**
     * Reads a condition.
     *
     * @param names of the parameters that it may speak of
     * @throws IllegalArgumentException saying where it goes wrong
     */
    public static Condition parse(String text, Collection<String> names) {
        return new Condition(text, ConditionParser.parse(text, names));
    }

    /**
     * Whether it holds.
     *
     * @throws IllegalArgumentException if it compares what cannot be compared
     */
    public boolean holds(Map<String, String> parameters) {
        return root.truth(parameters);
    }

    @Override
    public String toString() {
        return text;
    }
}
