package dev.tandem.model;

/**
 * The venue's name of a fill (FIX tag 1003): a number at most venues, a text at some.
 *
 * @param number the number, or {@code -1} where the name is not one
 * @param text the text where it is not a number, else empty
 */
public record TradeId(long number, String text) {
    public static TradeId of(long number) {
        return new TradeId(number, "");
    }

    public static TradeId of(String text) {
        return new TradeId(-1, text);
    }

    @Override
    public String toString() {
        return text.isEmpty() ? Long.toString(number) : text;
    }
}
