package dev.tandem.tck;

import dev.tandem.model.Capability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** Plays one card at a fresh venue and compares all that is seen with all that is expected. */
final class CardRun {
    private final Card card;
    private final Supplier<VenueUnderTest> venues;

    CardRun(Card card, Supplier<VenueUnderTest> venues) {
        this.card = card;
        this.venues = venues;
    }

    /**
     * Plays it.
     *
     * @throws AssertionFailedError if something else is seen than what is expected
     */
    Verdict play() throws InterruptedException {
        try (VenueUnderTest venue = venues.get()) {
            check(venue);
            Lever lever = missing(venue);
            if (lever != null) {
                return new Verdict.NotPlayed(lever);
            }
            try (Stage stage = new Stage(venue)) {
                return play(stage);
            }
        }
    }

    private Verdict play(Stage stage) throws InterruptedException {
        if (!card.capabilities().isEmpty() && !card.levers().contains(Lever.SKEW_CLOCK)) {
            stage.start();
            Capability missing = Denials.missing(card, stage);
            if (missing != null) {
                if (!Denials.canBeAsked(missing)) {
                    return new Verdict.NotNeeded(missing);
                }
                Denials.ask(stage, missing);
                compare(stage, List.of(Denials.text(missing), "orders that have reached the venue: 0"));
                return new Verdict.Denied(missing);
            }
        }
        try {
            card.play().on(stage);
            if (stage.isOpen()) {
                stage.audit();
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionFailedError(
                    heading(stage) + "ended with " + e + "\nseen until then:\n" + numbered(stage.transcript.lines()),
                    e);
        }
        compare(stage, card.expected());
        return new Verdict.Passes(stage.notes);
    }

    private void compare(Stage stage, List<String> expected) {
        stage.drain();
        List<String> seen = stage.transcript.lines();
        if (!seen.equals(expected)) {
            throw new AssertionFailedError(
                    heading(stage) + "expected:\n" + numbered(expected) + "seen:\n" + numbered(seen), expected, seen);
        }
    }

    private String heading(Stage stage) {
        return "card '" + card.name() + "' at " + stage.venue.name() + "\n  " + card.situation() + "\n  "
                + card.action() + "\n";
    }

    private static String numbered(List<String> lines) {
        List<String> numbered = new ArrayList<>();
        for (String line : lines) {
            numbered.add("  " + (numbered.size() + 1) + ". " + line + "\n");
        }
        return String.join("", numbered);
    }

    private @Nullable Lever missing(VenueUnderTest venue) {
        return card.levers().stream()
                .filter(lever -> !venue.levers().contains(lever))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static void check(VenueUnderTest venue) {
        if (venue.startTicks() <= 0 || venue.startTicks() % 100 != 0) {
            throw new IllegalStateException("startTicks() of " + venue.name()
                    + " must be a positive multiple of 100, was " + venue.startTicks());
        }
        if (venue.quantityLots() <= 0 || venue.quantityLots() % 4 != 0) {
            throw new IllegalStateException("quantityLots() of " + venue.name()
                    + " must be a positive multiple of 4, was " + venue.quantityLots());
        }
    }
}
