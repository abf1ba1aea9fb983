package dev.tandem.webhook.alert;

import dev.tandem.model.Decimals;
import dev.tandem.model.Rate;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How much of something is traded. */
public sealed interface Size {
    /** All that is held. */
    record Everything() implements Size {}

    /**
     * So much of the base asset.
     *
     * @param quantity above 0
     */
    record Units(BigDecimal quantity) implements Size {}

    /**
     * So much of what is held.
     *
     * @param share above 0, at most 1
     */
    record ShareOfPosition(Rate share) implements Size {}

    /**
     * For so much of the quote asset.
     *
     * @param amount above 0
     */
    record Worth(BigDecimal amount) implements Size {}

    /**
     * Worth so much of the account.
     *
     * @param share above 0, at most 1
     */
    record ShareOfEquity(Rate share) implements Size {}

    /** What the run's sizing says. */
    record ByRun() implements Size {}

    /** The quantity where it is one; null where it depends on what is held or on the price. */
    default @Nullable BigDecimal units() {
        return this instanceof Units(BigDecimal quantity) ? quantity : null;
    }

    /** One word, for records. */
    default String text() {
        return switch (this) {
            case Everything e -> "all";
            case Units(BigDecimal quantity) -> "units:" + Decimals.text(quantity);
            case ShareOfPosition(Rate share) -> "position:" + share;
            case Worth(BigDecimal amount) -> "worth:" + Decimals.text(amount);
            case ShareOfEquity(Rate share) -> "equity:" + share;
            case ByRun r -> "run";
        };
    }

    /** The mirror of {@link #text}. */
    static Size parse(String text) {
        String[] parts = text.split(":", 2);
        return switch (parts[0]) {
            case "all" -> new Everything();
            case "units" -> new Units(Decimals.parse(parts[1]));
            case "position" -> new ShareOfPosition(Rate.parse(parts[1]));
            case "worth" -> new Worth(Decimals.parse(parts[1]));
            case "equity" -> new ShareOfEquity(Rate.parse(parts[1]));
            case "run" -> new ByRun();
            default -> throw new IllegalArgumentException("no size: " + text);
        };
    }
}
