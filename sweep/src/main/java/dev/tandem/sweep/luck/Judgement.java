package dev.tandem.sweep.luck;

import org.jspecify.annotations.Nullable;

/**
 * How much of a search's best result is luck. Sharpe ratios here are those of a year.
 *
 * <p>The best Sharpe ratio to be expected from luck alone is that of these very trials, with what they have in common, when
 * the mean of each is taken away: the mean over the draws of {@link RealityCheck}. Where more trials were made on the data
 * than these, it grows as the expected maximum of {@link DeflatedSharpe} does. (The paper behind that takes how much the
 * ratios of the trials differ, and so assumes that they differ by luck only; where some parameters really are better, it
 * expects too much of luck. It is told as well.)
 *
 * <p>The probability of overfitting is that of {@link Overfitting}, but at least what the reality check leaves to chance,
 * {@link RealityCheck#chance}: of trials that are much alike the splits of one series tell little, and may by accident all
 * agree.
 *
 * @param trials in this search that have a result
 * @param trialsOnData ever made on these data, these included
 * @param years of data
 * @param sharpe of the chosen trial
 * @param varianceOfSharpes over the trials of this search
 * @param expectedMaxSharpe of so many trials without skill
 * @param expectedMaxSharpeOfPaper the same, by the paper's formula from the trials' own variance
 * @param probabilisticSharpe that the true Sharpe ratio is above zero, had this been the only trial
 * @param deflatedSharpe that it is above {@code expectedMaxSharpeOfPaper}
 * @param beyondLuck that it is above {@code expectedMaxSharpe}
 * @param overfittingProbability NaN where it could not be told
 * @param overfitting null with fewer than two trials or four blocks
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
        double overfittingProbability,
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
        long n = Math.max(evidence.trialsOnData(), evidence.sharpes().length);
        double ofPaper = DeflatedSharpe.expectedMaximum(variance, n);
        Overfitting overfitting = overfitting(evidence);
        RealityCheck check = realityCheck(evidence);
        double byLuck = check == null ? ofPaper : byLuck(evidence, check, n);
        double beyond = probability(evidence, byLuck);
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
                probabilityOfOverfitting(overfitting, check),
                overfitting,
                check,
                order,
                verdict(best, byLuck, beyond, overfitting, check));
    }

    /** Of a bar's return. */
    private static double byLuck(Evidence evidence, RealityCheck check, long trials) {
        double periodsPerYear = check.periods() / evidence.years();
        double here = DeflatedSharpe.expectedMaximum(1, evidence.sharpes().length);
        double ever = DeflatedSharpe.expectedMaximum(1, trials);
        double more = here > 0 ? ever / here : 1;
        return check.luck() * more * Math.sqrt(periodsPerYear / evidence.periodsPerYear());
    }

    private static double probabilityOfOverfitting(@Nullable Overfitting overfitting, @Nullable RealityCheck check) {
        if (overfitting == null) {
            return Double.NaN;
        }
        return check == null
                ? overfitting.probability()
                : Math.max(overfitting.probability(), RealityCheck.chance(check.pValue()));
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
        boolean strong = p <= 0.01 || (p <= 0.05 && beyond >= 0.95);
        return strong && robust ? Verdict.MORE_THAN_LUCK : Verdict.UNCLEAR;
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
