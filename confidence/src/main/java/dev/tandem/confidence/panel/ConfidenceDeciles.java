package dev.tandem.confidence.panel;

import dev.tandem.confidence.score.Bin;
import dev.tandem.confidence.settle.Settled;
import java.util.ArrayList;
import java.util.List;

/** What the decisions of each confidence earned, in the shadow: also those that the gate denied. */
public final class ConfidenceDeciles {
    /** What stands beside the thresholds wherever they are shown. */
    public static final String WARNING =
            "Picking the threshold that earned most is fitting: it was found on the same past that it is judged by."
                    + " Choose one before you look, or try it on a period that you have not seen.";

    private ConfidenceDeciles() {}

    /**
     * A tenth of the scale.
     *
     * @param n how many decisions
     * @param hitRate the share that paid; NaN if there are none
     * @param mean what one earned on average after costs, as a fraction of its entry; NaN if there are none
     * @param total what all earned together
     */
    public record Decile(double from, double to, long n, double hitRate, double mean, double total) {}

    /**
     * What a threshold would have earned.
     *
     * @param minimum inclusive
     */
    public record Threshold(double minimum, long n, double hitRate, double mean, double total) {}

    /** Ten of them, from 0 to 1. */
    public static List<Decile> deciles(List<Settled> settled) {
        List<Decile> deciles = new ArrayList<>();
        for (int k = 0; k < Bin.COUNT; k++) {
            int bin = k;
            List<Settled> mine = settled.stream()
                    .filter(s -> Bin.of(s.opinion().used()) == bin)
                    .toList();
            deciles.add(new Decile(k / 10.0, (k + 1) / 10.0, mine.size(), hitRate(mine), mean(mine), total(mine)));
        }
        return deciles;
    }

    /** From 0.5 to 0.95 in steps of 0.05. */
    public static List<Threshold> thresholds(List<Settled> settled) {
        List<Threshold> thresholds = new ArrayList<>();
        for (int percent = 50; percent <= 95; percent += 5) {
            double minimum = percent / 100.0;
            List<Settled> mine =
                    settled.stream().filter(s -> s.opinion().used() >= minimum).toList();
            thresholds.add(new Threshold(minimum, mine.size(), hitRate(mine), mean(mine), total(mine)));
        }
        return thresholds;
    }

    private static double hitRate(List<Settled> settled) {
        return (double) settled.stream().filter(Settled::cameTrue).count() / settled.size();
    }

    private static double mean(List<Settled> settled) {
        return total(settled) / (settled.isEmpty() ? Double.NaN : settled.size());
    }

    private static double total(List<Settled> settled) {
        return settled.stream().mapToDouble(Settled::result).sum();
    }
}
