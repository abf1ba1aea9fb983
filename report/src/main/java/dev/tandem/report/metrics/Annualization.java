package dev.tandem.report.metrics;

import dev.tandem.model.Times;
import dev.tandem.result.EquityCurve;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * How many bars a year has, and how many years the run has. A year is 365.25 days.
 *
 * <pre>
 * years          = (close of the last bar - close of the first bar) / 365.25 days
 * periodsPerYear = 365.25 days / median distance of two closes       with trading on weekends
 *                = (number of bars - 1) / years                      without
 * </pre>
 *
 * <p>Data are <em>without trading on weekends</em> if they reach over 14 days or more, from the first open to the last
 * close, and no bar opens on a Saturday in UTC. Saturday alone decides, because futures and currencies begin their week
 * on Sunday evening in UTC; whoever trades around the clock has a bar on Saturday. There, the distance of two bars says
 * nothing about nights, weekends and holidays, so the bars that are in the data are counted: the daily bars of a
 * share give about 252 and not 365.25. Below 14 days nobody can tell, and the calendar is used. For weekly bars both
 * ways agree.
 *
 * <p>On data with trading on weekends, single missing bars (a minute without a trade) do not change the median, and so
 * not the year.
 *
 * @param years from the close of the first bar to that of the last; NaN below two bars
 * @param periodsPerYear returns in a year; NaN below two bars
 * @param tradesWeekends whether the calendar was used
 */
public record Annualization(double years, double periodsPerYear, boolean tradesWeekends) {
    private static final double YEAR = 365.25 * Times.DAY;
    private static final long TWO_WEEKS = 14 * Times.DAY;
    private static final long A_SATURDAY = LocalDate.of(2000, 1, 1).toEpochDay();

    static Annualization of(EquityCurve curve, long intervalNanos) {
        int bars = curve.size();
        if (bars < 2) {
            return new Annualization(Double.NaN, Double.NaN, true);
        }
        double years = ((double) curve.timeNanos(bars - 1) - (double) curve.timeNanos(0)) / YEAR;
        boolean weekends = tradesWeekends(curve, Math.max(intervalNanos, 1));
        double periods = weekends ? YEAR / medianDistance(curve) : (bars - 1) / years;
        return new Annualization(years, periods, weekends);
    }

    private static boolean tradesWeekends(EquityCurve curve, long interval) {
        int bars = curve.size();
        if (curve.timeNanos(bars - 1) - curve.timeNanos(0) + interval < TWO_WEEKS) {
            return true;
        }
        for (int i = 0; i < bars; i++) {
            long day = Math.floorDiv(curve.timeNanos(i) - interval, Times.DAY);
            if (Math.floorMod(day - A_SATURDAY, 7) == 0) {
                return true;
            }
        }
        return false;
    }

    private static double medianDistance(EquityCurve curve) {
        long[] distances = new long[curve.size() - 1];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = curve.timeNanos(i + 1) - curve.timeNanos(i);
        }
        Arrays.sort(distances);
        int middle = distances.length / 2;
        return distances.length % 2 == 1 ? distances[middle] : distances[middle - 1] / 2.0 + distances[middle] / 2.0;
    }
}
