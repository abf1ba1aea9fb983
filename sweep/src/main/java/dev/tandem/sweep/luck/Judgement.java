package dev.tandem.sweep.luck;

import org.jspecify.annotations.Nullable;

/**
 * How much of a search's best result is luck. Sharpe ratios here are those of a year.
 *
 * <p>The best Sharpe ratio to be expected from luck alone needs to know how much the ratios of trials without skill differ.
 * The paper behind {@link DeflatedSharpe} takes how much those of <em>these</em> trials differ. Where some parameters really
 * are better than others they differ by more than luck; then a ratio's own sampling error, 1/(bars - 1), is the bound. The
 * smaller of the two is what luck can do, and is {@code expectedMaxSharpe}.
 *
 * @param trials in this search that have a result
 * @param trialsOnData ever made on these data, these included
 * @param years of data
 * @param sharpe of the chosen trial
 * @param varianceOfSharpes over the trials of this search
 * @param expectedMaxSharpe of so many trials without skill
 * @param expectedMaxSharpeOfPaper the same, with the trials' own variance whatever it is
 * @param probabilisticSharpe that the true Sharpe ratio is above zero, had this been the only trial
 * @param deflatedSharpe that it is above {@code expectedMaxSharpeOfPaper}
 * @param beyondLuck that it is above {@code expectedMaxSharpe}
 * @param overfitting null with fewer than two trials or 16 bars
 * @param realityCheck null where there is none
 * @param tradeOrder null without two closed trades
 * @param verdict in a word
 */
public record Judgement(
        int trials,
        long trialsOnData,
        double years,
        double sharpe,
        double varianceOfSharpes,
        double expectedMaxSharpe,
        double expectedMaxSharpeOfPaper,
        double probabilisticSharpe,
        double deflatedSharpe,
        double beyondLuck,
        @Nullable Overfitting overfitting,
        @Nullable RealityCheck realityCheck,
        @Nullable TradeOrder tradeOrder,
        Verdict verdict) {
    private static final int DRAWS_OF_ORDER = 2_000;

    /** Judges. */
    public static Judgement of(Evidence evidence) {
        double perYear = Math.sqrt(evidence.periodsPerYear());
        double best = evidence.sharpes()[evidence.best()];
        double variance = evidence.variance();
        double sampling = 1.0 / Math.max(evidence.bars() - 1, 1);
        long n = Math.max(evidence.trialsOnData(), evidence.sharpes().length);
        double ofPaper = DeflatedSharpe.expectedMaximum(variance, n);
        double byLuck = DeflatedSharpe.expectedMaximum(Math.min(variance, sampling), n);
        double beyond = probability(evidence, byLuck);
        Overfitting overfitting = overfitting(evidence);
        RealityCheck check = realityCheck(evidence);
        double[] trades = evidence.trades();
        TradeOrder order = trades == null || trades.length < 2
                ? null
                : TradeOrder.of(evidence.cash(), trades, DRAWS_OF_ORDER, evidence.seed());
        return new Judgement(
                evidence.sharpes().length,
                n,
                evidence.years(),
                best * perYear,
                variance * evidence.periodsPerYear(),
                byLuck * perYear,
                ofPaper * perYear,
                probability(evidence, 0),
                probability(evidence, ofPaper),
                beyond,
                overfitting,
                check,
                order,
                verdict(best, byLuck, beyond, overfitting, check));
    }

    private static double probability(Evidence evidence, double benchmark) {
        return DeflatedSharpe.probability(
                evidence.sharpes()[evidence.best()],
                benchmark,
                evidence.bars(),
                evidence.skewness(),
                evidence.kurtosis());
    }

    private static @Nullable Overfitting overfitting(Evidence evidence) {
        Overfitting.Blocks all = evidence.returns();
        for (int s : new int[] {16, 12, 10, 8, 6, 4}) {
            boolean affordable = all.trials() * Overfitting.splits(s) * s <= 600_000_000L || s <= 8;
            if (all.trials() >= 2 && all.blocks() >= s && all.blocks() % s == 0 && affordable) {
                return Overfitting.of(new Merged(all, s));
            }
        }
        return null;
    }

    private static @Nullable RealityCheck realityCheck(Evidence evidence) {
        Overfitting.Blocks all = evidence.returns();
        int periods = all.blocks();
        if (periods < 8) {
            return null;
        }
        double[][] returns = new double[all.trials()][periods];
        for (int trial = 0; trial < returns.length; trial++) {
            for (int block = 0; block < periods; block++) {
                returns[trial][block] = all.sum(trial, block);
            }
        }
        int draws = Math.clamp(1_500_000_000L / ((long) all.trials() * periods), 200, 2_000);
        return RealityCheck.of(returns, draws, Math.cbrt(periods), evidence.seed());
    }

    private static Verdict verdict(
            double sharpe,
            double byLuck,
            double beyond,
            @Nullable Overfitting overfitting,
            @Nullable RealityCheck check) {
        double p = check == null ? Double.NaN : check.pValue();
        boolean choiceIsLuck = overfitting != null && overfitting.probability() >= 0.5;
        boolean losesElsewhere = overfitting != null && overfitting.loss() >= 0.2;
        if (!(sharpe > 0) || sharpe <= byLuck || p > 0.1 || (choiceIsLuck && losesElsewhere)) {
            return Verdict.LUCK;
        }
        boolean robust = overfitting == null || overfitting.probability() < 0.3 || overfitting.loss() < 0.05;
        return beyond >= 0.95 && p <= 0.05 && robust ? Verdict.MORE_THAN_LUCK : Verdict.UNCLEAR;
    }

    /** Neighbouring blocks taken together. */
    private record Merged(Overfitting.Blocks fine, int blocks) implements Overfitting.Blocks {
        private interface Part {
            double of(int trial, int block);
        }

        private double total(Part part, int trial, int block) {
            int width = fine.blocks() / blocks;
            double total = 0;
            for (int i = block * width; i < (block + 1) * width; i++) {
                total += part.of(trial, i);
            }
            return total;
        }

        @Override
        public int trials() {
            return fine.trials();
        }

        @Override
        public int count(int trial, int block) {
            return (int) total(fine::count, trial, block);
        }

        @Override
        public double sum(int trial, int block) {
            return total(fine::sum, trial, block);
        }

        @Override
        public double squares(int trial, int block) {
            return total(fine::squares, trial, block);
        }
    }
}
