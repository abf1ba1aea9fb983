package dev.tandem.venue;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Prices and volumes of a bar as they come, or of several bars together. */
final class Tally {
    private long open;
    private long high;
    private long low;
    private long close;
    private BigDecimal volume = BigDecimal.ZERO;
    private BigDecimal quoted = BigDecimal.ZERO;
    private BigDecimal bought = BigDecimal.ZERO;
    private BigDecimal boughtQuoted = BigDecimal.ZERO;
    private long firstId;
    private long lastId;

    boolean isEmpty() {
        return open == 0;
    }

    BigDecimal volume() {
        return volume;
    }

    /** The price is this now. */
    void price(long ticks) {
        range(ticks, ticks, ticks, ticks);
    }

    void range(long opened, long highest, long lowest, long closed) {
        if (open == 0) {
            open = opened;
            high = highest;
            low = lowest;
        }
        high = Math.max(high, highest);
        low = Math.min(low, lowest);
        close = closed;
    }

    void trade(long id) {
        firstId = firstId == 0 ? id : firstId;
        lastId = id;
    }

    void traded(BigDecimal quantity, BigDecimal price, boolean byBuyer) {
        BigDecimal amount = quantity.multiply(price);
        volume = volume.add(quantity);
        quoted = quoted.add(amount);
        if (byBuyer) {
            bought = bought.add(quantity);
            boughtQuoted = boughtQuoted.add(amount);
        }
    }

    /** Where a bar does not tell who came to whom: half of it. */
    void traded(BigDecimal quantity, BigDecimal price) {
        BigDecimal half = quantity.divide(BigDecimal.TWO, 16, RoundingMode.HALF_EVEN);
        volume = volume.add(quantity);
        quoted = quoted.add(quantity.multiply(price));
        bought = bought.add(half);
        boughtQuoted = boughtQuoted.add(half.multiply(price));
    }

    void add(Tally other) {
        if (other.isEmpty()) {
            return;
        }
        range(other.open, other.high, other.low, other.close);
        volume = volume.add(other.volume);
        quoted = quoted.add(other.quoted);
        bought = bought.add(other.bought);
        boughtQuoted = boughtQuoted.add(other.boughtQuoted);
        if (other.firstId != 0) {
            trade(other.firstId);
            lastId = other.lastId;
        }
    }

    Candle candle(long openMillis, long closeMillis) {
        return new Candle(
                openMillis, closeMillis, open, high, low, close, volume, quoted, bought, boughtQuoted, firstId, lastId);
    }
}
