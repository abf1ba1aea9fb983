package dev.tandem.confidence.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A calibration for people who read a terminal. */
public final class CalibrationText {
    private static final int WIDTH = 30;

    private CalibrationText() {}

    /** The whole text, with a line feed at its end. */
    public static String text(Calibration calibration) {
        Scores all = calibration.all().scores();
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%,d signals of %d %s, of which %.1f %% came true; they said %.1f %% on average\n%s\n\n",
                all.n(),
                calibration.agents().size(),
                calibration.agents().size() == 1 ? "agent" : "agents",
                100 * all.baseRate(),
                100 * all.meanConfidence(),
                verdict(calibration.all())));
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {
            "AGENT",
            "N",
            "BRIER",
            "95 %",
            "RELIABILITY",
            "RESOLUTION",
            "UNCERTAINTY",
            "RESIDUAL",
            "LOG LOSS",
            "ECE",
            "95 %"
        });
        rows.add(row("all", calibration.all()));
        for (Map.Entry<String, Calibration.Part> agent : calibration.agents().entrySet()) {
            rows.add(row(agent.getKey(), agent.getValue()));
        }
        table(text, rows);
        text.append(
                "\nBrier = reliability - resolution + uncertainty + residual; smaller is better, but more resolution"
                        + " is better.\nECE: by how much a confidence is off on average.\n");
        text.append("\nHow often what was said came true (all agents):\n");
        List<String[]> bins = new ArrayList<>();
        bins.add(new String[] {"SAID", "N", "MEAN", "CAME TRUE", "95 %", ""});
        for (int i = 0; i < all.bins().size(); i++) {
            Bin bin = all.bins().get(i);
            if (!bin.isEmpty()) {
                bins.add(new String[] {
                    String.format(Locale.ROOT, "%.1f-%.1f", bin.from(), bin.to()),
                    Long.toString(bin.n()),
                    number(bin.confidence()),
                    number(bin.hitRate()),
                    interval(calibration.all().intervals().hitRates().get(i)),
                    bar(bin)
                });
            }
        }
        table(text, bins);
        BlockBootstrap intervals = calibration.all().intervals();
        text.append(String.format(
                Locale.ROOT,
                "\n95 %% intervals from %d histories put together out of blocks of %d consecutive times (seed %d).\n",
                intervals.resamples(),
                intervals.block(),
                intervals.seed()));
        return text.toString();
    }

    /** What the figures say, in a sentence. */
    static String verdict(Calibration.Part part) {
        Scores s = part.scores();
        double always = s.uncertainty();
        double off = s.meanConfidence() - s.baseRate();
        String level = Math.abs(off) < 0.02
                ? "On average they are as sure as they should be"
                : String.format(
                        Locale.ROOT,
                        "On average they are %.0f points too %s",
                        100 * Math.abs(off),
                        off > 0 ? "sure" : "modest");
        String skill = s.brier() < always
                ? String.format(
                        Locale.ROOT,
                        ", and they know more than the base rate (Brier %.4f, below %.4f).",
                        s.brier(),
                        always)
                : String.format(
                        Locale.ROOT,
                        ", and taken as they are they know no more than the base rate (Brier %.4f, not below %.4f).",
                        s.brier(),
                        always);
        String single = s.ece() < 0.05
                ? ""
                : String.format(Locale.ROOT, " A single confidence is off by %.0f points.", 100 * s.ece());
        return level + skill + single;
    }

    private static String[] row(String name, Calibration.Part part) {
        Scores s = part.scores();
        return new String[] {
            name,
            Long.toString(s.n()),
            number(s.brier()),
            interval(part.intervals().brier()),
            number(s.reliability()),
            number(s.resolution()),
            number(s.uncertainty()),
            number(s.residual()),
            number(s.logLoss()),
            number(s.ece()),
            interval(part.intervals().ece())
        };
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.equals("-0.0000") ? "0.0000" : text;
    }

    private static String interval(Interval interval) {
        return Double.isNaN(interval.low())
                ? ""
                : String.format(Locale.ROOT, "%.3f-%.3f", interval.low(), interval.high());
    }

    /** What came true as a bar, with a mark where it should end. */
    private static String bar(Bin bin) {
        char[] bar = " ".repeat(WIDTH + 1).toCharArray();
        for (int i = 0; i < Math.round(bin.hitRate() * WIDTH); i++) {
            bar[i] = '=';
        }
        bar[(int) Math.round(bin.confidence() * WIDTH)] = '|';
        return new String(bar).stripTrailing();
    }

    private static void table(StringBuilder text, List<String[]> rows) {
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                boolean left = i == 0 || i == widths.length - 1 && widths.length < 8;
                String pad = " ".repeat(widths[i] - row[i].length());
                line.append(left ? row[i] + pad : pad + row[i]).append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
