package dev.tandem.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Times;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Timestamps of every unit and form, before and after 1970, mean the moment that their writer meant. */
class TimestampTest {
    @TempDir
    Path folder;

    private List<String> opens(List<String> timestamps) throws IOException {
        StringBuilder csv = new StringBuilder("timestamp,open,high,low,close,volume\n");
        timestamps.forEach(t -> csv.append(t).append(",1,1,1,1,0\n"));
        Path file = folder.resolve("bars.csv");
        Files.writeString(file, csv);
        BarColumns bars = MarketDataReader.read(file, ReadOptions.of("A/B")).bars();
        List<String> opens = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            opens.add(bars.cursor().moveTo(i).openTime().toString());
        }
        return opens;
    }

    @Test
    void theUnitIsToldByTheMagnitude() throws IOException {
        String expected = "2016-05-18T04:00:00Z";
        assertThat(opens(List.of("1463544000"))).containsExactly(expected);
        assertThat(opens(List.of("1463544000000"))).containsExactly(expected);
        assertThat(opens(List.of("1463544000000000"))).containsExactly(expected);
        assertThat(opens(List.of("1463544000000000000"))).containsExactly(expected);
        assertThat(opens(List.of("1463544000.000"))).containsExactly(expected);
        assertThat(opens(List.of("\"1463544000\""))).containsExactly(expected);
    }

    @Test
    void weeksThatCross1970KeepOneUnit() throws IOException {
        long week = 7 * Times.DAY;
        for (long unit : new long[] {1_000_000_000L, 1_000_000L, 1_000L, 1L}) {
            List<String> timestamps = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            for (long time = -1000 * week; time < 2000 * week; time += week) {
                timestamps.add(Long.toString(time / unit));
                expected.add(Times.instant(time).toString());
            }
            assertThat(opens(timestamps)).as("unit of " + unit + " ns").isEqualTo(expected);
        }
    }

    @Test
    void minutesThatCross1970KeepOneUnit() throws IOException {
        List<String> timestamps = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        // from September 1969 (as milliseconds still certain) to January 1970
        for (long time = -110 * Times.DAY; time < 2 * Times.DAY; time += 3600 * Times.SECOND) {
            timestamps.add(Long.toString(time / 1_000_000));
            expected.add(Times.instant(time).toString());
        }
        assertThat(opens(timestamps)).isEqualTo(expected);
    }

    @Test
    void isoFormsMeanUtcUnlessTheySayOtherwise() throws IOException {
        assertThat(opens(List.of("2024-01-02"))).containsExactly("2024-01-02T00:00:00Z");
        assertThat(opens(List.of("2024-01-02T03:04"))).containsExactly("2024-01-02T03:04:00Z");
        assertThat(opens(List.of("2024-01-02 03:04:05"))).containsExactly("2024-01-02T03:04:05Z");
        assertThat(opens(List.of("2024-01-02T03:04:05.678Z"))).containsExactly("2024-01-02T03:04:05.678Z");
        assertThat(opens(List.of("2024-01-02T03:04:05.123456789Z"))).containsExactly("2024-01-02T03:04:05.123456789Z");
        assertThat(opens(List.of("2024-01-02 00:00:00-05:00"))).containsExactly("2024-01-02T05:00:00Z");
        assertThat(opens(List.of("2024-01-02T00:00:00+0530"))).containsExactly("2024-01-01T18:30:00Z");
        assertThat(opens(List.of("1969-12-31T23:59:59.999Z"))).containsExactly("1969-12-31T23:59:59.999Z");
        assertThat(opens(List.of("1950-01-03", "1950-01-09")))
                .containsExactly("1950-01-03T00:00:00Z", "1950-01-09T00:00:00Z");
    }

    @Test
    void isoTimesAgreeWithTheJdk() {
        SplittableRandom random = new SplittableRandom(7);
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            String date = "%04d-%02d-%02d"
                    .formatted(random.nextInt(1670, 2270), random.nextInt(0, 14), random.nextInt(0, 33));
            String time =
                    "%02d:%02d:%02d".formatted(random.nextInt(0, 25), random.nextInt(0, 61), random.nextInt(0, 61));
            String fraction = random.nextBoolean() ? "" : "." + random.nextInt(1_000_000);
            int hours = random.nextInt(0, 19);
            String offset = switch (random.nextInt(3)) {
                case 0 -> "Z";
                case 1 ->
                    "%s%02d:%02d"
                            .formatted(random.nextBoolean() ? "+" : "-", hours, hours == 18 ? 0 : random.nextInt(60));
                default -> "";
            };
            String text = random.nextInt(4) == 0 ? date : date + "T" + time + fraction + offset;
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

            long actual = IsoTime.parse(bytes, 0, bytes.length);

            assertThat(actual).as("seed 7, " + text).isEqualTo(byTheJdk(text));
            valid += actual == IsoTime.INVALID ? 0 : 1;
        }
        assertThat(valid).isGreaterThan(50_000);
    }

    private static long byTheJdk(String text) {
        try {
            int year = Integer.parseInt(text.substring(0, 4));
            if (year < 1680 || year > 2259) {
                return IsoTime.INVALID;
            }
            if (text.length() == 10) {
                return Times.nanos(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            if (text.startsWith("24", 11)) {
                return IsoTime.INVALID;
            }
            boolean local = text.indexOf('Z') < 0 && text.indexOf('+') < 0 && text.lastIndexOf('-') < 10;
            return Times.nanos(
                    local
                            ? LocalDateTime.parse(text).toInstant(ZoneOffset.UTC)
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return IsoTime.INVALID;
        }
    }

    @Test
    void barsThatAreLabeledByTheirCloseOpenOneIntervalEarlier() throws IOException {
        Path file = folder.resolve("bars.csv");
        Files.writeString(file, "timestamp,open,high,low,close,volume\n1704150060,1,1,1,1,0\n1704150120,1,1,1,1,0\n");

        BarColumns bars = MarketDataReader.read(
                        file,
                        ReadOptions.builder("A/B").barLabel(BarLabel.CLOSE).build())
                .bars();

        assertThat(bars.cursor().openTime()).hasToString("2024-01-01T23:00:00Z");
        assertThat(bars.cursor().closeTime()).hasToString("2024-01-01T23:01:00Z");
    }
}
