package dev.tandem.report.html;

import dev.tandem.model.Money;
import dev.tandem.model.Times;
import dev.tandem.result.EquityCurve;
import dev.tandem.result.RunResult;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the account earned in each month (UTC): equity at the month's last close / that of the month before - 1, the
 * starting cash standing for what was before the first. A close at midnight belongs to the day that ends there.
 *
 * <p>NaN where there was no bar in a month, or nothing left to earn on.
 */
final class MonthlyReturns {
    /**
     * A row of the table.
     *
     * @param year of the calendar
     * @param months January first; NaN where there is none
     * @param total of the whole year, compounded
     */
    record Year(int year, double[] months, double total) {}

    private MonthlyReturns() {}

    static List<Year> of(RunResult run) {
        EquityCurve curve = run.equityCurve();
        List<Year> years = new ArrayList<>();
        double[] months = new double[0];
        double monthBegan = Money.toDouble(run.cash());
        double yearBegan = monthBegan;
        for (int i = 0; i < curve.size(); i++) {
            YearMonth month = month(curve.timeNanos(i));
            boolean endsMonth =
                    i + 1 == curve.size() || !month(curve.timeNanos(i + 1)).equals(month);
            if (!endsMonth) {
                continue;
            }
            if (months.length == 0) {
                months = new double[12];
                Arrays.fill(months, Double.NaN);
            }
            double now = Money.toDouble(curve.equity(i));
            months[month.getMonthValue() - 1] = change(monthBegan, now);
            monthBegan = now;
            boolean endsYear =
                    i + 1 == curve.size() || month(curve.timeNanos(i + 1)).getYear() != month.getYear();
            if (endsYear) {
                years.add(new Year(month.getYear(), months, change(yearBegan, now)));
                months = new double[0];
                yearBegan = now;
            }
        }
        return years;
    }

    private static double change(double before, double now) {
        return before > 0 ? now / before - 1 : Double.NaN;
    }

    private static YearMonth month(long closeNanos) {
        return YearMonth.from(Times.instant(closeNanos - 1).atOffset(ZoneOffset.UTC));
    }
}
