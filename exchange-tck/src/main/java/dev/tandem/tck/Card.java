package dev.tandem.tck;

import dev.tandem.model.Capability;
import java.util.List;
import java.util.Set;

/**
 * One thing that every plugin must do: a situation, what is done in it, and everything that is to be seen of it, in order.
 *
 * <p>{@code P} is the price at the beginning, {@code Q} the quantity of an order, {@code A}, {@code B} … the strategy's
 * orders. What is seen beyond what is expected fails the card, as does what is missing.
 *
 * @param name in a few words, unique
 * @param topic what it is about
 * @param situation what there is
 * @param action what is done
 * @param expected what is seen, line by line
 * @param capabilities what the venue must be able to do; where it cannot, the order must be denied for that reason
 * @param levers what must be made to happen; where that cannot be done, the card is not played
 * @param play plays it on a stage, which keeps record of what is seen
 */
record Card(
        String name,
        Topic topic,
        String situation,
        String action,
        List<String> expected,
        Set<Capability> capabilities,
        Set<Lever> levers,
        Play play) {
    /** What cards are about. */
    enum Topic {
        ORDERS("Orders"),
        REFUSALS("Refusals"),
        BRACKETS("Brackets, through the engine"),
        NETWORK("A network in trouble"),
        LIFE("Beginning and end"),
        DATA("Market data");

        private final String text;

        Topic(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** How a card is played. */
    @FunctionalInterface
    interface Play {
        void on(Stage stage) throws InterruptedException;
    }

    Card {
        expected = List.copyOf(expected);
        capabilities = Set.copyOf(capabilities);
        levers = Set.copyOf(levers);
    }

    /** Begins a card. */
    static Builder of(Topic topic, String name) {
        return new Builder(topic, name);
    }

    /** Collects what a card says. */
    static final class Builder {
        private final Topic topic;
        private final String name;
        private String situation = "";
        private String action = "";
        private List<String> expected = List.of();
        private Set<Capability> capabilities = Set.of();
        private Set<Lever> levers = Set.of();

        private Builder(Topic topic, String name) {
            this.topic = topic;
            this.name = name;
        }

        Builder needs(Capability... these) {
            capabilities = Set.of(these);
            return this;
        }

        Builder with(Lever... these) {
            levers = Set.of(these);
            return this;
        }

        Builder given(String text) {
            situation = text;
            return this;
        }

        Builder when(String text) {
            action = text;
            return this;
        }

        Builder then(String... lines) {
            expected = List.of(lines);
            return this;
        }

        Card play(Play play) {
            return new Card(name, topic, situation, action, expected, capabilities, levers, play);
        }
    }
}
