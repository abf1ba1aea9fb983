package dev.tandem.model;

import java.math.BigDecimal;

/** A price between two ticks, or a quantity between two lots. Says which values would be right. */
public final class OffGridException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    OffGridException(String what, BigDecimal value, BigDecimal below, BigDecimal above, BigDecimal step) {
        super(what + " " + Decimals.text(value) + " is off the grid of " + Decimals.text(step) + ": "
                + Decimals.text(below) + " and " + Decimals.text(above) + " are its neighbours");
    }
}
