package dev.tandem.tck;

import dev.tandem.model.Capability;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What came of a card that did not fail. */
sealed interface Verdict {
    /** In the words of the page of venues. */
    String text();

    /**
     * Everything was seen as expected.
     *
     * @param notes what may differ between venues, and how it is here
     */
    record Passes(Map<String, Set<String>> notes) implements Verdict {
        public Passes {
            notes = new TreeMap<>(notes);
        }

        @Override
        public String text() {
            return "passes";
        }
    }

    /** The venue lacks a capability, and an order that needs it is denied for that reason. */
    record Denied(Capability missing) implements Verdict {
        @Override
        public String text() {
            return "denied: no " + missing.text();
        }
    }

    /** The venue lacks a capability that no order asks for by name. */
    record NotNeeded(Capability missing) implements Verdict {
        @Override
        public String text() {
            return "not played: no " + missing.text();
        }
    }

    /** It cannot be made to happen at this venue. */
    record NotPlayed(Lever missing) implements Verdict {
        @Override
        public String text() {
            return "not played: nothing here " + missing.text();
        }
    }
}
