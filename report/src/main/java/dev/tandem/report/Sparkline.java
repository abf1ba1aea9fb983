package dev.tandem.report;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** A curve in one line of text: {@code ▁▂▄▆█▇▅}. */
final class Sparkline {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /**
     * The curve in at most so many columns. Each column shows the last value of its stretch, so that the line ends where
     * the curve ends; lowest and highest column use the full height. A level curve is a line at half height.
     */
    static String of(int size, IntToDoubleFunction curve, int columns) {
        int width = Math.min(size, columns);
        double[] shown = new double[width];
        for (int column = 0; column < width; column++) {
            shown[column] = curve.applyAsDouble((int) ((column + 1L) * size / width) - 1);
        }
        double low = Arrays.stream(shown).filter(Double::isFinite).min().orElse(0);
        double high = Arrays.stream(shown).filter(Double::isFinite).max().orElse(0);
        StringBuilder line = new StringBuilder(width);
        for (double value : shown) {
            line.append(Double.isFinite(value) ? BLOCKS.charAt(level(value, low, high)) : ' ');
        }
        return line.toString();
    }

    private static int level(double value, double low, double high) {
        if (!(high > low)) {
            return 3;
        }
        return (int) Math.min((value - low) / (high - low) * BLOCKS.length(), BLOCKS.length() - 1);
    }
}
