package dev.tandem.confidence.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The reliability diagram as a picture (SVG): how often came true what was said, bin by bin, with its 95 % interval, and
 * below it how often each was said. On the diagonal is who deserves to be believed; below it, who is too sure.
 */
public final class ReliabilityDiagram {
    private static final int SIZE = 360;
    private static final int LEFT = 56;
    private static final int TOP = 34;
    private static final int COUNTS = 70;
    private static final int GAP = 34;

    private final StringBuilder svg = new StringBuilder();
    private final Scores scores;
    private final List<Interval> intervals;

    private ReliabilityDiagram(Scores scores, List<Interval> intervals) {
        this.scores = scores;
        this.intervals = intervals;
    }

    /** The picture; the title is said to those who do not see it, too. */
    public static String svg(String title, Calibration.Part part) {
        return new ReliabilityDiagram(part.scores(), part.intervals().hitRates()).draw(title);
    }

    private String draw(String title) {
        int width = LEFT + SIZE + 20;
        int height = TOP + SIZE + GAP + COUNTS + 40;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\""
                        + " font-family=\"system-ui, sans-serif\" font-size=\"12\" fill=\"#444\">",
                width, height, width, height);
        svg.append("<title>").append(escaped(title)).append("</title>");
        add("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", width, height);
        svg.append("<text x=\"")
                .append(LEFT)
                .append("\" y=\"20\" font-size=\"14\" fill=\"#111\">")
                .append(escaped(title));
        svg.append("</text>");
        grid();
        curve();
        counts();
        svg.append("</svg>\n");
        return svg.toString();
    }

    private void grid() {
        add(
                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#fafafa\" stroke=\"#bbb\"/>",
                LEFT, TOP, SIZE, SIZE);
        for (int k = 0; k <= 10; k += 2) {
            add(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.1f</text>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>",
                    x(k / 10.0), TOP + SIZE + 16, k / 10.0, LEFT - 8, y(k / 10.0) + 4, k / 10.0);
        }
        add(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#999\" stroke-dasharray=\"5 4\"/>",
                x(0), y(0), x(1), y(1));
        add(
                "<text x=\"14\" y=\"%.1f\" transform=\"rotate(-90 14 %.1f)\" text-anchor=\"middle\">came true</text>",
                y(0.5), y(0.5));
    }

    private void curve() {
        List<String> points = new ArrayList<>();
        for (int i = 0; i < scores.bins().size(); i++) {
            Bin bin = scores.bins().get(i);
            if (bin.isEmpty()) {
                continue;
            }
            Interval interval = intervals.get(i);
            if (!Double.isNaN(interval.low())) {
                add(
                        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#2563a8\" stroke-opacity=\"0.45\""
                                + " stroke-width=\"5\"/>",
                        x(bin.confidence()), y(interval.low()), x(bin.confidence()), y(interval.high()));
            }
            points.add(String.format(Locale.ROOT, "%.1f,%.1f", x(bin.confidence()), y(bin.hitRate())));
        }
        add("<polyline points=\"%s\" fill=\"none\" stroke=\"#2563a8\" stroke-width=\"2\"/>", String.join(" ", points));
        for (Bin bin : scores.bins()) {
            if (!bin.isEmpty()) {
                add(
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"#2563a8\"><title>said %.3f, came true %.3f, %d"
                                + " signals</title></circle>",
                        x(bin.confidence()), y(bin.hitRate()), bin.confidence(), bin.hitRate(), bin.n());
            }
        }
    }

    private void counts() {
        long most = scores.bins().stream().mapToLong(Bin::n).max().orElse(1);
        int bottom = TOP + SIZE + GAP + COUNTS;
        for (Bin bin : scores.bins()) {
            double tall = (double) COUNTS * bin.n() / most;
            add(
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"#9bb8d9\"><title>%d signals"
                            + "</title></rect>",
                    x(bin.from()) + 2, bottom - tall, SIZE / 10.0 - 4, tall, bin.n());
        }
        add("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#bbb\"/>", LEFT, bottom, LEFT + SIZE, bottom);
        add(
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">said (bars: how often; the tallest is %d of %d)</text>",
                LEFT + SIZE / 2, bottom + 20, most, scores.n());
    }

    private static double x(double confidence) {
        return LEFT + confidence * SIZE;
    }

    private static double y(double rate) {
        return TOP + (1 - rate) * SIZE;
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
