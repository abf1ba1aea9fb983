package dev.tandem.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.Bar;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bars in columns: what goes in comes out, by number, by cursor, in slices and through a file. */
class BarColumnsTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");
    private static final long MINUTE = 60 * Times.SECOND;

    @TempDir
    Path folder;

    private static BarColumns threeBars() {
        return new BarColumns.Builder(BTC, MINUTE)
                .add(0, 100, 110, 90, 105, 1.5)
                .add(MINUTE / 2, 105, 105, 105, 105, 0)
                .add(5 * MINUTE, 104, 120, 104, 119, 2)
                .build();
    }

    @Test
    void aBarEndsAfterItsIntervalButNeverAfterTheNextBegins() {
        BarColumns bars = threeBars();

        assertThat(bars.closeTimeNanos(0)).isEqualTo(MINUTE / 2);
        assertThat(bars.closeTimeNanos(1)).isEqualTo(MINUTE / 2 + MINUTE);
        assertThat(bars.closeTimeNanos(2)).isEqualTo(6 * MINUTE);
    }

    @Test
    void theCursorShowsTheBarItStandsAtAndACopyStays() {
        BarCursor cursor = threeBars().cursor();

        Bar first = cursor.copy();
        cursor.moveTo(2);

        assertThat(first.index()).isZero();
        assertThat(first.close()).isEqualByComparingTo("1.05");
        assertThat(cursor.index()).isEqualTo(2);
        assertThat(cursor.high()).isEqualByComparingTo("1.2");
        assertThat(cursor.volume()).isEqualTo(2);
        assertThatThrownBy(() -> cursor.moveTo(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> cursor.moveTo(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(cursor.position()).isEqualTo(2);
    }

    @Test
    void aSliceKeepsTheRowsOfItsBars() {
        BarColumns bars = threeBars();

        BarColumns last = bars.slice(1, Long.MAX_VALUE).slice(MINUTE, 10 * MINUTE);

        assertThat(last.size()).isEqualTo(1);
        assertThat(last.index(0)).isEqualTo(2);
        assertThat(last.openTimeNanos(0)).isEqualTo(5 * MINUTE);
        assertThat(bars.slice(0, MINUTE / 2).size()).isEqualTo(1);
        assertThat(bars.slice(7 * MINUTE, 8 * MINUTE).size()).isZero();
        assertThat(bars.slice(8 * MINUTE, 7 * MINUTE).size()).isZero();
        assertThat(bars.slice(Long.MIN_VALUE, Long.MAX_VALUE)).isSameAs(bars);
    }

    @Test
    void whatIsNoBarIsRefused() {
        BarColumns.Builder builder = new BarColumns.Builder(BTC, MINUTE).add(0, 100, 110, 90, 105, 1);

        assertThatThrownBy(() -> builder.add(0, 100, 110, 90, 105, 1))
                .hasMessage("bar 1 opens at 1970-01-01T00:00:00.000Z, which is not later than 1970-01-01T00:00:00.000Z"
                        + " of the bar before");
        assertThatThrownBy(() -> builder.add(1, 100, 110, 101, 105, 1))
                .hasMessage("the open 1 and the close 1.05 of bar 1 must lie between its low 1.01 and its high 1.1");
        assertThatThrownBy(() -> builder.add(1, 100, 104, 90, 105, 1)).hasMessageContaining("must lie between");
        assertThatThrownBy(() -> builder.add(1, 0, 10, 0, 5, 1))
                .hasMessage("a price must be positive, the low of bar 1 is 0");
        assertThatThrownBy(() -> builder.add(1, 100, 110, 90, 105, Double.NaN))
                .hasMessage("a volume must be finite and not negative, that of bar 1 is NaN");
        assertThatThrownBy(() -> new BarColumns.Builder(BTC, 0))
                .hasMessage("a bar's interval must be positive, was 0 ns");
        assertThat(builder.build().size()).isEqualTo(1);
    }

    @Test
    void barsSurviveAFile() throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            BarColumns bars = random(seed);
            Path file = folder.resolve("bars.csv");
            BarCsvWriter.write(bars, file);

            BarColumns again = MarketDataReader.read(
                            file,
                            ReadOptions.builder("BTC/USD")
                                    .tick(new BigDecimal("0.01"))
                                    .lot(new BigDecimal("0.001"))
                                    .bar(new BarInterval(bars.intervalNanos()))
                                    .build())
                    .bars();

            assertThat(Contents.of(again)).as("seed " + seed).isEqualTo(Contents.of(bars));
        }
    }

    static BarColumns random(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long interval = random.nextBoolean() ? MINUTE : 1 + random.nextLong(MINUTE);
        long time = random.nextLong(-200_000, 200_000) * MINUTE;
        BarColumns.Builder bars = new BarColumns.Builder(BTC, interval);
        for (int i = 0; i < 500; i++) {
            long low = random.nextLong(1, 10_000_000);
            long high = low + random.nextLong(1_000);
            bars.add(
                    time,
                    random.nextLong(low, high + 1),
                    high,
                    low,
                    random.nextLong(low, high + 1),
                    random.nextInt(5) == 0 ? 0 : random.nextLong(1_000_000_000_000L) / 1e8);
            time += interval * random.nextLong(1, 4);
        }
        return bars.build();
    }

    @Test
    void aFileOfBarsIsPlain() throws IOException {
        StringWriter out = new StringWriter();

        BarCsvWriter.write(
                new BarColumns.Builder(BTC, MINUTE)
                        .add(1463544000000L * 1_000_000, 45_616, 45_681, 45_530, 45_600, 12_654_360_000.0)
                        .build(),
                out);

        assertThat(out)
                .hasToString("timestamp,open,high,low,close,volume\n"
                        + "1463544000000,456.16,456.81,455.3,456,12654360000\n");
    }

    @Test
    void roundedValuesAreCountedPerBar() throws IOException {
        Path file = folder.resolve("bars.csv");
        Files.writeString(file, """
                timestamp,open,high,low,close,volume
                2024-01-01,1.000000004,2,1,2,0
                2024-01-02,1,2.1234567850,1,1.1234567851,0.1234567891
                2024-01-03,1.100000000000,2.12345678500,1,1.10,0
                2024-01-04,1.123456775,2.123456785,1,1.10,0
                """);

        BarColumns bars = MarketDataReader.read(file, ReadOptions.of("A/B")).bars();

        assertThat(bars.roundedValues()).isEqualTo(6);
        assertThat(bars.slice(bars.openTimeNanos(1), bars.openTimeNanos(3)).roundedValues())
                .isEqualTo(3);
        assertThat(bars.openTicks(0)).isEqualTo(100_000_000);
        assertThat(bars.highTicks(1)).as("half to even").isEqualTo(212_345_678);
        assertThat(bars.closeTicks(1)).isEqualTo(112_345_679);
        assertThat(bars.openTicks(3)).as("half to even").isEqualTo(112_345_678);
        assertThat(bars.volume(1)).isEqualTo(0.1234567891);
    }

    @Test
    void lenientReadingSkipsBadRowsCountsThemAndKeepsTheRowsOfTheFile() throws IOException {
        Path file = folder.resolve("bars.csv");
        Files.writeString(file, """
                timestamp,open,high,low,close,volume
                2024-01-01,1,2,1,2,0
                2024-01-02,1,2,1,3,0
                2024-01-03,1,x,1,2,0

                2024-01-04,1,2,1,2,0
                2024-01-04,1,2,1,2,0
                2024-01-03,1,2,1,2,0
                2024-01-05,1,0.5,1,2,0
                2024-01-06,1,2,1,2
                2024-01-07,1,2,1,-2,0
                never,1,2,1,2,0
                2024-01-08,1,2,1,2,0
                """);

        MarketData data = MarketDataReader.read(
                file, ReadOptions.builder("A/B").lenient(true).build());

        assertThat(data.skipped())
                .hasToString(
                        "{close outside the range=1, not a number=1, blank line=1, time not increasing=2, high below"
                                + " low=1, wrong column count=1, negative or zero=1, unreadable time=1}");
        BarColumns bars = data.bars();
        assertThat(bars.size()).isEqualTo(3);
        assertThat(new int[] {bars.index(0), bars.index(1), bars.index(2)}).containsExactly(0, 3, 10);
        assertThat(bars.slice(bars.openTimeNanos(1), Long.MAX_VALUE).index(0)).isEqualTo(3);
    }

    @Test
    void whateverIsHarmlessIsRead() throws IOException {
        String plain = "timestamp,open,high,low,close,volume\n1463544000000,456.16,456.81,455.3,456.02,561.88\n"
                + "1463558400000,456.14,456.81,454.79,456.1,446\n";
        byte[] bom = ("\ufeff" + plain).getBytes(StandardCharsets.UTF_8);
        BarColumns expected = read("plain.csv", plain.getBytes(StandardCharsets.UTF_8));
        byte[] twoParts = concat(BadFileTest.gzip(plain.substring(0, 60)), BadFileTest.gzip(plain.substring(60)));

        Contents.assertSame(read("bom.csv", bom), expected);
        Contents.assertSame(read("crlf.csv", plain.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)), expected);
        Contents.assertSame(read("end.csv", plain.strip().getBytes(StandardCharsets.UTF_8)), expected);
        Contents.assertSame(read("blank.csv", (plain + "\n\r\n  \n").getBytes(StandardCharsets.UTF_8)), expected);
        Contents.assertSame(read("bars.csv.gz", BadFileTest.gzip(plain)), expected);
        Contents.assertSame(read("parts.csv.gz", twoParts), expected);
        Contents.assertSame(
                read("quoted.csv", plain.replace(",456.1,", ",\"456.1\",").getBytes(StandardCharsets.UTF_8)), expected);
        Contents.assertSame(read("blanks.csv", plain.replace(",", " , ").getBytes(StandardCharsets.UTF_8)), expected);
        Contents.assertSame(
                read(
                        "capitals.csv",
                        plain.replace("timestamp,open", "Timestamp,OPEN").getBytes(StandardCharsets.UTF_8)),
                expected);
        Contents.assertSame(
                read(
                        "exponents.csv",
                        plain.replace("446", "4.46e2")
                                .replace("456.1,", "4561E-1,")
                                .getBytes(StandardCharsets.UTF_8)),
                expected);
    }

    private BarColumns read(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, content);
        return MarketDataReader.read(file, ReadOptions.of("BTC/USD")).bars();
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    @Test
    void aFileOfManyBlocksIsReadWithoutASeam() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder csv = new StringBuilder("timestamp,note,open,high,low,close,volume\n");
        int rows = 30_000;
        for (int i = 0; i < rows; i++) {
            csv.append(1463544000000L + i * 60_000L)
                    .append(',')
                    .append("n".repeat(random.nextInt(60)))
                    .append(",2,")
                    .append(2 + i)
                    .append(",1,2,")
                    .append(i)
                    .append('\n');
        }

        BarColumns bars = read("long.csv", csv.toString().getBytes(StandardCharsets.UTF_8));
        BarColumns packed = read("long.csv.gz", BadFileTest.gzip(csv.toString()));

        assertThat(bars.size()).isEqualTo(rows);
        for (int i = 0; i < rows; i++) {
            assertThat(bars.highTicks(i)).isEqualTo((2 + i) * 100_000_000L);
            assertThat(bars.volume(i)).isEqualTo(i);
        }
        Contents.assertSame(packed, bars);
    }

    @Test
    void theIntervalIsTheMostCommonDistance() {
        assertThat(Intervals.mostCommon(new long[] {0}, 1)).isZero();
        assertThat(Intervals.mostCommon(new long[] {0, 5}, 2)).isEqualTo(5);
        assertThat(Intervals.mostCommon(new long[] {0, 1, 2, 3, 10}, 5)).isEqualTo(1);
        assertThat(Intervals.mostCommon(new long[] {0, 3, 5, 8, 12, 14, 99, 101}, 8))
                .as("2 three times of 7")
                .isEqualTo(2);
        assertThat(Intervals.mostCommon(new long[] {0, 3, 5}, 3))
                .as("the smallest of several")
                .isEqualTo(2);
    }
}
