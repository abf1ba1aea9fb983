package dev.tandem.report;

import dev.tandem.model.Decimals;
import java.math.BigDecimal;

/** A {@code double} as text that every reader understands. */
final class PlainNumber {
    private PlainNumber() {}

    /** The shortest decimal that reads back as the same number, without exponent; empty if it is NaN or infinite. */
    static String text(double value) {
        return Double.isFinite(value) ? Decimals.text(BigDecimal.valueOf(value)) : "";
    }
}
