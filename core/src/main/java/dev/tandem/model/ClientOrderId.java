package dev.tandem.model;

/**
 * The name that our side gives an order (FIX tag 11, ClOrdID): the session that sent it and its number there.
 *
 * <p>The text form is {@code session-number}; a text of another form (an order that somebody else placed) is kept whole
 * as the session with the number {@code -1}.
 *
 * @param session who sent it; letters, digits and dashes
 * @param number from 1 upwards in a session; {@code -1} for a foreign id
 */
public record ClientOrderId(String session, long number) {
    private static final long FOREIGN = -1;

    /** Reads the text form. */
    public static ClientOrderId parse(String text) {
        int dash = text.lastIndexOf('-');
        int digits = text.length() - dash - 1;
        if (dash > 0 && digits > 0 && digits <= 18 && text.charAt(dash + 1) != '0') {
            long number = 0;
            for (int i = dash + 1; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c < '0' || c > '9') {
                    return new ClientOrderId(text, FOREIGN);
                }
                number = number * 10 + (c - '0');
            }
            return new ClientOrderId(text.substring(0, dash), number);
        }
        return new ClientOrderId(text, FOREIGN);
    }

    @Override
    public String toString() {
        return number == FOREIGN ? session : session + "-" + number;
    }
}
