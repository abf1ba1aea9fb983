package dev.tandem.gate;

/**
 * Why the gate stopped an order, in a form that programs can count and people can act on.
 *
 * @param reason which check
 * @param value what the order had
 * @param limit what would have passed
 * @param unit of both, empty if they are plain words or numbers
 * @param message all of it in a sentence
 */
public record Denial(DenialReason reason, String value, String limit, String unit, String message) {
    static Denial of(DenialReason reason, String message) {
        return new Denial(reason, "", "", "", message);
    }
}
