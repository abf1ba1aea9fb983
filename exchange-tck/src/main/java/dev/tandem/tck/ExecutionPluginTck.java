package dev.tandem.tck;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The conformance kit: extend it, give it a venue, and JUnit plays every card against the plugin.
 *
 * <p>A card passes when everything that is seen is what the card expects, line by line, and when at its end orders, fills,
 * positions and balances agree. Where the venue lacks a capability, the card expects the denial that says so; where
 * something cannot be made to happen at it, the card is not played, and says so.
 *
 * <p>{@code -Dtandem.tck.card=TEXT} plays only the cards whose names contain a text;
 * {@code -Dtandem.tck.write=true} writes the page of {@link #page} instead of comparing it.
 */
public abstract class ExecutionPluginTck {
    private static final String ONLY = "tandem.tck.card";
    private static final String WRITE = "tandem.tck.write";

    /** For extension by the test of a plugin. */
    protected ExecutionPluginTck() {}

    /** A venue for one card, as {@link VenueUnderTest} describes it. */
    protected abstract VenueUnderTest openVenue();

    /** The page in which the results at this venue have to stand, such as {@code docs/venues.md}; null for none. */
    protected @Nullable Path page() {
        return null;
    }

    /** Every card, by topic, and then the page. */
    @TestFactory
    public Stream<DynamicNode> cards() {
        String only = System.getProperty(ONLY, "");
        Map<Card, Verdict> verdicts = new LinkedHashMap<>();
        List<Card> all = Cards.all();
        List<DynamicNode> nodes = new ArrayList<>();
        for (Card.Topic topic : Card.Topic.values()) {
            nodes.add(DynamicContainer.dynamicContainer(
                    topic.text(),
                    all.stream()
                            .filter(card -> card.topic() == topic && card.name().contains(only))
                            .map(card -> DynamicTest.dynamicTest(card.name(), () -> play(card, verdicts)))));
        }
        Path page = page();
        if (page != null && only.isEmpty()) {
            nodes.add(DynamicTest.dynamicTest(
                    page.getFileName() + " says what was seen", () -> comparePage(page, all, verdicts)));
        }
        return nodes.stream();
    }

    private void play(Card card, Map<Card, Verdict> verdicts) throws InterruptedException {
        Verdict verdict = new CardRun(card, this::openVenue).play();
        verdicts.put(card, verdict);
        if (verdict instanceof Verdict.NotPlayed || verdict instanceof Verdict.NotNeeded) {
            Assumptions.abort(verdict.text());
        }
    }

    private void comparePage(Path file, List<Card> all, Map<Card, Verdict> verdicts) throws Exception {
        if (verdicts.size() < all.size()) {
            Assertions.fail((all.size() - verdicts.size()) + " of " + all.size() + " cards failed; see above");
        }
        VenuesPage page = VenuesPage.read(file);
        String before = page.original();
        try (VenueUnderTest venue = openVenue();
                Stage stage = new Stage(venue).start()) {
            page.put(VenueSection.of(venue, stage.plugin().capabilities(), verdicts));
        }
        if (Boolean.getBoolean(WRITE)) {
            page.write(file);
        } else {
            Assertions.assertEquals(
                    page.text(),
                    before,
                    file + " is not what was seen; run this test with -D" + WRITE + "=true to write it");
        }
    }
}
