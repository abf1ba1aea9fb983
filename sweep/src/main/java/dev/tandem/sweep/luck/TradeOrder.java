package dev.tandem.sweep.luck;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * What the worst loss would have been had the same trades come in another order.
 *
 * <p>The final result stays what it is; the way there does not. Each draw shuffles the results of the trades (Fisher and
 * Yates, in the form of Durstenfeld, R.: "Algorithm 235: Random permutation", Communications of the ACM 7(7), 1964) and
 * adds them up again; the maximum drawdown is taken between trades. See Aronson, D.: "Evidence-Based Technical Analysis",
 * Wiley 2006, chapter 5, on Monte Carlo permutation.
 *
 * @param drawdown as it came, from trade to trade, as a fraction
 * @param median of the drawdowns over all draws
 * @param fifth the drawdown that one draw in twenty exceeds
 * @param worst of all draws
 * @param ruin the share of draws in which the account was lost on the way
 * @param trades how many
 * @param draws how many
 */
public record TradeOrder(
        double drawdown, double median, double fifth, double worst, double ruin, int trades, int draws) {
    /**
     * Shuffles.
     *
     * @param cash what the account began with
     * @param results of the trades, in the same unit
     */
    public static TradeOrder of(double cash, double[] results, int draws, long seed) {
        double asItCame = drawdown(cash, results);
        SplittableRandom random = new SplittableRandom(seed);
        double[] shuffled = results.clone();
        double[] drawdowns = new double[draws];
        int ruined = 0;
        for (int draw = 0; draw < draws; draw++) {
            for (int i = shuffled.length - 1; i > 0; i--) {
                int other = random.nextInt(i + 1);
                double result = shuffled[i];
                shuffled[i] = shuffled[other];
                shuffled[other] = result;
            }
            drawdowns[draw] = drawdown(cash, shuffled);
            ruined += drawdowns[draw] >= 1 ? 1 : 0;
        }
        Arrays.sort(drawdowns);
        return new TradeOrder(
                asItCame,
                drawdowns[(draws - 1) / 2],
                drawdowns[Math.min(draws - 1, (int) (draws * 0.95))],
                drawdowns[draws - 1],
                (double) ruined / draws,
                results.length,
                draws);
    }

    private static double drawdown(double cash, double[] results) {
        double equity = cash;
        double peak = cash;
        double deepest = 0;
        for (double result : results) {
            equity += result;
            peak = Math.max(peak, equity);
            deepest = Math.max(deepest, (peak - equity) / peak);
        }
        return deepest;
    }
}
