package dev.tandem.sweep.luck;

import java.util.Locale;

/** The judgement as sentences for people. */
public final class VerdictText {
    private VerdictText() {}

    /** One to three sentences. */
    public static String of(Judgement it) {
        StringBuilder text = new StringBuilder();
        if (it.trialsOnData() > 1) {
            text.append(String.format(
                    Locale.ROOT,
                    "With %,d trials on %s of data, the best Sharpe expected from luck alone is %.2f; yours is %.2f.",
                    it.trialsOnData(),
                    time(it.years()),
                    it.expectedMaxSharpe(),
                    it.sharpe()));
        } else {
            text.append(String.format(
                    Locale.ROOT, "A single trial on %s of data with a Sharpe of %.2f.", time(it.years()), it.sharpe()));
        }
        text.append(' ')
                .append(
                        switch (it.verdict()) {
                            case LUCK -> luck(it);
                            case UNCLEAR -> "It is not clearly more than luck: more data, or fewer trials, would tell.";
                            case MORE_THAN_LUCK -> skill(it);
                        });
        return text.toString();
    }

    private static String luck(Judgement it) {
        if (!(it.sharpe() > 0)) {
            return "Nothing was earned that luck would have to explain.";
        }
        Overfitting over = it.overfitting();
        RealityCheck check = it.realityCheck();
        if (it.sharpe() <= it.expectedMaxSharpe()) {
            return "Luck explains it.";
        }
        if (check != null && check.pValue() > 0.1) {
            return String.format(
                    Locale.ROOT,
                    "Luck explains it: without any skill the best of these trials does as well in %.0f %% of the draws"
                            + " (reality check).",
                    100 * check.pValue());
        }
        return String.format(
                Locale.ROOT,
                "Luck explains it: what was best in one half of the time was below the middle in the other in %.0f %% of"
                        + " the splits.",
                100 * (over == null ? Double.NaN : over.probability()));
    }

    private static String skill(Judgement it) {
        Overfitting over = it.overfitting();
        if (over != null && over.probability() >= 0.5) {
            return "That is more than luck explains; but which of these parameters are taken makes no difference that"
                    + " can be seen.";
        }
        return "That is more than luck explains, as far as these data tell.";
    }

    private static String time(double years) {
        if (!(years > 0)) {
            return "a moment";
        }
        double days = years * 365.25;
        return years >= 1.5
                ? String.format(Locale.ROOT, "%.1f years", years)
                : days >= 60
                        ? String.format(Locale.ROOT, "%.0f months", years * 12)
                        : String.format(Locale.ROOT, "%.1f days", days);
    }
}
