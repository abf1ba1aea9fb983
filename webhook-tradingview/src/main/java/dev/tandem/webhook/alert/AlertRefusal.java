package dev.tandem.webhook.alert;

/**
 * Why an alert is not carried out.
 *
 * <p>The code is one of a fixed set of words and may go back to the sender; the message may repeat names that were in the
 * alert, and is for the inbox of the user only.
 */
public final class AlertRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The body is none that can be read at all. */
    public static final int MALFORMED = 400;

    /** It can be read, and must not be carried out. */
    public static final int UNPROCESSABLE = 422;

    private final int httpStatus;
    private final String code;

    private AlertRefusal(int httpStatus, String code, String message) {
        super(message, null, false, false);
        this.httpStatus = httpStatus;
        this.code = code;
    }

    static AlertRefusal malformed(String message) {
        return new AlertRefusal(MALFORMED, "malformed", message);
    }

    static AlertRefusal of(String code, String message) {
        return new AlertRefusal(UNPROCESSABLE, code, message);
    }

    /** The HTTP status that says so. */
    public int httpStatus() {
        return httpStatus;
    }

    /** In a word: {@code stale}, {@code placeholder}. */
    public String code() {
        return code;
    }

    /** In a sentence. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
