package dev.tandem.tck;

import dev.tandem.model.Capability;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The page that shows every card, as it is played. */
final class CardsPage {
    private static final String BEGINNING = """
            # Cards of the conformance kit

            Every card is played at a venue of its own. `P` is the price at the beginning, `Q` the quantity of an order. Reports
            that come with nothing done in between are put in the order of their orders. At the end of each card the venue is
            asked: orders, fills, positions and balances must be what was reported. This page is written from the cards; see
            [write-a-plugin.md](write-a-plugin.md), and [venues.md](venues.md) for what came of them.
            """;

    private CardsPage() {}

    static String text(List<Card> cards) {
        StringBuilder text = new StringBuilder(BEGINNING);
        for (Card.Topic topic : Card.Topic.values()) {
            text.append("\n## ").append(topic.text()).append('\n');
            cards.stream().filter(card -> card.topic() == topic).forEach(card -> append(text, card));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, Card card) {
        text.append("\n### ").append(card.name()).append("\n\n");
        text.append(card.situation()).append(' ').append(card.action()).append("\n\n```text\n");
        card.expected().forEach(line -> text.append(line).append('\n'));
        text.append("```\n");
        if (!card.capabilities().isEmpty()) {
            text.append("\nThe venue must be able to do: ")
                    .append(capabilities(card))
                    .append('.');
            text.append(card.levers().isEmpty() ? "\n" : " ");
        }
        if (!card.levers().isEmpty()) {
            text.append(card.capabilities().isEmpty() ? "\n" : "");
            text.append("Played where the test venue ").append(levers(card)).append(".\n");
        }
    }

    private static String capabilities(Card card) {
        return card.capabilities().stream()
                .sorted(Comparator.naturalOrder())
                .map(Capability::text)
                .collect(Collectors.joining(", "));
    }

    private static String levers(Card card) {
        return card.levers().stream()
                .sorted(Comparator.naturalOrder())
                .map(Lever::text)
                .collect(Collectors.joining(", and "));
    }
}
