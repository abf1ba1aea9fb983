package dev.tandem.gate;

import java.util.List;

/**
 * Why the gate stopped an order, in a form that programs can count and people can act on.
 *
 * @param reason which check
 * @param policy which rule of that check, where there are several to choose from; empty otherwise
 * @param value what the order had
 * @param limit what would have passed
 * @param unit of both, empty if they are plain words or numbers
 * @param agents whose opinions the order followed, where the check is about them
 * @param message all of it in a sentence
 */
public record Denial(
        DenialReason reason,
        String policy,
        String value,
        String limit,
        String unit,
        List<String> agents,
        String message) {
    public Denial {
        agents = List.copyOf(agents);
    }

    /** A denial of a check that has one rule and asks nobody's opinion. */
    public Denial(DenialReason reason, String value, String limit, String unit, String message) {
        this(reason, "", value, limit, unit, List.of(), message);
    }

    static Denial of(DenialReason reason, String message) {
        return new Denial(reason, "", "", "", message);
    }
}
