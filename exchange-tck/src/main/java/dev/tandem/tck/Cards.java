package dev.tandem.tck;

import java.util.List;
import java.util.stream.Stream;

/** All cards, in the order in which they are played. */
final class Cards {
    private Cards() {}

    static List<Card> all() {
        return Stream.of(
                        OrderCards.cards(),
                        ExitOrderCards.cards(),
                        TermCards.cards(),
                        RefusalCards.cards(),
                        BracketCards.cards(),
                        NetworkCards.cards(),
                        LifeCards.cards(),
                        DataCards.cards())
                .flatMap(List::stream)
                .toList();
    }
}
