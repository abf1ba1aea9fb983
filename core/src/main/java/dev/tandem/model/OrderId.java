package dev.tandem.model;

/**
 * The name that the venue gives an order (FIX tag 37): a number at most venues, a text at some.
 *
 * @param number the number, or {@code -1} where the name is not one
 * @param name the text where it is not a number, else empty
 */
public record OrderId(long number, String name) {
    /** Before the venue has named it. */
    public static final OrderId NONE = new OrderId(-1, "");

    public static OrderId of(long number) {
        return new OrderId(number, "");
    }

    public static OrderId of(String name) {
        return new OrderId(-1, name);
    }

    @Override
    public String toString() {
        return name.isEmpty() && number >= 0 ? Long.toString(number) : name;
    }
}
