package dev.tandem.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The cards as a whole: complete, told apart, and written down. */
class CardsTest {
    private static final List<Card> CARDS = Cards.all();
    private static final Path PAGE = Path.of(System.getProperty("tandem.root", ".."), "docs", "conformance-cards.md");

    @Test
    void namesAreUniqueAndEveryCardSaysWhatItIs() {
        assertThat(CARDS.stream().map(Card::name)).doesNotHaveDuplicates();
        assertThat(CARDS).allSatisfy(card -> {
            assertThat(card.situation()).as(card.name()).endsWith(".");
            assertThat(card.action()).as(card.name()).endsWith(".");
            assertThat(card.expected()).as(card.name()).isNotEmpty();
            assertThat(card.name()).doesNotContain("|");
        });
    }

    @Test
    void everyCapabilityHasACard() {
        Set<Capability> needed = EnumSet.noneOf(Capability.class);
        CARDS.forEach(card -> needed.addAll(card.capabilities()));
        // Without a stream of executions a plugin asks, and every card holds it to the same reports.
        needed.add(Capability.EXECUTION_STREAM);
        assertThat(needed).containsExactlyInAnyOrder(Capability.values());
    }

    @Test
    void everyLeverIsNeededByACard() {
        assertThat(Arrays.stream(Lever.values()))
                .allSatisfy(lever -> assertThat(CARDS)
                        .as("cards that need " + lever)
                        .anyMatch(card -> card.levers().contains(lever)));
    }

    @Test
    void thePageOfCardsSaysWhatIsPlayed() throws IOException {
        String text = CardsPage.text(CARDS);
        if (Boolean.getBoolean("tandem.tck.write")) {
            Files.writeString(PAGE, text);
        }
        assertThat(Files.readString(PAGE).replace("\r\n", "\n"))
                .as(PAGE + "; -Dtandem.tck.write=true writes it")
                .isEqualTo(text);
    }
}
