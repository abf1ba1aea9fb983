package dev.tandem.confidence.consensus;

/** How probabilities become one. */
public enum Pooling {
    /** The weighted mean: lies within what was said; one vote of 0.5 more draws it towards 0.5. */
    LINEAR,
    /** The weighted sum of the log-odds: independent agents who agree make each other surer; a vote of 0.5 changes nothing. */
    LOG_ODDS,
    /** The weighted median: one who is far off does not matter. */
    MEDIAN;

    /**
     * @param probabilities that the price rises
     * @param weights not negative
     * @return 0.5 where nobody has any weight
     */
    double pool(double[] probabilities, double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        if (!(total > 0)) {
            return 0.5;
        }
        return switch (this) {
            case LINEAR -> {
                double sum = 0;
                for (int i = 0; i < weights.length; i++) {
                    sum += weights[i] * probabilities[i];
                }
                yield sum / total;
            }
            case LOG_ODDS -> {
                double sum = 0;
                for (int i = 0; i < weights.length; i++) {
                    sum += weights[i] * Vote.logOdds(probabilities[i]);
                }
                yield 1 / (1 + Math.exp(-sum));
            }
            case MEDIAN -> median(probabilities.clone(), weights.clone(), total);
        };
    }

    private static double median(double[] p, double[] w, double total) {
        for (int i = 1; i < p.length; i++) {
            for (int j = i; j > 0 && p[j] < p[j - 1]; j--) {
                double swap = p[j];
                p[j] = p[j - 1];
                p[j - 1] = swap;
                swap = w[j];
                w[j] = w[j - 1];
                w[j - 1] = swap;
            }
        }
        double seen = 0;
        for (int i = 0; i < p.length; i++) {
            seen += w[i];
            double over = seen - total / 2;
            if (Math.abs(over) <= 1e-12 * total) {
                int next = i + 1;
                while (next < p.length && !(w[next] > 0)) {
                    next++;
                }
                return next < p.length ? (p[i] + p[next]) / 2 : p[i];
            }
            if (over > 0) {
                return p[i];
            }
        }
        return p[p.length - 1];
    }
}
