package dev.tandem.confidence.forecast;

/** A model of the next returns that runs within this process. Knows nothing but what it is handed. */
public interface Forecaster {
    /** What it is called as an agent. */
    String name();

    /** How many returns it needs before it can say anything. */
    int needs();

    /**
     * Learns from returns.
     *
     * @param returns of single steps, oldest first
     * @param horizon how many steps ahead it is to look
     */
    Fitted fit(double[] returns, int horizon);

    /** What was learned. */
    interface Fitted {
        /**
         * What the next steps together will return.
         *
         * @param returns of single steps, oldest first; those from {@code end} on are not looked at
         * @param end how many of them have happened
         */
        Point predict(double[] returns, int end);
    }

    /**
     * A prediction.
     *
     * @param mean of the sum of the returns up to the horizon
     * @param scale by how much it may be off, roughly; above 0
     */
    record Point(double mean, double scale) {
        public Point {
            if (!Double.isFinite(mean) || !(scale > 0)) {
                throw new IllegalArgumentException(
                        "a prediction must be finite and its scale above 0, were " + mean + " and " + scale);
            }
        }
    }
}
