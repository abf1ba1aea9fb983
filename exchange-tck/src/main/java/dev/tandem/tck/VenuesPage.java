package dev.tandem.tck;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page that shows what came of the cards, one section per venue, and all of them side by side. Each run of the kit
 * knows its own section and leaves the others as they are.
 */
final class VenuesPage {
    private static final Pattern SECTION =
            Pattern.compile("(?ms)^<!-- venue (.+?) -->\\n## .+?\\n\\n(.*?)^<!-- end -->$");

    private static final String BEGINNING = """
            # Venues

            What the conformance kit saw when it played its [cards](conformance-cards.md) against each plugin. This page is
            written by the kit, and the build fails when it is not what a run sees: see
            [write-a-plugin.md](write-a-plugin.md).

            A card *passes* when everything that is seen is what the card expects. It is *denied* where the venue lacks a
            capability: then the order must be refused before it is sent, with the name of that capability. It is *not played*
            where something cannot be made to happen at the venue.

            """;

    private final Map<String, VenueSection> sections = new TreeMap<>();
    private final String original;

    private VenuesPage(String original) {
        this.original = original;
        Matcher matcher = SECTION.matcher(original);
        while (matcher.find()) {
            sections.put(matcher.group(1), new VenueSection(matcher.group(1), matcher.group(2)));
        }
    }

    /** The page as it is; an empty one if there is none. */
    static VenuesPage read(Path file) throws IOException {
        return new VenuesPage(Files.exists(file) ? Files.readString(file).replace("\r\n", "\n") : "");
    }

    /** As it was read. */
    String original() {
        return original;
    }

    void put(VenueSection section) {
        sections.put(section.name(), section);
    }

    void write(Path file) throws IOException {
        Files.writeString(file, text());
    }

    /** As it should be. */
    String text() {
        StringBuilder text = new StringBuilder(BEGINNING);
        text.append("## Side by side\n\n✓ is *passes*, – is *not played*; the reasons are below.\n\n| card |");
        sections.keySet().forEach(name -> text.append(' ').append(name).append(" |"));
        text.append("\n|---|").append("---|".repeat(sections.size())).append('\n');
        for (Card card : Cards.all()) {
            text.append("| ").append(card.name()).append(" |");
            for (VenueSection section : sections.values()) {
                text.append(' ').append(inShort(section.resultOf(card))).append(" |");
            }
            text.append('\n');
        }
        for (VenueSection section : sections.values()) {
            text.append("\n<!-- venue ").append(section.name()).append(" -->\n");
            text.append("## ").append(section.name()).append("\n\n").append(section.text());
            text.append("<!-- end -->\n");
        }
        return text.toString();
    }

    private static String inShort(String result) {
        return result.equals("passes") ? "✓" : result.startsWith("denied") ? "denied" : "–";
    }
}
