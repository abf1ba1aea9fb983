package dev.tandem.report.html;

import dev.tandem.report.Figures;
import dev.tandem.result.RunResult;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** {@link MonthlyReturns} as a table, the stronger the color the larger the number. */
final class MonthTable {
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    private static final int SHADES = 5;

    private MonthTable() {}

    static void write(Html html, RunResult run) {
        List<MonthlyReturns.Year> years = MonthlyReturns.of(run);
        html.open("section", "id", "months").element("h2", "Monthly returns, %");
        if (years.isEmpty()) {
            html.element("p", "There is no bar.", "class", "none")
                    .close("section")
                    .line();
            return;
        }
        double strongest = years.stream()
                .flatMapToDouble(year -> Arrays.stream(year.months()))
                .map(Math::abs)
                .filter(Double::isFinite)
                .sorted()
                .max()
                .orElse(0);
        // one month beyond all others must not make them pale, nor a hundredth look like a storm
        double full = Math.clamp(strongest, 0.01, 0.2);
        int decimals = strongest < 0.005 ? 2 : 1;
        html.open("div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", "Monthly returns")
                .open("table", "class", "months")
                .open("thead")
                .open("tr")
                .element("th", "", "scope", "col");
        MONTHS.forEach(month -> html.element("th", month, "scope", "col"));
        html.element("th", "Year", "scope", "col")
                .close("tr")
                .close("thead")
                .open("tbody")
                .line();
        for (MonthlyReturns.Year year : years.reversed()) {
            html.open("tr").element("th", String.format(Locale.ROOT, "%04d", year.year()), "scope", "row");
            for (int month = 0; month < 12; month++) {
                double value = year.months()[month];
                html.element(
                        "td",
                        Double.isNaN(value) ? "" : percent(value, decimals),
                        "class",
                        shade(value, full),
                        "title",
                        MONTHS.get(month) + " " + year.year() + ": " + Tone.minus(Figures.signedPercent(value)));
            }
            html.element(
                            "td",
                            Double.isNaN(year.total()) ? Figures.NONE : percent(year.total(), decimals),
                            "class",
                            "total " + Tone.of(year.total()))
                    .close("tr")
                    .line();
        }
        html.close("tbody").close("table").close("div").close("section").line();
    }

    private static String percent(double value, int decimals) {
        double hundredfold = value * 100;
        String text = String.format(
                Locale.ROOT, Math.abs(hundredfold) >= 1000 ? "%,.0f" : "%." + decimals + "f", hundredfold);
        return Tone.minus(Double.parseDouble(text.replace(",", "")) == 0 ? text.replace("-", "") : text);
    }

    private static String shade(double value, double full) {
        if (!Double.isFinite(value) || value == 0 || full == 0) {
            return "s0";
        }
        long shade = Math.clamp((long) Math.ceil(Math.abs(value) / full * SHADES), 1, SHADES);
        return (value > 0 ? "u" : "d") + shade;
    }
}
