package dev.tandem.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The reviewed file {@code limits.csv}: what each gated row may cost, and on which processor that was measured. A ratio
 * to a floor carries over from a busy machine to an idle one, but not quite from one make of processor to another.
 *
 * @param cpu where the ratios were measured
 */
record Limits(String cpu, List<Limit> all) {
    static final String FILE = "limits.csv";
    private static final String CPU = "# cpu: ";
    private static final String HEADER = "row,ratio,margin_percent,bytes";

    static Limits read() {
        try (InputStream file = Limits.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("there is no " + FILE);
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Limits parse(String text) {
        String cpu = "";
        List<Limit> limits = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(CPU)) {
                cpu = line.substring(CPU.length());
            } else if (!line.startsWith("#") && !line.equals(HEADER) && !line.isBlank()) {
                limits.add(limit(line, i + 1));
            }
        }
        return new Limits(cpu, List.copyOf(limits));
    }

    private static Limit limit(String line, int number) {
        String[] cells = line.split(",", -1);
        try {
            if (cells.length != 4) {
                throw new IllegalArgumentException("has " + cells.length + " fields, wanted are " + HEADER);
            }
            @Nullable Double ratio = cells[1].isEmpty() ? null : Double.valueOf(cells[1]);
            return new Limit(
                    cells[0], ratio, cells[2].isEmpty() ? 0 : Integer.parseInt(cells[2]), Double.parseDouble(cells[3]));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(FILE + ":" + number + ": " + e.getMessage(), e);
        }
    }

    String text() {
        StringBuilder text = new StringBuilder("""
                # What the build holds (docs/adr/0098). Written by "Gate --write"; every change of it is reviewed.
                # ratio: processor time by that of the row's floor; empty where only bytes are held. Above ratio + margin
                # in each of four JVMs the build fails. bytes: per operation, counted in a JVM that optimizes no
                # allocation away; more or fewer fail the build.
                """);
        text.append(CPU).append(cpu).append('\n').append(HEADER).append('\n');
        all.forEach(limit -> text.append(limit.line()).append('\n'));
        return text.toString();
    }
}
