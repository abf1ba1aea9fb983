package dev.tandem.bench;

import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** What was measured as a page that needs nothing but itself: the report as text, and a histogram for each latency. */
public final class BenchPage {
    private static final String STYLE = """
            :root{color-scheme:light dark;--page:#f4f5f7;--panel:#fff;--ink:#1b2330;--faint:#5d6878;--line:#cbd2db}
            @media(prefers-color-scheme:dark){:root{--page:#11151b;--panel:#181e26;--ink:#e3e8ef;--faint:#97a3b3;--line:#39465a}}
            body{margin:0;background:var(--page);color:var(--ink);font:15px/1.45 system-ui,sans-serif}
            main{max-width:900px;margin:0 auto;padding:16px}h1{margin:.2em 0;font-size:1.5em}h2{margin:0 0 .6em;font-size:1.1em}
            section{background:var(--panel);border-radius:8px;padding:16px;margin:0 0 16px;overflow-x:auto}
            pre{margin:0;font:13px/1.4 ui-monospace,monospace}svg{width:100%;height:auto;display:block}
            svg text{fill:var(--faint);font-size:12px}line{stroke:var(--line)}rect{fill:#1668b0}.faint{color:var(--faint)}
            """;
    private static final int WIDTH = 860;
    private static final int HEIGHT = 150;
    private static final int BARS_PER_DECADE = 12;

    private BenchPage() {}

    /**
     * The page.
     *
     * @param title what was measured
     * @param text as it is printed for people
     * @param latencies by what they are of
     */
    public static String of(String title, String text, Map<String, LatencyRow> latencies) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                        + " 'unsafe-inline'\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
                .append("<title>")
                .append(escaped(title))
                .append(" · tandem bench</title><style>")
                .append(STYLE)
                .append("</style></head><body><main><h1>")
                .append(escaped(title))
                .append("</h1>\n<section><pre>")
                .append(escaped(text))
                .append("</pre></section>\n");
        latencies.forEach((name, row) -> section(page, name, row));
        return page.append("</main></body></html>\n").toString();
    }

    private static void section(StringBuilder page, String name, LatencyRow row) {
        Histogram histogram = row.histogram();
        page.append("<section><h2>").append(escaped(name)).append("</h2>");
        columns(page, histogram);
        page.append("<p class=\"faint\">")
                .append(String.format(
                        Locale.ROOT,
                        "%,d times · half within %s · 99 %% within %s · 99.99 %% within %s · longest %s",
                        histogram.getTotalCount(),
                        LatencyTable.time(row.nanosAt(50)),
                        LatencyTable.time(row.nanosAt(99)),
                        LatencyTable.time(row.nanosAt(99.99)),
                        LatencyTable.time(row.worstNanos())))
                .append("</p></section>\n");
    }

    /** Time goes up tenfold from mark to mark, and so do counts: a single slow one can be seen. */
    private static void columns(StringBuilder page, Histogram histogram) {
        int first = (int) Math.floor(Math.log10(Math.max(1, histogram.getMinNonZeroValue())));
        int last = (int) Math.ceil(Math.log10(Math.max(10, histogram.getMaxValue() + 1.0)));
        long[] counts = new long[Math.max(1, (last - first) * BARS_PER_DECADE)];
        for (HistogramIterationValue value : histogram.recordedValues()) {
            double place = (Math.log10(Math.max(1, value.getValueIteratedTo())) - first) * BARS_PER_DECADE;
            counts[Math.clamp((long) place, 0, counts.length - 1)] += value.getCountAtValueIteratedTo();
        }
        long most = 1;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        page.append(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"how often it took how long\">",
                WIDTH,
                HEIGHT + 20));
        double width = (double) WIDTH / counts.length;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                double height = HEIGHT * (1 + Math.log10(counts[i])) / (1 + Math.log10(most));
                page.append(String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%,d</title></rect>",
                        i * width,
                        HEIGHT - height,
                        width * 0.9,
                        height,
                        counts[i]));
            }
        }
        for (int decade = first; decade < last; decade++) {
            double x = (decade - first) * BARS_PER_DECADE * width;
            page.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"0\" x2=\"%.1f\" y2=\"%d\"/><text x=\"%.1f\" y=\"%d\">%s</text>",
                    x,
                    x,
                    HEIGHT,
                    x + 3,
                    HEIGHT + 15,
                    LatencyTable.time((long) Math.pow(10, decade))));
        }
        page.append("</svg>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
