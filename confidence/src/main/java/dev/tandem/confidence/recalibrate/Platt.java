package dev.tandem.confidence.recalibrate;

/**
 * A logistic curve over the log-odds of what was said (Platt): {@code 1 / (1 + exp(−(a·logit(p) + b)))}. Two numbers are
 * learned, so it needs few outcomes, and can only mend agents that are evenly too sure or too modest.
 *
 * <p>Fitted by Newton's method on the log loss with Platt's targets {@code (hits + 1) / (hits + 2)} and
 * {@code 1 / (misses + 2)}, so that a run of luck does not make anybody certain. A slope below 0 is held at 0: more
 * confidence never means less.
 *
 * @param slope a
 * @param offset b
 */
public record Platt(double slope, double offset) implements Recalibration {
    private static final double EDGE = 1e-6;
    private static final int ROUNDS = 100;

    /** @throws IllegalArgumentException if there is nothing to learn from */
    public static Platt fit(double[] confidences, boolean[] cameTrue) {
        int n = confidences.length;
        if (n == 0 || n != cameTrue.length) {
            throw new IllegalArgumentException(
                    n == 0 ? "there is nothing to learn from" : n + " confidences, " + cameTrue.length + " outcomes");
        }
        int hits = 0;
        for (boolean hit : cameTrue) {
            hits += hit ? 1 : 0;
        }
        double high = (hits + 1.0) / (hits + 2.0);
        double low = 1.0 / (n - hits + 2.0);
        double[] x = new double[n];
        double[] t = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = logit(confidences[i]);
            t[i] = cameTrue[i] ? high : low;
        }
        Platt best = fit(x, t);
        if (best.slope >= 0) {
            return best;
        }
        double mean = 0;
        for (double each : t) {
            mean += each / n;
        }
        return new Platt(0, Math.log(mean / (1 - mean)));
    }

    private static Platt fit(double[] x, double[] t) {
        double a = 0;
        double b = 0;
        double loss = loss(x, t, a, b);
        for (int round = 0; round < ROUNDS; round++) {
            double ga = 0;
            double gb = 0;
            double haa = 1e-9;
            double hab = 0;
            double hbb = 1e-9;
            for (int i = 0; i < x.length; i++) {
                double p = sigmoid(a * x[i] + b);
                double error = p - t[i];
                double weight = p * (1 - p);
                ga += error * x[i];
                gb += error;
                haa += weight * x[i] * x[i];
                hab += weight * x[i];
                hbb += weight;
            }
            double determinant = haa * hbb - hab * hab;
            double da = (hbb * ga - hab * gb) / determinant;
            double db = (haa * gb - hab * ga) / determinant;
            double step = 1;
            double next = loss(x, t, a - da, b - db);
            while (!(next <= loss) && step > 1e-10) {
                step /= 2;
                next = loss(x, t, a - step * da, b - step * db);
            }
            a -= step * da;
            b -= step * db;
            boolean done = Math.abs(loss - next) <= 1e-12 * x.length;
            loss = next;
            if (done) {
                break;
            }
        }
        return new Platt(a, b);
    }

    private static double loss(double[] x, double[] t, double a, double b) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double f = a * x[i] + b;
            // ln(1 + e^f) − t f, without overflow.
            sum += Math.max(f, 0) + Math.log1p(Math.exp(-Math.abs(f))) - t[i] * f;
        }
        return sum;
    }

    @Override
    public double apply(double confidence) {
        return sigmoid(slope * logit(confidence) + offset);
    }

    private static double sigmoid(double f) {
        return 1 / (1 + Math.exp(-f));
    }

    private static double logit(double p) {
        double inside = Math.min(1 - EDGE, Math.max(EDGE, p));
        return Math.log(inside / (1 - inside));
    }
}
