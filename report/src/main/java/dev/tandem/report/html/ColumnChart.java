package dev.tandem.report.html;

import dev.tandem.report.Figures;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** Columns side by side, as SVG: two counts on top of each other in each, labels below their bounds. */
final class ColumnChart {
    /**
     * One of them.
     *
     * @param gains how many that earned something
     * @param losses how many that did not
     * @param title what a pointer on it shows
     */
    record Column(int gains, int losses, String title) {}

    private static final int WIDTH = 440;
    private static final int HEIGHT = 200;
    private static final int LEFT = 36;
    private static final int RIGHT = 14;
    private static final int TOP = 12;
    private static final int BOTTOM = 26;

    private ColumnChart() {}

    /** @param labels by bound: 0 is the left edge of the first column, the number of columns the right one of the last */
    static void write(Html html, String description, List<Column> columns, SortedMap<Integer, String> labels) {
        int most = columns.stream().mapToInt(c -> c.gains + c.losses).max().orElse(1);
        int every = gridStep(most);
        int top = Math.ceilDiv(most, every) * every;
        double width = (WIDTH - LEFT - RIGHT) / (double) columns.size();
        html.open("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "role", "img", "aria-label", description);
        for (int count = 0; count <= top; count += every) {
            String y = text(y(count, top));
            html.open(
                            "line",
                            "class",
                            count == 0 ? "axis" : "grid",
                            "x1",
                            text(LEFT),
                            "x2",
                            text(WIDTH - RIGHT),
                            "y1",
                            y,
                            "y2",
                            y)
                    .close("line");
            html.element(
                    "text",
                    Figures.count(count),
                    "class",
                    "tick end",
                    "x",
                    text(LEFT - 6),
                    "y",
                    text(y(count, top) + 4));
        }
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            html.open("g").element("title", column.title);
            rectangle(html, "hit", i, width, TOP, HEIGHT - BOTTOM - TOP);
            rectangle(html, "loss", i, width, y(column.losses, top), height(column.losses, top));
            rectangle(html, "gain", i, width, y(column.losses + column.gains, top), height(column.gains, top));
            html.close("g");
        }
        labels.forEach((bound, label) -> html.element(
                "text",
                label,
                "class",
                "tick middle",
                "x",
                text(LEFT + bound * width),
                "y",
                text(HEIGHT - BOTTOM + 17)));
        html.close("svg").line();
    }

    private static void rectangle(Html html, String kind, int i, double width, double y, double height) {
        if (height <= 0) {
            return;
        }
        double gap = Math.min(2, width * 0.15);
        html.open(
                        "rect",
                        "class",
                        kind,
                        "x",
                        text(LEFT + i * width + gap / 2),
                        "y",
                        text(y),
                        "width",
                        text(width - gap),
                        "height",
                        text(height))
                .close("rect");
    }

    /** One of 1, 2, 5, 10, 20, … that gives at most five lines above zero. */
    private static int gridStep(int most) {
        int power = 1;
        while (true) {
            for (int factor : new int[] {1, 2, 5}) {
                if ((long) factor * power * 5 >= most) {
                    return factor * power;
                }
            }
            power *= 10;
        }
    }

    private static double y(int count, int top) {
        return HEIGHT - BOTTOM - height(count, top);
    }

    private static double height(int count, int top) {
        return (HEIGHT - BOTTOM - TOP) * (double) count / top;
    }

    private static String text(double coordinate) {
        return String.format(Locale.ROOT, coordinate == Math.rint(coordinate) ? "%.0f" : "%.1f", coordinate);
    }
}
