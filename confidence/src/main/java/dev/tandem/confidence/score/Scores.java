package dev.tandem.confidence.score;

import java.util.ArrayList;
import java.util.List;

/**
 * How good a row of confidences {@code p} was, given outcomes {@code o} of 0 and 1.
 *
 * <p>With N of them in ten bins of equal width, {@code n}, {@code p̄} and {@code ō} of a bin being how many it has, their
 * mean confidence and the share that came true, and {@code b} the share of all that came true:
 *
 * <ul>
 *   <li>Brier score: mean of {@code (p − o)²}; 0 is perfect, always saying 0.5 gives 0.25
 *   <li>reliability: {@code Σ n (p̄ − ō)² / N}; 0 if what is said comes true as often as is said
 *   <li>resolution: {@code Σ n (ō − b)² / N}; how far the bins differ from each other: more is better
 *   <li>uncertainty: {@code b (1 − b)}; how hard the question was
 *   <li>residual: {@code Σ (p − p̄)² / N − 2 Σ (p − p̄)(o − ō) / N}; what is lost by taking bins (Stephenson, Coelho and
 *       Jolliffe 2008), so that Brier score = reliability − resolution + uncertainty + residual
 *   <li>log loss: mean of {@code −ln p} where it came true and {@code −ln(1 − p)} where it did not, in nats. A confidence
 *       of 0 or 1 counts as 1e-15 or 1 − 1e-15: so to be certain and wrong once costs 34.5, and not everything
 *   <li>expected calibration error: {@code Σ n |p̄ − ō| / N}
 * </ul>
 */
public record Scores(
        long n,
        double brier,
        double reliability,
        double resolution,
        double uncertainty,
        double residual,
        double logLoss,
        double ece,
        double baseRate,
        double meanConfidence,
        List<Bin> bins) {
    /** How near to 0 and 1 a confidence may come in the log loss. */
    public static final double LOG_LOSS_MARGIN = 1e-15;

    public Scores {
        bins = List.copyOf(bins);
    }

    /** @throws IllegalArgumentException if there is nothing to score */
    public static Scores of(List<Outcome> outcomes) {
        double[] confidences = new double[outcomes.size()];
        boolean[] cameTrue = new boolean[outcomes.size()];
        for (int i = 0; i < confidences.length; i++) {
            confidences[i] = outcomes.get(i).confidence();
            cameTrue[i] = outcomes.get(i).cameTrue();
        }
        return of(confidences, cameTrue);
    }

    /** @throws IllegalArgumentException if there is nothing to score, or not as many outcomes as confidences */
    public static Scores of(double[] confidences, boolean[] cameTrue) {
        int n = confidences.length;
        if (n == 0 || n != cameTrue.length) {
            throw new IllegalArgumentException(
                    n == 0 ? "there is nothing to score" : n + " confidences and " + cameTrue.length + " outcomes");
        }
        int[] counts = new int[Bin.COUNT];
        int[] hits = new int[Bin.COUNT];
        Sum[] said = Sum.several(Bin.COUNT);
        Sum squares = new Sum();
        Sum logs = new Sum();
        Sum all = new Sum();
        int allHits = 0;
        for (int i = 0; i < n; i++) {
            double p = confidences[i];
            int o = cameTrue[i] ? 1 : 0;
            int bin = Bin.of(p);
            counts[bin]++;
            hits[bin] += o;
            said[bin].add(p);
            all.add(p);
            squares.add((p - o) * (p - o));
            logs.add(logLoss(p, cameTrue[i]));
            allHits += o;
        }
        double base = (double) allHits / n;
        List<Bin> bins = new ArrayList<>();
        Sum reliability = new Sum();
        Sum resolution = new Sum();
        Sum gaps = new Sum();
        for (int k = 0; k < Bin.COUNT; k++) {
            double mean = said[k].value() / counts[k];
            double rate = (double) hits[k] / counts[k];
            bins.add(new Bin(k / 10.0, (k + 1) / 10.0, counts[k], mean, rate));
            if (counts[k] > 0) {
                reliability.add(counts[k] * (mean - rate) * (mean - rate));
                resolution.add(counts[k] * (rate - base) * (rate - base));
                gaps.add(counts[k] * Math.abs(mean - rate));
            }
        }
        Sum within = new Sum();
        for (int i = 0; i < n; i++) {
            Bin bin = bins.get(Bin.of(confidences[i]));
            double off = confidences[i] - bin.confidence();
            within.add(off * off - 2 * off * ((cameTrue[i] ? 1 : 0) - bin.hitRate()));
        }
        return new Scores(
                n,
                squares.value() / n,
                reliability.value() / n,
                resolution.value() / n,
                base * (1 - base),
                within.value() / n,
                logs.value() / n,
                gaps.value() / n,
                base,
                all.value() / n,
                bins);
    }

    static double logLoss(double p, boolean cameTrue) {
        double bounded = Math.min(1 - LOG_LOSS_MARGIN, Math.max(LOG_LOSS_MARGIN, p));
        return cameTrue ? -Math.log(bounded) : -Math.log1p(-bounded);
    }

    /** A sum that does not lose small terms (Neumaier). */
    private static final class Sum {
        private double sum;
        private double lost;

        static Sum[] several(int count) {
            Sum[] sums = new Sum[count];
            for (int i = 0; i < count; i++) {
                sums[i] = new Sum();
            }
            return sums;
        }

        void add(double term) {
            double next = sum + term;
            lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
            sum = next;
        }

        double value() {
            return sum + lost;
        }
    }
}
