package dev.tandem.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** How many requests a task gets. */
class SizesTest {
    @Test
    void theFirstTasksAreOneRequestForEachCoreToSeeHowLongItTakes() {
        assertThat(new Sizes().next(0, 1000, 4)).containsExactly(1, 1, 1, 1);
        assertThat(new Sizes().next(0, 2, 4)).containsExactly(1, 1);
    }

    @Test
    void aTaskLastsAtLeastFiftyMillisecondsWhereThereAreSoManyRequests() {
        long seed = Long.getLong("tandem.seed", -1) >= 0 ? Long.getLong("tandem.seed") : 20261122;
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 2_000; round++) {
            int cores = 1 + random.nextInt(64);
            int requests = 1 + random.nextInt(100_000);
            long nanos = 1 + random.nextLong(1_000_000_000);
            Sizes sizes = new Sizes();
            int left = requests;
            String name = "seed " + seed + ", round " + round + ": " + cores + " cores, " + requests + " of " + nanos;
            for (int shift = 0; left > 0; shift++) {
                int[] next = sizes.next(requests - left, left, cores);
                assertThat(Arrays.stream(next).sum()).as(name).isBetween(1, left);
                assertThat(next.length).as(name).isPositive();
                if (shift > 0) {
                    boolean all = next.length == 1;
                    for (int size : next) {
                        assertThat(size * nanos >= Sizes.LEAST_NANOS || all)
                                .as(name)
                                .isTrue();
                    }
                }
                left -= Arrays.stream(next).sum();
                sizes.learn(1, nanos);
            }
        }
    }

    @Test
    void theLastTasksAreSpreadOverAllCores() {
        Sizes sizes = new Sizes();
        sizes.next(0, 248, 8);
        sizes.learn(1, 10_000_000);
        assertThat(sizes.next(248, 240, 8)).hasSize(24).containsOnly(10);
    }

    @Test
    void aWaveIsAsLargeAsAllBeforeIt() {
        Sizes sizes = new Sizes();
        sizes.learn(1, Sizes.TARGET_NANOS);
        assertThat(sizes.next(100, 1000, 2)).hasSize(100).containsOnly(1);
        assertThat(sizes.next(600, 500, 2)).hasSize(500).containsOnly(1);
    }

    @Test
    void oneRequestThatTakesLongIsATask() {
        Sizes sizes = new Sizes();
        sizes.next(0, 8, 2);
        sizes.learn(1, 3_000_000_000L);
        assertThat(sizes.next(2, 6, 2)).containsOnly(1);
    }
}
