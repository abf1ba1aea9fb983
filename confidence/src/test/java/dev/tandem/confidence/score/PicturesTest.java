package dev.tandem.confidence.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.confidence.recalibrate.Isotonic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * The pictures of docs/confidence.md are made here, and are as the code makes them now. With
 * {@code -Dtandem.pictures.write=true} they are written.
 */
class PicturesTest {
    private static final Path PICTURES = Path.of(System.getProperty("tandem.root"), "docs", "pictures");

    @Test
    void anAgentThatIsTooSureBeforeAndAfterItIsRecalibrated() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        double[] past = new double[2000];
        boolean[] came = new boolean[2000];
        for (int i = 0; i < past.length; i++) {
            past[i] = 0.5 + random.nextDouble() / 2;
            came[i] = random.nextDouble() < 0.5 + (past[i] - 0.5) / 2;
        }
        Isotonic learned = Isotonic.fit(past, came);
        List<Outcome> before = new ArrayList<>();
        List<Outcome> after = new ArrayList<>();
        for (int i = 0; i < 4000; i++) {
            double said = 0.5 + random.nextDouble() / 2;
            boolean right = random.nextDouble() < 0.5 + (said - 0.5) / 2;
            before.add(new Outcome(i, "a", "BTC/USD", true, said, right));
            after.add(new Outcome(i, "a", "BTC/USD", true, learned.apply(said), right));
        }
        current(
                "too-sure.svg",
                ReliabilityDiagram.svg(
                        "Too sure: 0.9 comes true in 7 of 10",
                        Calibration.of(before).all()));
        current(
                "recalibrated.svg",
                ReliabilityDiagram.svg(
                        "The same agent, recalibrated on its past",
                        Calibration.of(after).all()));
    }

    /** Which confidence breaks even: stop / (stop + target), with and without costs. */
    @Test
    void whatAConfidenceIsWorthDependsOnThePayoff() throws IOException {
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 440 320\""
                + " width=\"440\" height=\"320\" role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"12\""
                + " fill=\"#444\"><title>The confidence that breaks even</title>\n"
                + "<rect width=\"440\" height=\"320\" fill=\"#fff\"/>\n<text x=\"56\" y=\"20\" font-size=\"14\""
                + " fill=\"#111\">The confidence that breaks even</text>\n<rect x=\"56\" y=\"34\" width=\"364\""
                + " height=\"230\" fill=\"#fafafa\" stroke=\"#bbb\"/>\n");
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"48\" y=\"%.1f\" text-anchor=\"end\">%.1f</text>\n",
                    y(tenth / 10.0) + 4,
                    tenth / 10.0));
        }
        for (String ratio : new String[] {"0.25", "0.5", "1", "2", "4"}) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%.1f\" y=\"280\" text-anchor=\"middle\">%s</text>\n",
                    x(Double.parseDouble(ratio)),
                    ratio));
        }
        svg.append(curve(0, "#2563a8")).append(curve(0.002, "#b45309"));
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"56\" y1=\"%1$.1f\" x2=\"420\" y2=\"%1$.1f\" stroke=\"#999\" stroke-dasharray=\"5 4\"/>\n",
                y(0.6)));
        svg.append("<text x=\"238\" y=\"304\" text-anchor=\"middle\">target / stop (stop 1 %)</text>\n"
                + "<text x=\"300\" y=\"62\" fill=\"#2563a8\">without costs</text>\n"
                + "<text x=\"300\" y=\"80\" fill=\"#b45309\">costs 0.2 %</text>\n"
                + "<text x=\"64\" y=\"120\" fill=\"#777\">threshold 0.6</text>\n</svg>\n");
        current("break-even.svg", svg.toString());
    }

    private static String curve(double costs, String color) {
        StringBuilder points = new StringBuilder();
        for (int i = -20; i <= 20; i++) {
            double ratio = Math.pow(2, i / 10.0);
            double p = (0.01 + costs) / (0.01 + 0.01 * ratio);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(ratio), y(Math.min(1, p))));
        }
        return "<polyline points=\"" + points.toString().strip() + "\" fill=\"none\" stroke=\"" + color
                + "\" stroke-width=\"2\"/>\n";
    }

    private static double x(double ratio) {
        return 56 + 364 * (Math.log(ratio) / Math.log(2) + 2) / 4;
    }

    private static double y(double p) {
        return 34 + 230 * (1 - p);
    }

    private static void current(String name, String svg) throws IOException {
        Path file = PICTURES.resolve(name);
        if (Boolean.getBoolean("tandem.pictures.write")) {
            Files.createDirectories(PICTURES);
            Files.writeString(file, svg);
        }
        assertThat(Files.readString(file))
                .as("%s is out of date: run PicturesTest with -Dtandem.pictures.write=true", name)
                .isEqualTo(svg);
    }
}
