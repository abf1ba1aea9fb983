package dev.tandem.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PackedTest {
    @Test
    void smallDifferencesTakeOneByte() {
        long[] closes = {100, 101, 99, 99, 163, 100};
        assertThat(Base64.getDecoder().decode(Packed.differences(closes.length, i -> closes[i])))
                .as("100 and 64 take two bytes each, -63 and the others one")
                .hasSize(8);
    }

    @Test
    void whatIsPackedIsReadBack() {
        long seed = Long.getLong("tandem.seed", 42);
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            long[] values = random.longs(random.nextInt(50), -Packed.LIMIT, Packed.LIMIT + 1)
                    .map(value -> value >> random.nextInt(52))
                    .toArray();
            assertThat(read(Packed.values(values.length, i -> values[i])))
                    .as("seed %d, round %d: %s", seed, round, Arrays.toString(values))
                    .containsExactly(values);
        }
    }

    @Test
    void theLimitsAreReadBackAndWhatIsBeyondIsRefused() {
        long[] limits = {Packed.LIMIT, -Packed.LIMIT, 0, 1, -1};
        assertThat(read(Packed.values(limits.length, i -> limits[i]))).containsExactly(limits);
        assertThatThrownBy(() -> Packed.values(1, i -> Packed.LIMIT + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2251799813685249 is beyond ±2251799813685248");
    }

    @Test
    void pricesAreKeptOnTheirCoarsestGrid() {
        double[] cents = {30_000.01, 12.5, 7};
        assertThat(DecimalGrid.of(3, i -> cents[i]).decimals()).isEqualTo(2);
        double[] satoshi = {1e-8, 3e-8};
        assertThat(DecimalGrid.of(2, i -> satoshi[i]).decimals()).isEqualTo(8);
        double[] whole = {61_000, 2};
        assertThat(DecimalGrid.of(2, i -> whole[i]).decimals()).isZero();
        double[] computed = {1.0 / 3};
        assertThat(DecimalGrid.of(1, i -> computed[i]).decimals()).isEqualTo(12);
        double[] huge = {9.1e17, 1.5};
        DecimalGrid grid = DecimalGrid.of(2, i -> huge[i]);
        assertThat(grid.decimals()).isNegative();
        assertThat(Math.abs(grid.steps(9.1e17))).isLessThan(Packed.LIMIT);
    }

    /** The slow twin of {@code decode.js}. */
    private static long[] read(String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        long[] values = new long[bytes.length];
        int size = 0;
        int shift = 0;
        long value = 0;
        for (byte b : bytes) {
            value |= (long) (b & 127) << shift;
            shift += 7;
            if (b >= 0) {
                values[size++] = value >>> 1 ^ -(value & 1);
                value = 0;
                shift = 0;
            }
        }
        return Arrays.copyOf(values, size);
    }
}
