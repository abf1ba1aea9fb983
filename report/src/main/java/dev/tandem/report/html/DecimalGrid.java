package dev.tandem.report.html;

import java.util.function.IntToDoubleFunction;

/**
 * The coarsest decimal grid on which all of a column's numbers lie, so that they can be kept as whole numbers. Where
 * there is none (computed prices, huge numbers), the finest one that is possible: good for a picture, not exact.
 *
 * @param decimals from 0 to 12; negative for numbers too large even for 0
 */
record DecimalGrid(int decimals) {
    private static final int MOST = 12;
    /** A quarter of what can be packed: differences of two may be twice as large. */
    private static final double LARGEST = Packed.LIMIT / 4.0;

    static DecimalGrid of(int size, IntToDoubleFunction... columns) {
        double largest = 0;
        for (IntToDoubleFunction column : columns) {
            for (int i = 0; i < size; i++) {
                largest = Math.max(largest, Math.abs(column.applyAsDouble(i)));
            }
        }
        int finest = MOST;
        while (largest * Math.pow(10, finest) > LARGEST) {
            finest--;
        }
        int decimals = Math.min(0, finest);
        for (IntToDoubleFunction column : columns) {
            for (int i = 0; i < size && decimals < finest; i++) {
                while (decimals < finest && !isOn(column.applyAsDouble(i), decimals)) {
                    decimals++;
                }
            }
        }
        return new DecimalGrid(decimals);
    }

    private static boolean isOn(double value, int decimals) {
        double scaled = value * Math.pow(10, decimals);
        return Math.abs(scaled - Math.rint(scaled)) <= 4 * Math.ulp(scaled);
    }

    /** How many steps of the grid a number is, the nearest. */
    long steps(double value) {
        return Math.round(value * Math.pow(10, decimals));
    }
}
