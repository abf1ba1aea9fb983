package dev.tandem.model;

/**
 * The name that the venue gives an order (FIX tag 37).
 *
 * @param text as the venue writes it
 */
public record OrderId(String text) {
    /** Before the venue has named it. */
    public static final OrderId NONE = new OrderId("");

    @Override
    public String toString() {
        return text;
    }
}
