package dev.tandem.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BinsTest {
    @Test
    void everyResultIsInOneBinAndZeroIsABound() {
        long seed = Long.getLong("tandem.seed", 42);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            double size = Math.pow(10, random.nextInt(-9, 6));
            double[] results = random.doubles(1 + random.nextInt(400), -size, size)
                    .sorted()
                    .toArray();
            Bins bins = Bins.of(results);
            String situation = "seed " + seed + ", round " + round + ": " + bins.width() + " from " + bins.from();
            assertThat(Arrays.stream(bins.counts()).sum()).as(situation).isEqualTo(results.length);
            assertThat(bins.counts().length).as(situation).isBetween(1, 60);
            double zero = -bins.from() / bins.width();
            assertThat(Math.abs(zero - Math.rint(zero))).as(situation).isLessThan(1e-6);
        }
    }

    @Test
    void gainsAndLossesAreNeverInOneBin() {
        Bins bins = Bins.of(new double[] {-0.021, -0.0001, 0.0001, 0.0399});
        int losses = 0;
        int gains = 0;
        for (int i = 0; i < bins.counts().length; i++) {
            if (bins.lower(i) < -bins.width() / 2) {
                losses += bins.counts()[i];
            } else {
                gains += bins.counts()[i];
            }
        }
        assertThat(losses).isEqualTo(2);
        assertThat(gains).isEqualTo(2);
    }

    @Test
    void aSingleResultAndAllEqualOnesHaveABin() {
        assertThat(Bins.of(new double[] {0.01}).counts()).contains(1);
        assertThat(Bins.of(new double[] {0, 0, 0}).counts()).containsExactly(3);
        assertThat(Bins.of(new double[] {-1, -1}).counts()).contains(2);
    }

    @Test
    void farOutlyersAreCountedAtTheEdgeWhichSaysSo() {
        double[] results = new double[300];
        Arrays.setAll(results, i -> (i - 150) / 10_000.0);
        results[299] = 50;
        Bins bins = Bins.of(results);
        assertThat(bins.openAbove()).isTrue();
        assertThat(bins.width()).isLessThan(0.01);
        assertThat(Arrays.stream(bins.counts()).sum()).isEqualTo(300);
    }
}
