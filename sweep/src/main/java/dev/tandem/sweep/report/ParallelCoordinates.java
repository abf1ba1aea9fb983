package dev.tandem.sweep.report;

import dev.tandem.sweep.Objective;
import dev.tandem.sweep.ParameterRange;
import dev.tandem.sweep.SearchSpace;
import dev.tandem.sweep.Trial;
import java.util.List;
import java.util.Locale;

/** One line for each trial, from axis to axis; the best ones are drawn last and strongest. */
final class ParallelCoordinates {
    private static final int MOST_LINES = 1_500;
    private static final double HEIGHT = 300;

    private ParallelCoordinates() {}

    /** @param ranked the best first */
    static void draw(Svg page, SearchSpace space, List<Trial> ranked, Objective objective) {
        List<ParameterRange> axes =
                space.ranges().stream().filter(range -> range.size() > 1).toList();
        List<Trial> drawn = ranked.stream()
                .filter(trial -> !Double.isNaN(trial.score(objective)))
                .toList();
        if (axes.isEmpty() || drawn.isEmpty()) {
            return;
        }
        double low = drawn.stream()
                .mapToDouble(t -> t.metric(objective.metric()))
                .min()
                .orElse(0);
        double high = drawn.stream()
                .mapToDouble(t -> t.metric(objective.metric()))
                .max()
                .orElse(1);
        int every = (drawn.size() + MOST_LINES - 1) / MOST_LINES;
        double step = 680.0 / axes.size();
        page.raw("<svg viewBox=\"0 0 800 350\" role=\"img\" aria-label=\"parallel coordinates\" id=\"parallel\">");
        int strong = Math.max(1, drawn.size() / 20);
        for (int i = drawn.size() - 1; i >= 0; i--) {
            if (i % every != 0 && i >= strong) {
                continue;
            }
            Trial trial = drawn.get(i);
            StringBuilder points = new StringBuilder();
            for (int a = 0; a < axes.size(); a++) {
                ParameterRange axis = axes.get(a);
                int at = Math.max(axis.values().indexOf(trial.parameters().get(axis.name())), 0);
                points.append(point(50 + a * step, (double) at / (axis.size() - 1)));
            }
            double value = trial.metric(objective.metric());
            points.append(point(50 + axes.size() * step, high > low ? (value - low) / (high - low) : 0.5));
            page.add(
                    "<polyline class=\"%s\" points=\"%s\"><title>%s</title></polyline>",
                    i == 0 ? "top" : i < strong ? "good" : "line",
                    points.toString().strip(),
                    trial.parameters() + ": " + Svg.number(value));
        }
        for (int a = 0; a <= axes.size(); a++) {
            double x = 50 + a * step;
            boolean last = a == axes.size();
            page.add("<line class=\"axis\" x1=\"%.1f\" x2=\"%.1f\" y1=\"20\" y2=\"%.0f\"/>", x, x, 20 + HEIGHT);
            page.add(
                    "<text x=\"%.1f\" y=\"12\" text-anchor=\"middle\">%s</text>",
                    x, last ? Svg.number(high) : axes.get(a).values().getLast());
            page.add(
                    "<text x=\"%.1f\" y=\"%.0f\" text-anchor=\"middle\">%s</text>",
                    x,
                    34 + HEIGHT,
                    last ? Svg.number(low) : axes.get(a).values().getFirst());
            page.add(
                    "<text class=\"axis\" x=\"%.1f\" y=\"%.0f\" text-anchor=\"middle\">%s</text>",
                    x,
                    48 + HEIGHT,
                    last ? SweepJson.lower(objective) : axes.get(a).name());
        }
        page.raw("</svg>");
        page.add(
                "<p class=\"faint\">Each line is a trial%s; orange: the best one, blue: the best twentieth.</p>",
                every > 1 ? ", one of " + every + " is drawn" : "");
    }

    private static String point(double x, double share) {
        return String.format(Locale.ROOT, "%.1f,%.1f ", x, 20 + HEIGHT * (1 - share));
    }
}
