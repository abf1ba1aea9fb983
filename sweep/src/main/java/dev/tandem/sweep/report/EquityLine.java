package dev.tandem.sweep.report;

import dev.tandem.model.Times;
import dev.tandem.result.EquityCurve;
import java.util.Locale;

/** The equity of the best trial. */
final class EquityLine {
    private static final int POINTS = 700;

    private EquityLine() {}

    static void draw(Svg page, EquityCurve curve) {
        int n = curve.size();
        if (n < 2) {
            return;
        }
        double[] equity = curve.equityAsDoubles();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : equity) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        int points = Math.min(n, POINTS);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < points; i++) {
            int at = (int) ((long) i * (n - 1) / (points - 1));
            double share = high > low ? (equity[at] - low) / (high - low) : 0.5;
            line.append(
                    String.format(Locale.ROOT, "%.1f,%.1f ", 80 + 700.0 * i / (points - 1), 10 + 220 * (1 - share)));
        }
        page.raw("<svg viewBox=\"0 0 800 260\" role=\"img\" aria-label=\"equity of the best trial\" id=\"equity\">");
        page.add("<polyline class=\"equity\" points=\"%s\"/>", line.toString().strip());
        page.add("<text x=\"72\" y=\"18\" text-anchor=\"end\">%s</text>", Svg.number(high));
        page.add("<text x=\"72\" y=\"232\" text-anchor=\"end\">%s</text>", Svg.number(low));
        page.add(
                "<text x=\"80\" y=\"252\">%s</text>",
                Times.text(curve.timeNanos(0)).substring(0, 10));
        page.add(
                "<text x=\"780\" y=\"252\" text-anchor=\"end\">%s</text></svg>",
                Times.text(curve.timeNanos(n - 1)).substring(0, 10));
    }
}
