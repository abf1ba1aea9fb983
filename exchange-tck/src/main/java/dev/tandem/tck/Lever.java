package dev.tandem.tck;

/** Something that a {@link VenueUnderTest} can make happen. Cards that need a lever that is absent are not played. */
public enum Lever {
    /** The market goes to a price, and through everything that rests on the way ({@link VenueUnderTest#moveTo}). */
    MOVE_PRICE("moves the price"),
    /** Somebody trades with a part of a resting order ({@link VenueUnderTest#fillPartly}). */
    FILL_PARTLY("fills in part"),
    /** The account can be connected to once more, by a new plugin, while its orders go on resting. */
    CONNECT_AGAIN("is there when the plugin restarts"),
    /** The venue accepts the next order, and its answer is lost on the way. */
    LOSE_ANSWER_AFTER_ACCEPTANCE("loses an answer after acceptance"),
    /** The next order reaches the venue's door and is lost there; no answer comes either. */
    LOSE_ANSWER_BEFORE_ACCEPTANCE("loses an order before acceptance"),
    /** The venue accepts the next order and keeps its answer back until the lever is released. */
    HOLD_ANSWER("holds an answer back"),
    /** The venue refuses the next order because there were too many requests; those after it are let through. */
    RATE_LIMIT("limits the rate"),
    /** The venue's clock is {@link VenueUnderTest#SKEW} ahead of the plugin's, from before the plugin is started. */
    SKEW_CLOCK("has a clock that is off"),
    /** From now on each report is sent twice. */
    REPORT_TWICE("reports twice"),
    /** Reports are kept back until the lever is released, and then sent last first. */
    REPORT_BACKWARDS("reports out of order"),
    /** Nothing gets through, in neither direction, until the lever is released. */
    DISCONNECT("disconnects"),
    /** Keys that the venue does not know ({@link VenueUnderTest#connectWithWrongCredentials}). */
    WRONG_CREDENTIALS("refuses wrong credentials"),
    /** A bar completes on demand ({@link VenueUnderTest#completeBar}). */
    COMPLETE_BARS("completes bars"),
    /** There are at least ten complete bars of {@link VenueUnderTest#barLength} to be fetched. */
    PAST_BARS("has past bars");

    private final String text;

    Lever(String text) {
        this.text = text;
    }

    /** What a venue does that has it. */
    public String text() {
        return text;
    }
}
