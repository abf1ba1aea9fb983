package dev.tandem.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import dev.tandem.sim.AccountType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The page of venues: each run knows its own section, and one that is not what was seen fails the build. */
class VenuesPageTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSectionIsReplacedAndTheOthersStay() throws IOException {
        Path file = folder.resolve("venues.md");
        VenuesPage page = VenuesPage.read(file);
        page.put(new VenueSection("b", "One venue.\n\n| card | result |\n|---|---|\n| market buy fills | passes |\n"));
        page.put(new VenueSection("a", "Another.\n"));
        page.write(file);

        VenuesPage again = VenuesPage.read(file);
        assertThat(again.text()).isEqualTo(again.original());
        again.put(new VenueSection("a", "Changed.\n\n| market buy fills | denied: no market |\n"));

        assertThat(again.text())
                .isNotEqualTo(again.original())
                .contains("| card | a | b |")
                .contains("| market buy fills | denied | ✓ |")
                .contains("One venue.")
                .doesNotContain("Another.");
    }

    @Test
    void aPageThatIsNotWhatWasSeenFailsAndSaysHowToWriteIt() throws Throwable {
        assumeThat(Boolean.getBoolean("tandem.tck.write"))
                .as("pages are being written")
                .isFalse();
        Path file = folder.resolve("venues.md");
        assertThat(pageFailure(file)).contains("is not what was seen").contains("-Dtandem.tck.write=true");
    }

    @Test
    void aCardThatFailedIsNotWrittenIntoThePage() throws Throwable {
        Path file = folder.resolve("venues.md");
        assertThat(pageFailure(
                        file,
                        venue -> new BrokenVenue(BrokenPlugins.all().getFirst().plugin())))
                .contains("cards failed; see above");
        assertThat(file).doesNotExist();
    }

    @Test
    void whatAVenueLacksIsInItsSection() {
        Map<Card, Verdict> verdicts = new LinkedHashMap<>();
        Card card = Cards.all().getFirst();
        verdicts.put(card, new Verdict.Denied(Capability.MARKET_ORDER));
        try (SimVenue venue = new SimVenue(AccountType.SPOT)) {
            VenueSection section =
                    VenueSection.of(venue, Capabilities.all().without(Capability.MARKET_ORDER), verdicts);
            assertThat(section.text()).contains("It cannot do: market.");
            assertThat(section.resultOf(card)).isEqualTo("denied: no market");
        }
    }

    private static String pageFailure(Path file) throws Throwable {
        return pageFailure(file, UnaryOperator.identity());
    }

    /** Plays the whole kit as JUnit would, and returns what its last test, that of the page, says. */
    private static String pageFailure(Path file, UnaryOperator<VenueUnderTest> change) throws Throwable {
        ExecutionPluginTck kit = new ExecutionPluginTck() {
            @Override
            protected VenueUnderTest openVenue() {
                return change.apply(new SimVenue(AccountType.MARGIN));
            }

            @Override
            protected Path page() {
                return file;
            }
        };
        String last = "";
        for (DynamicTest test : kit.cards().flatMap(VenuesPageTest::tests).toList()) {
            last = "";
            try {
                test.getExecutable().execute();
            } catch (TestAbortedException notPlayed) {
                last = "not played";
            } catch (AssertionError failure) {
                last = String.valueOf(failure.getMessage());
            }
        }
        return last;
    }

    private static Stream<DynamicTest> tests(DynamicNode node) {
        return switch (node) {
            case DynamicContainer container -> container.getChildren().flatMap(VenuesPageTest::tests);
            case DynamicTest test -> Stream.of(test);
            default -> throw new AssertionError("a node of a kind that is not known: " + node);
        };
    }
}
