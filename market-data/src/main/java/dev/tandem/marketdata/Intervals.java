package dev.tandem.marketdata;

import java.util.Arrays;

/** How far apart the bars of a file are. */
final class Intervals {
    private Intervals() {}

    /** The most common distance of neighbours (of several, the smallest); 0 if there are no neighbours. */
    static long mostCommon(long[] increasing, int size) {
        if (size < 2) {
            return 0;
        }
        long majority = majority(increasing, size);
        return majority != 0 ? majority : mostCommonOfAny(increasing, size);
    }

    /** The distance that more than half of the neighbours have, or 0: what most files have, found in two passes. */
    private static long majority(long[] increasing, int size) {
        long candidate = 0;
        int votes = 0;
        for (int i = 1; i < size; i++) {
            long distance = increasing[i] - increasing[i - 1];
            if (votes == 0) {
                candidate = distance;
                votes = 1;
            } else {
                votes += distance == candidate ? 1 : -1;
            }
        }
        int count = 0;
        for (int i = 1; i < size; i++) {
            count += increasing[i] - increasing[i - 1] == candidate ? 1 : 0;
        }
        return count > (size - 1) / 2 ? candidate : 0;
    }

    private static long mostCommonOfAny(long[] increasing, int size) {
        long[] distances = new long[size - 1];
        for (int i = 1; i < size; i++) {
            distances[i - 1] = increasing[i] - increasing[i - 1];
        }
        Arrays.sort(distances);
        long best = distances[0];
        int most = 0;
        int run = 0;
        for (int i = 0; i < distances.length; i++) {
            run = i > 0 && distances[i] == distances[i - 1] ? run + 1 : 1;
            if (run > most) {
                most = run;
                best = distances[i];
            }
        }
        return best;
    }
}
