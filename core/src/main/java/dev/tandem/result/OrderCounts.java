package dev.tandem.result;

import java.util.Map;

/**
 * What became of the orders of a run. Each leg of a bracket counts as one.
 *
 * @param submitted reached the venue
 * @param filled were done wholly
 * @param canceled were ended by us
 * @param denied were stopped by our own gate and never left
 * @param rejected were refused by the venue
 * @param expired ran out of time, or could not be paid for any more
 * @param denials denied orders by reason
 * @param rejections rejected orders by reason
 * @param expirations expired orders by reason
 * @param denialExamples for each reason of a denial, the sentence that the first such order got
 */
public record OrderCounts(
        long submitted,
        long filled,
        long canceled,
        long denied,
        long rejected,
        long expired,
        Map<String, Long> denials,
        Map<String, Long> rejections,
        Map<String, Long> expirations,
        Map<String, String> denialExamples) {
    /** Without examples. */
    public OrderCounts(
            long submitted,
            long filled,
            long canceled,
            long denied,
            long rejected,
            long expired,
            Map<String, Long> denials,
            Map<String, Long> rejections,
            Map<String, Long> expirations) {
        this(submitted, filled, canceled, denied, rejected, expired, denials, rejections, expirations, Map.of());
    }
}
