package dev.tandem.confidence.score;

/**
 * What an agent said, and whether it came true.
 *
 * @param timeNanos when it was said
 * @param agent by whom
 * @param instrument of what
 * @param up whether the price was to rise
 * @param confidence how sure it was, from 0 to 1
 * @param cameTrue whether it did, by the rule by which it was settled
 */
public record Outcome(
        long timeNanos, String agent, String instrument, boolean up, double confidence, boolean cameTrue) {
    public Outcome {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be a number from 0 to 1, was " + confidence);
        }
    }

    Outcome at(long nanos) {
        return new Outcome(nanos, agent, instrument, up, confidence, cameTrue);
    }

    /** 1 if it came true, else 0. */
    public int outcome() {
        return cameTrue ? 1 : 0;
    }
}
