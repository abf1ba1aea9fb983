package dev.tandem.sim;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The latencies of a run.
 *
 * @param data of market data to the strategy
 * @param orders of orders, changes and cancels to the exchange
 * @param answers of answers and reports back
 */
public record Latencies(Latency data, Latency orders, Latency answers) {
    /** Everything at once. */
    public static final Latencies NONE = new Latencies(Latency.NONE, Latency.NONE, Latency.NONE);

    /** What {@link #parse} reads. */
    public static final String FORMS = "a time such as 5ms (ns, us, ms, s), a range such as 2ms..20ms,"
            + " lognormal:MEDIAN,SIGMA such as lognormal:5ms,0.5, or file:NAME (lines of timestamp,latency)";

    private static final Pattern TIME = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ns|us|ms|s)");
    private static final long LONGEST = 3_600_000_000_000L;

    /** Whether anything takes time. */
    public boolean any() {
        return !data.isNone() || !orders.isNone() || !answers.isNone();
    }

    /** Always the same. */
    public static Latency fixed(long nanos) {
        return nanos == 0 ? Latency.NONE : named(at -> nanos, text(nanos));
    }

    /** Drawn evenly from a range, both ends included. */
    public static Latency uniform(long least, long most, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return named(at -> random.nextLong(least, most + 1), text(least) + ".." + text(most));
    }

    /** Drawn from a log-normal distribution: half of it below the median, and a long tail above. At most an hour. */
    public static Latency logNormal(long median, double sigma, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return named(
                at -> {
                    // StrictMath, so that a seed means the same everywhere.
                    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
                    double normal = radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
                    return (long) Math.min(LONGEST, median * StrictMath.exp(sigma * normal));
                },
                "lognormal:" + text(median) + "," + sigma);
    }

    /** Measured: what leaves at a moment takes what the last line at or before that moment says; before the first, the first. */
    public static Latency recorded(long[] times, long[] nanos, String name) {
        return named(
                at -> {
                    int found = Arrays.binarySearch(times, at);
                    return nanos[Math.max(0, found >= 0 ? found : -found - 2)];
                },
                name);
    }

    /**
     * Reads one of {@link #FORMS}.
     *
     * @param folder where files are looked for
     * @throws IllegalArgumentException saying what is wrong and what would be right
     */
    public static Latency parse(String text, long seed, Path folder) {
        if (text.equals("none") || text.equals("0")) {
            return Latency.NONE;
        }
        if (text.startsWith("file:")) {
            return file(text.substring(5), folder);
        }
        if (text.startsWith("lognormal:")) {
            String[] parts = text.substring("lognormal:".length()).split(",", -1);
            if (parts.length == 2 && parts[1].matches("[0-9]{1,2}(\\.[0-9]{1,6})?")) {
                double sigma = Double.parseDouble(parts[1]);
                if (sigma <= 5) {
                    return logNormal(time(parts[0], text), sigma, seed);
                }
            }
            throw wrong(text);
        }
        int dots = text.indexOf("..");
        if (dots > 0) {
            long least = time(text.substring(0, dots), text);
            long most = time(text.substring(dots + 2), text);
            if (least > most) {
                throw wrong(text);
            }
            return uniform(least, most, seed);
        }
        return fixed(time(text, text));
    }

    private static long time(String text, String whole) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw wrong(whole);
        }
        int digits = switch (matcher.group(2)) {
            case "ns" -> 0;
            case "us" -> 3;
            case "ms" -> 6;
            default -> 9;
        };
        long nanos = new BigDecimal(matcher.group(1)).movePointRight(digits).longValue();
        if (nanos > LONGEST) {
            throw new IllegalArgumentException("'" + whole + "' is longer than an hour");
        }
        return nanos;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("'" + text + "' is no latency; write " + FORMS);
    }

    private static Latency file(String name, Path folder) {
        List<String> lines;
        try {
            lines = Files.readAllLines(folder.resolve(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("'" + name + "' cannot be read: " + e.getMessage(), e);
        }
        int header = !lines.isEmpty() && lines.getFirst().startsWith("timestamp") ? 1 : 0;
        int size = lines.size() - header;
        if (size == 0) {
            throw new IllegalArgumentException("'" + name + "' has no line of timestamp,latency");
        }
        long[] times = new long[size];
        long[] nanos = new long[size];
        for (int i = 0; i < size; i++) {
            String line = lines.get(i + header);
            String at = name + ":" + (i + header + 1) + ": ";
            String[] parts = line.split(",", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException(
                        at + "'" + line + "': timestamp,latency is expected, such as 1723161254087,5ms");
            }
            times[i] = moment(parts[0], at);
            nanos[i] = parts[1].matches("[0-9]{1,13}") ? Long.parseLong(parts[1]) : time(parts[1], parts[1]);
            if (i > 0 && times[i] < times[i - 1]) {
                throw new IllegalArgumentException(at + "time runs backwards");
            }
        }
        return recorded(times, nanos, "file:" + name);
    }

    /** ISO-8601, or a number of which the magnitude tells the unit, as in market data. */
    private static long moment(String text, String at) {
        try {
            if (!text.matches("-?[0-9]{1,19}")) {
                Instant instant = Instant.parse(text);
                return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000_000L), instant.getNano());
            }
            long value = Long.parseLong(text);
            long magnitude = Math.abs(value);
            long unit = magnitude < 100_000_000_000L
                    ? 1_000_000_000L
                    : magnitude < 100_000_000_000_000L ? 1_000_000L : magnitude < 100_000_000_000_000_000L ? 1_000L : 1;
            return Math.multiplyExact(value, unit);
        } catch (DateTimeParseException | ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(at + "'" + text + "' is no time", e);
        }
    }

    private static Latency named(Latency latency, String name) {
        return new Latency() {
            @Override
            public long nanos(long atNanos) {
                return latency.nanos(atNanos);
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }

    private static String text(long nanos) {
        return nanos % 1_000_000 == 0
                ? nanos / 1_000_000 + "ms"
                : nanos % 1_000 == 0 ? nanos / 1_000 + "us" : nanos + "ns";
    }

    @Override
    public String toString() {
        return any() ? "data " + data + ", orders " + orders + ", answers " + answers : "none";
    }
}
