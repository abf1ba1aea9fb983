package dev.tandem.tck;

import dev.tandem.plugin.ExecutionPlugin;
import java.util.function.UnaryOperator;

/**
 * A mistake, and the card that must catch it.
 *
 * @param mistake in words
 * @param card the name of the card
 * @param complaint a piece of what the card must say
 * @param plugin makes the mistake with a plugin that has none
 */
record Mistake(String mistake, String card, String complaint, UnaryOperator<ExecutionPlugin> plugin) {
    @Override
    public String toString() {
        return mistake;
    }
}
