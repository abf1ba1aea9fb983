package dev.tandem.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@link Endurance}, in which eight bytes stay behind with each order or bar. */
final class SabotagedEndurance {
    private static final int CHUNK = 512;

    private static final List<long[]> KEPT = new ArrayList<>();
    private static int filled = CHUNK;

    private SabotagedEndurance() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Endurance.main(arguments, SabotagedEndurance::keep);
    }

    private static void keep() {
        if (filled == CHUNK) {
            KEPT.add(new long[CHUNK]);
            filled = 0;
        }
        KEPT.getLast()[filled++] = System.nanoTime();
    }
}
