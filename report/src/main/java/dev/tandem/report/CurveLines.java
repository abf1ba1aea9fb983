package dev.tandem.report;

import dev.tandem.model.Times;
import dev.tandem.report.metrics.Drawdown;
import dev.tandem.result.EquityCurve;
import java.util.ArrayList;
import java.util.List;

/** The equity as a small picture over that of the price, with its extremes and its worst fall. */
final class CurveLines {
    private static final int COLUMNS = 60;

    private CurveLines() {}

    static List<String> lines(EquityCurve curve, Drawdown drawdown, int width) {
        List<String> lines = new ArrayList<>();
        if (curve.size() == 0) {
            return lines;
        }
        int columns = Math.min(COLUMNS, width - 10);
        lines.add("  Equity  " + Sparkline.of(curve.size(), curve::equity, columns));
        lines.add("  Price   " + Sparkline.of(curve.size(), curve::price, columns));
        lines.addAll(Lines.wrapped(extremes(curve), width, "          ", "          "));
        if (drawdown.exists()) {
            lines.addAll(Lines.wrapped(fall(curve, drawdown), width, "          ", "          "));
        }
        return lines;
    }

    private static String extremes(EquityCurve curve) {
        int low = 0;
        int high = 0;
        for (int i = 1; i < curve.size(); i++) {
            low = curve.equity(i) < curve.equity(low) ? i : low;
            high = curve.equity(i) > curve.equity(high) ? i : high;
        }
        if (curve.equity(low) == curve.equity(high)) {
            return "equity level at " + Figures.money(curve.equity(0));
        }
        Dates dates = dates(curve);
        return "equity low " + Figures.money(curve.equity(low)) + " "
                + Lines.together("on " + dates.text(curve.timeNanos(low))) + ", high "
                + Figures.money(curve.equity(high)) + " " + Lines.together("on " + dates.text(curve.timeNanos(high)));
    }

    private static String fall(EquityCurve curve, Drawdown drawdown) {
        int bars = drawdown.troughIndex() - drawdown.peakIndex();
        Dates dates = dates(curve);
        String fall = "drawdown " + Lines.together(Figures.percent(drawdown.fraction())) + " "
                + Lines.together("from " + dates.text(curve.timeNanos(drawdown.peakIndex()))) + " over "
                + Lines.together(Figures.count(bars, "bar")) + " "
                + Lines.together("(" + Intervals.rough(drawdown.durationNanos()) + "),") + " ";
        return drawdown.recoveryIndex() < 0
                ? fall + "not recovered"
                : fall + "recovered after "
                        + Figures.count(drawdown.recoveryIndex() - drawdown.troughIndex(), "more bar", "more bars");
    }

    /** Days for a run of weeks or more; else with the time of day. */
    private static Dates dates(EquityCurve curve) {
        long first = curve.timeNanos(0);
        long last = curve.timeNanos(curve.size() - 1);
        return last - first >= 60 * Times.DAY ? Dates.DAYS : Dates.fitting(first, last);
    }
}
