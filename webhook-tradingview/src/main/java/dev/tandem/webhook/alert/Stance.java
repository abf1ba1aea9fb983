package dev.tandem.webhook.alert;

import dev.tandem.model.Side;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which way a position is. */
enum Stance {
    LONG,
    FLAT,
    SHORT;

    static @Nullable Stance parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "long", "bullish" -> LONG;
            case "flat" -> FLAT;
            case "short", "bearish" -> SHORT;
            default -> null;
        };
    }

    /** What makes it bigger. */
    Side opensBy() {
        return this == LONG ? Side.BUY : Side.SELL;
    }

    /** What makes it smaller. */
    Side closesBy() {
        return opensBy().opposite();
    }
}
