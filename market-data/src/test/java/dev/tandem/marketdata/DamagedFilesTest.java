package dev.tandem.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the bytes of a file, reading it gives good data or a {@link DataException}, and nothing else. */
class DamagedFilesTest {
    private static final String[] FILES = {
        "timestamp,open,high,low,close,volume\n1463544000000,456.16,456.81,455.3,456.02,561.88098307\n"
                + "1463558400000,456.14,456.81,454.79,456.1,446.0329534\n1463572800000,456.1,457,455,456.5,1\n",
        "timestamp,price,size,side\n1723161255342,61837.63000000,0.02000000,sell\n"
                + "1723161255617,61837.63000000,0.04800000,buy\n1723161255617,61837.64,1,buy\n",
        "timestamp,bid,bid_size,ask,ask_size\n1357077600295,86.655,,86.728,\n1357077755907,86.657,1,86.728,2.5\n",
        "timestamp,first_update_id,last_update_id,side,price,qty\n1723161255208,50093239189,50093239202,bid,61737.63,0\n"
                + "1723161255209,50093239203,50093239204,ask,61730.17,1.5\n",
        "timestamp,open,high,low,close,volume\n2013-01-02,553.82,555.00,541.63,549.03,20018500\n"
                + "2013-01-03,547.88,549.67,541.00,542.10,12605900\n"
    };
    private static final byte[] ODD = "0123456789.,-+eE\"\r\n \tZT:;\0\u007f".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void oneOrMoreDamagedBytes() throws IOException {
        damage(1L, 4_000);
    }

    @Test
    @Tag("long")
    void manyMoreDamagedFiles() throws IOException {
        for (long seed = 10; seed < 30; seed++) {
            damage(seed, 20_000);
        }
    }

    private void damage(long seed, int files) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        Path file = folder.resolve("damaged.csv");
        int good = 0;
        for (int i = 0; i < files; i++) {
            byte[] bytes = damaged(random, FILES[random.nextInt(FILES.length)].getBytes(StandardCharsets.UTF_8));
            Files.write(file, random.nextInt(10) == 0 ? packedAndDamaged(random, bytes) : bytes);
            ReadOptions options = ReadOptions.builder("A/B")
                    .lenient(random.nextBoolean())
                    .barLabel(random.nextBoolean() ? BarLabel.OPEN : BarLabel.CLOSE)
                    .build();
            try {
                MarketData data = MarketDataReader.read(file, options);
                good++;
                if (data.kind() != MarketDataKind.BOOK) {
                    checkBars(data.bars());
                }
            } catch (DataException e) {
                assertThat(e.getMessage()).startsWith(file + ":").doesNotContain("\n");
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + " file " + i + ": " + new String(bytes, StandardCharsets.ISO_8859_1), e);
            }
        }
        assertThat(good).as("files that could be read all the same").isGreaterThan(files / 20);
    }

    private static void checkBars(BarColumns bars) {
        assertThat(bars.size()).isPositive();
        BarColumns.Builder again = new BarColumns.Builder(bars.instrument(), bars.intervalNanos());
        for (int i = 0; i < bars.size(); i++) {
            // refuses what is no bar
            again.add(bars.cursor().moveTo(i));
            assertThat(bars.closeTimeNanos(i)).isGreaterThan(bars.openTimeNanos(i));
        }
    }

    private static byte[] packedAndDamaged(SplittableRandom random, byte[] text) throws IOException {
        byte[] packed = BadFileTest.gzip(new String(text, StandardCharsets.ISO_8859_1));
        return random.nextBoolean() ? packed : damaged(random, packed);
    }

    private static byte[] damaged(SplittableRandom random, byte[] bytes) {
        byte[] result = bytes;
        int times = random.nextInt(4);
        for (int k = 0; k < times; k++) {
            int at = random.nextInt(result.length);
            switch (random.nextInt(5)) {
                case 0 -> result[at] = (byte) random.nextInt(256);
                case 1 -> result[at] = ODD[random.nextInt(ODD.length)];
                case 2 -> result = Arrays.copyOf(result, Math.max(1, at));
                case 3 -> {
                    byte[] longer = Arrays.copyOf(result, result.length + 1);
                    System.arraycopy(result, at, longer, at + 1, result.length - at);
                    longer[at] = ODD[random.nextInt(ODD.length)];
                    result = longer;
                }
                default -> {
                    byte[] shorter = Arrays.copyOf(result, result.length - 1);
                    System.arraycopy(result, at + 1, shorter, at, result.length - at - 1);
                    result = shorter.length == 0 ? result : shorter;
                }
            }
        }
        return result;
    }
}
