package dev.tandem.tck;

import dev.tandem.model.Capabilities;
import dev.tandem.model.Capability;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the page of venues says of one venue.
 *
 * @param name of the venue, and its heading
 * @param text the section below the heading
 */
record VenueSection(String name, String text) {
    private static final String ROW = "| %s | %s |%n".replace("%n", "\n");

    static VenueSection of(VenueUnderTest venue, Capabilities capabilities, Map<Card, Verdict> verdicts) {
        StringBuilder text = new StringBuilder();
        text.append(venue.description()).append("\n\n");
        text.append("It can do: ").append(list(capabilities, true)).append(".\n");
        String absent = list(capabilities, false);
        if (!absent.isEmpty()) {
            text.append("It cannot do: ").append(absent).append(".\n");
        }
        text.append("\n| card | result |\n|---|---|\n");
        Map<String, Set<String>> notes = new TreeMap<>();
        verdicts.forEach((card, verdict) -> {
            text.append(String.format(ROW, card.name(), verdict.text()));
            if (verdict instanceof Verdict.Passes passes) {
                passes.notes()
                        .forEach((what, seen) -> notes.computeIfAbsent(what, key -> new TreeSet<>())
                                .addAll(seen));
            }
        });
        if (!notes.isEmpty()) {
            text.append("\nWhat the contract leaves open, and how it is here:\n\n| what | seen |\n|---|---|\n");
            notes.forEach((what, seen) -> text.append(String.format(ROW, what, String.join(", ", seen))));
        }
        return new VenueSection(venue.name(), text.toString());
    }

    private static String list(Capabilities capabilities, boolean present) {
        return Arrays.stream(Capability.values())
                .filter(capability -> capabilities.has(capability) == present)
                .map(Capability::text)
                .collect(Collectors.joining(", "));
    }

    /** The result of a card, as it stands in the table; a dash if it is not there. */
    String resultOf(Card card) {
        String row = "| " + card.name() + " | ";
        return text.lines()
                .filter(line -> line.startsWith(row))
                .map(line -> line.substring(row.length(), line.length() - 2))
                .findFirst()
                .orElse("–");
    }
}
