package dev.tandem.confidence.score;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How much the figures would vary if history were told again: 95 % intervals from histories that are put together out of
 * blocks of the real one.
 *
 * <p>Signals overlap in time and agents speak about the same moments, so single rows are not independent, and intervals
 * that treat them as such are too narrow. What is drawn are circular blocks of consecutive <em>times</em>, each with all
 * its rows. A block has as many times as the cube root of their number, rounded up, unless told otherwise; it should span
 * at least the horizon of the signals.
 *
 * @param block how many consecutive times a block has
 * @param resamples how many histories were put together
 * @param seed of the random numbers: the same gives the same
 * @param hitRates one per {@link Bin}
 */
public record BlockBootstrap(
        int block, int resamples, long seed, Interval brier, Interval logLoss, Interval ece, List<Interval> hitRates) {
    /** 95 %. */
    public static final double LEVEL = 0.95;

    private static final int RESAMPLES = 1000;
    private static final int FEWEST = 200;
    private static final long WORK = 100_000_000L;

    public BlockBootstrap {
        hitRates = List.copyOf(hitRates);
    }

    /**
     * @param inOrder rows in the order of their times
     * @param block how many times a block has; 0 for the cube root
     */
    static BlockBootstrap of(List<Outcome> inOrder, int block, long seed) {
        int n = inOrder.size();
        int[] firstOfTime = times(inOrder);
        int times = firstOfTime.length - 1;
        int length = Math.min(times, block > 0 ? block : (int) Math.ceil(Math.cbrt(times) - 1e-9));
        int resamples = (int) Math.max(FEWEST, Math.min(RESAMPLES, WORK / n));
        byte[] bins = new byte[n];
        double[] said = new double[n];
        boolean[] hit = new boolean[n];
        double[] squares = new double[n];
        double[] logs = new double[n];
        for (int i = 0; i < n; i++) {
            Outcome row = inOrder.get(i);
            said[i] = row.confidence();
            hit[i] = row.cameTrue();
            bins[i] = (byte) Bin.of(said[i]);
            squares[i] = (said[i] - row.outcome()) * (said[i] - row.outcome());
            logs[i] = Scores.logLoss(said[i], hit[i]);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] brier = new double[resamples];
        double[] logLoss = new double[resamples];
        double[] ece = new double[resamples];
        double[][] rates = new double[Bin.COUNT][resamples];
        int[] counts = new int[Bin.COUNT];
        int[] hits = new int[Bin.COUNT];
        double[] sums = new double[Bin.COUNT];
        for (int r = 0; r < resamples; r++) {
            Arrays.fill(counts, 0);
            Arrays.fill(hits, 0);
            Arrays.fill(sums, 0);
            double squareSum = 0;
            double logSum = 0;
            int total = 0;
            for (int drawn = 0; drawn < times; drawn += length) {
                int start = random.nextInt(times);
                int take = Math.min(length, times - drawn);
                for (int t = 0; t < take; t++) {
                    int time = start + t < times ? start + t : start + t - times;
                    for (int i = firstOfTime[time]; i < firstOfTime[time + 1]; i++) {
                        counts[bins[i]]++;
                        sums[bins[i]] += said[i];
                        hits[bins[i]] += hit[i] ? 1 : 0;
                        squareSum += squares[i];
                        logSum += logs[i];
                        total++;
                    }
                }
            }
            double gaps = 0;
            for (int k = 0; k < Bin.COUNT; k++) {
                rates[k][r] = (double) hits[k] / counts[k];
                gaps += Math.abs(sums[k] - hits[k]);
            }
            brier[r] = squareSum / total;
            logLoss[r] = logSum / total;
            ece[r] = gaps / total;
        }
        return new BlockBootstrap(
                length,
                resamples,
                seed,
                Interval.ofMiddle(brier),
                Interval.ofMiddle(logLoss),
                Interval.ofMiddle(ece),
                Arrays.stream(rates).map(Interval::ofMiddle).toList());
    }

    /** The row with which each time begins, and the end. */
    private static int[] times(List<Outcome> inOrder) {
        int[] firsts = new int[inOrder.size() + 1];
        int count = 0;
        for (int i = 0; i < inOrder.size(); i++) {
            if (i == 0 || inOrder.get(i).timeNanos() != inOrder.get(i - 1).timeNanos()) {
                firsts[count++] = i;
            }
        }
        firsts[count] = inOrder.size();
        return Arrays.copyOf(firsts, count + 1);
    }
}
