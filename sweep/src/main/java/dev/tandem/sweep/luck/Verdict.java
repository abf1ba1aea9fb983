package dev.tandem.sweep.luck;

/** What the figures come to, in a word. */
public enum Verdict {
    /** What was found is what luck finds in so many trials. */
    LUCK("luck"),
    /** Not clearly more than luck. */
    UNCLEAR("unclear"),
    /** More than luck explains. */
    MORE_THAN_LUCK("more-than-luck");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** As programs get it. */
    public String text() {
        return text;
    }
}
