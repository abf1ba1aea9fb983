package dev.tandem.benchmarks;

import dev.tandem.bench.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Holds what rows cost against {@link Limits}: fails the build when a change makes one slower, or lets it allocate, in a
 * way that noise cannot explain.
 *
 * <p>{@code java -cp benchmarks/target/benchmarks.jar dev.tandem.benchmarks.Gate} checks, {@code --write FILE} measures
 * each row in five JVMs and writes the limits anew. Why it measures so: docs/adr/0098.
 */
public final class Gate {
    /** A slow row is asked this often, each time in a new JVM; once fast enough is enough. */
    static final int TRIES = 4;

    private static final int CALIBRATIONS = 5;

    /** Beyond what was seen: load that comes and goes in the middle of a row. */
    private static final int SPARE_PERCENT = 8;

    /** On another make of processor only what is out of all proportion fails. */
    private static final double ELSEWHERE = 2;

    private final Meter meter;
    private final boolean sameCpu;

    /** What is found. */
    record Finding(boolean fails, String text) {}

    /** How rows are measured. */
    interface Meter {
        /** The row's least processor time by that of its floor, in a new JVM. */
        double ratio(Row row);

        /** What the rows allocate per operation. */
        List<Double> bytes(List<String> rows);
    }

    Gate(Meter meter, boolean sameCpu) {
        this.meter = meter;
        this.sameCpu = sameCpu;
    }

    public static void main(String[] arguments) throws IOException {
        String cpu = Conditions.now().cpu();
        Limits limits = Limits.read();
        Gate gate = new Gate(new ForkedMeter(), cpu.equals(limits.cpu()));
        if (arguments.length == 2 && arguments[0].equals("--write")) {
            Limits measured =
                    new Limits(cpu, limits.all().stream().map(gate::measured).toList());
            Files.writeString(Path.of(arguments[1]), measured.text());
            return;
        }
        if (arguments.length > 0) {
            System.err.println("unknown option '" + arguments[0] + "': there is --write FILE");
            System.exit(2);
        }
        List<Finding> findings = gate.check(limits.all());
        findings.forEach(finding -> System.out.println(finding.text()));
        if (findings.stream().anyMatch(Finding::fails)) {
            System.exit(1);
        }
    }

    List<Finding> check(List<Limit> limits) {
        List<Finding> findings = new ArrayList<>();
        List<Double> bytes = meter.bytes(limits.stream().map(Limit::row).toList());
        for (int i = 0; i < limits.size(); i++) {
            findings.add(checkBytes(limits.get(i), bytes.get(i)));
        }
        for (Limit limit : limits) {
            if (limit.ratio() != null) {
                findings.add(checkRatio(limit, Row.named(limit.row())));
            }
        }
        return findings;
    }

    Finding checkBytes(Limit limit, double measured) {
        int compared = limit.compareBytes(measured);
        return new Finding(
                compared != 0,
                String.format(
                        Locale.ROOT,
                        "%s: allocates %.2f B, %s says %.2f B: %s",
                        limit.row(),
                        measured,
                        Limits.FILE,
                        limit.bytes(),
                        compared == 0
                                ? "as it should"
                                : compared > 0
                                        ? "find out what allocates, or say in the file why it has to"
                                        : "well done, and now write the lower number into the file"));
    }

    Finding checkRatio(Limit limit, Row row) {
        double highest = limit.highestRatio() * (sameCpu ? 1 : ELSEWHERE);
        double least = Double.POSITIVE_INFINITY;
        int tries = 0;
        while (tries < TRIES && !(least <= highest)) {
            least = Math.min(least, meter.ratio(row));
            tries++;
        }
        boolean fails = !(least <= highest);
        return new Finding(
                fails,
                String.format(
                        Locale.ROOT,
                        "%s: %.2f times its floor at best in %d JVM(s), %s allows %.2f (%.2f and %d %%%s): %s",
                        limit.row(),
                        least,
                        tries,
                        Limits.FILE,
                        highest,
                        limit.ratio(),
                        limit.marginPercent(),
                        sameCpu ? "" : ", twice that on a processor other than the file's",
                        fails ? "it has become slower" : "as it should"));
    }

    /** The limit that five JVMs suggest. */
    private Limit measured(Limit old) {
        double bytes = meter.bytes(List.of(old.row())).getFirst();
        if (old.ratio() == null) {
            return new Limit(old.row(), null, 0, bytes);
        }
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < CALIBRATIONS; i++) {
            ratios.add(meter.ratio(Row.named(old.row())));
        }
        Limit limit = suggest(old.row(), ratios, bytes);
        System.err.println(limit.line() + "   of " + ratios);
        return limit;
    }

    /** The middle one, and as much above as they were apart; bytes alone, if that is too far to see a slowdown. */
    static Limit suggest(String row, List<Double> ratios, double bytes) {
        double middle = Score.median(ratios);
        double most = ratios.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        int margin = (int) Math.ceil(100 * (most / middle - 1)) + SPARE_PERCENT;
        return margin > Limit.WIDEST_MARGIN_PERCENT
                ? new Limit(row, null, 0, bytes)
                : new Limit(row, middle, margin, bytes);
    }
}
