package dev.tandem.gate;

import java.util.Locale;

/** What a strategy may do at the moment. Exits that protect a position go out in every state. */
public enum TradingState {
    /** Everything that the gate lets through. */
    ACTIVE,
    /** Only what makes a position smaller. */
    REDUCING,
    /** Nothing: every order of the strategy is denied. What rests at the venue stays there. */
    HALTED;

    /** As it is written in lists and denials. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
