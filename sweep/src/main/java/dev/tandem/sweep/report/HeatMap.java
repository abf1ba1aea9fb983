package dev.tandem.sweep.report;

import dev.tandem.sweep.Objective;
import dev.tandem.sweep.ParameterRange;
import dev.tandem.sweep.SearchSpace;
import dev.tandem.sweep.Trial;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The objective over the two parameters with the most values; of trials in one cell the mean. */
final class HeatMap {
    private static final int MOST = 40;

    private final ParameterRange across;
    private final ParameterRange down;
    private final int columns;
    private final int rows;
    private final double[] sums;
    private final double[] bests;
    private final int[] counts;

    private HeatMap(ParameterRange across, ParameterRange down) {
        this.across = across;
        this.down = down;
        this.columns = Math.min(across.size(), MOST);
        this.rows = Math.min(down.size(), MOST);
        this.sums = new double[columns * rows];
        this.bests = new double[columns * rows];
        this.counts = new int[columns * rows];
    }

    /** Whether there are two parameters to draw. */
    static boolean isPossible(SearchSpace space) {
        return space.ranges().stream().filter(range -> range.size() > 1).count() >= 2;
    }

    static HeatMap of(SearchSpace space, List<Trial> trials, Objective objective) {
        List<ParameterRange> largest = space.ranges().stream()
                .sorted(Comparator.comparingInt(ParameterRange::size).reversed())
                .limit(2)
                .toList();
        HeatMap map = new HeatMap(largest.get(0), largest.get(1));
        for (Trial trial : trials) {
            double value = trial.metric(objective.metric());
            if (!Double.isNaN(value)) {
                map.add(trial, value);
            }
        }
        return map;
    }

    private void add(Trial trial, double value) {
        int x = place(across, trial, columns);
        int y = place(down, trial, rows);
        int at = y * columns + x;
        bests[at] = counts[at] == 0 ? value : Math.max(bests[at], value);
        sums[at] += value;
        counts[at]++;
    }

    private static int place(ParameterRange range, Trial trial, int cells) {
        int at = Math.max(range.values().indexOf(trial.parameters().get(range.name())), 0);
        return (int) ((long) at * cells / range.size());
    }

    private static String label(ParameterRange range, int cell, int cells) {
        return range.values().get((int) ((long) cell * range.size() / cells));
    }

    void draw(Svg page, Trial best) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < sums.length; i++) {
            if (counts[i] > 0) {
                low = Math.min(low, sums[i] / counts[i]);
                high = Math.max(high, sums[i] / counts[i]);
            }
        }
        double width = 720.0 / columns;
        double height = Math.clamp(420.0 / rows, 8, 34);
        double total = rows * height;
        page.add("<svg viewBox=\"0 0 800 %.0f\" role=\"img\" aria-label=\"heat map\" id=\"heat\">", total + 50);
        int bestX = place(across, best, columns);
        int bestY = place(down, best, rows);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int at = y * columns + x;
                if (counts[at] == 0) {
                    continue;
                }
                double mean = sums[at] / counts[at];
                double shade = high > low ? (mean - low) / (high - low) : 0.5;
                page.add(
                        "<rect class=\"cell%s\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\"><title>%s</title></rect>",
                        x == bestX && y == bestY ? " best" : "",
                        70 + x * width,
                        y * height,
                        Math.max(width - 1, 0.5),
                        Math.max(height - 1, 0.5),
                        color(shade),
                        across.name() + " " + label(across, x, columns) + ", " + down.name() + " "
                                + label(down, y, rows) + ": " + Svg.number(mean)
                                + (counts[at] == 1
                                        ? ""
                                        : ", mean of " + counts[at] + ", best " + Svg.number(bests[at])));
            }
        }
        int everyX = (columns + 9) / 10;
        for (int x = 0; x < columns; x += everyX) {
            page.add(
                    "<text x=\"%.2f\" y=\"%.2f\" text-anchor=\"middle\">%s</text>",
                    70 + (x + 0.5) * width, total + 16, label(across, x, columns));
        }
        int everyY = (rows + 11) / 12;
        for (int y = 0; y < rows; y += everyY) {
            page.add(
                    "<text x=\"62\" y=\"%.2f\" text-anchor=\"end\">%s</text>",
                    (y + 0.5) * height + 4, label(down, y, rows));
        }
        page.add(
                "<text class=\"axis\" x=\"430\" y=\"%.2f\" text-anchor=\"middle\">%s</text>",
                total + 38, across.name());
        page.add("<text class=\"axis\" x=\"4\" y=\"12\">%s</text></svg>", down.name());
        page.add(
                "<p class=\"faint\">From %s (pale) to %s (dark). The outlined cell has the best trial.</p>",
                Svg.number(low), Svg.number(high));
    }

    /** From pale to dark blue; told apart in gray as well. */
    private static String color(double shade) {
        int red = (int) Math.round(233 - 213 * shade);
        int green = (int) Math.round(241 - 171 * shade);
        int blue = (int) Math.round(250 - 120 * shade);
        return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
    }
}
