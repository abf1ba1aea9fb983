package dev.tandem.xchange;

import java.math.BigDecimal;

/** What an account has of an asset, exactly as the venue tells it. */
record VenueBalance(String asset, BigDecimal free, BigDecimal locked) {
    BigDecimal total() {
        return free.add(locked);
    }
}
