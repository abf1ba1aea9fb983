package dev.tandem.sim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which orders meet which trouble: drawn from a seed, or written down.
 *
 * <pre>{@code
 * FaultPlan.random(0.05, 42)                       // one order in twenty, whatever comes
 * FaultPlan.script("3 reject\n7 lose-answer\n")     // the third and the seventh
 * }</pre>
 *
 * <p>Orders are counted from 1 as they leave the engine, exits too; a pair counts as one. A plan keeps count, so each run needs a
 * new one.
 */
public final class FaultPlan {
    /** How long a line is down, in steps, where nothing else is said. */
    private static final int STEPS_DOWN = 3;

    private final Map<Long, Planned> script;
    private final @Nullable SplittableRandom random;
    private final double rate;
    private final String name;
    private final List<Fault> kinds;
    private final Map<Fault, Long> met = new EnumMap<>(Fault.class);
    private final StringBuilder happened = new StringBuilder();
    private long orders;

    /**
     * A fault that is to come.
     *
     * @param steps how long a line is down; 0 for other faults
     */
    record Planned(Fault fault, int steps) {
        String line(long order) {
            return order + " " + word(fault) + (fault == Fault.DISCONNECT ? " " + steps : "") + "\n";
        }
    }

    private FaultPlan(
            Map<Long, Planned> script, @Nullable SplittableRandom random, double rate, List<Fault> kinds, String name) {
        this.script = script;
        this.random = random;
        this.rate = rate;
        this.kinds = kinds;
        this.name = name;
    }

    /** Each order meets trouble with this probability, all kinds alike. */
    public static FaultPlan random(double rate, long seed) {
        return random(rate, seed, EnumSet.allOf(Fault.class));
    }

    /**
     * Each order meets trouble with this probability.
     *
     * @param kinds of which trouble, all of them alike
     */
    public static FaultPlan random(double rate, long seed, Set<Fault> kinds) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("a probability from 0 to 1 is needed, was " + rate);
        }
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("at least one kind of fault is needed");
        }
        List<Fault> inOrder = kinds.stream().sorted().toList();
        return new FaultPlan(Map.of(), new SplittableRandom(seed), rate, inOrder, "random:" + rate);
    }

    /**
     * What is written down, a line each: the number of the order, what it meets, and for how many steps a line is down
     * ({@code 12 disconnect 5}). Blank lines and what follows a {@code #} do not count.
     *
     * @throws IllegalArgumentException naming the line and what would be right
     */
    public static FaultPlan script(String lines) {
        return script(lines.lines().toList(), "script");
    }

    /**
     * Reads {@code random:RATE} or the name of a file with a script.
     *
     * @param folder where files are looked for
     * @throws IllegalArgumentException saying what is wrong and what would be right
     */
    public static FaultPlan parse(String text, long seed, Path folder) {
        if (text.startsWith("random:")) {
            String rate = text.substring("random:".length());
            if (!rate.matches("0(\\.[0-9]{1,9})?|1(\\.0+)?")) {
                throw new IllegalArgumentException(
                        "'" + text + "' needs a probability from 0 to 1, such as random:0.05");
            }
            return random(Double.parseDouble(rate), seed);
        }
        try {
            return script(Files.readAllLines(folder.resolve(text), StandardCharsets.UTF_8), text);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' cannot be read (" + e.getMessage()
                            + "); give a file with lines such as 3 reject, or" + " random:0.05",
                    e);
        }
    }

    private static FaultPlan script(List<String> lines, String name) {
        Map<Long, Planned> script = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            if (line.isEmpty()) {
                continue;
            }
            String[] words = line.split("\\s+", -1);
            Fault fault = words.length < 2 ? null : fault(words[1]);
            boolean steps = words.length == 3 && fault == Fault.DISCONNECT && words[2].matches("[1-9][0-9]{0,5}");
            if (fault == null || !words[0].matches("[1-9][0-9]{0,17}") || (words.length > 2 && !steps)) {
                throw new IllegalArgumentException(name + ":" + (i + 1) + ": '" + line
                        + "': an order's number and what it meets is expected, such as 3 reject; there are reject,"
                        + " lose-order, lose-answer, late-answer, duplicate, reorder and disconnect (with a number of"
                        + " steps)");
            }
            int down = fault != Fault.DISCONNECT ? 0 : steps ? Integer.parseInt(words[2]) : STEPS_DOWN;
            script.put(Long.valueOf(words[0]), new Planned(fault, down));
        }
        return new FaultPlan(script, null, 0, List.of(), name);
    }

    private static @Nullable Fault fault(String text) {
        for (Fault fault : Fault.values()) {
            if (word(fault).equals(text)) {
                return fault;
            }
        }
        return null;
    }

    private static String word(Fault fault) {
        return fault.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The next order leaves: what it meets, or null. */
    @Nullable
    Planned next() {
        orders++;
        Planned planned = script.get(orders);
        SplittableRandom dice = random;
        if (dice != null && dice.nextDouble() < rate) {
            Fault fault = kinds.get(dice.nextInt(kinds.size()));
            planned = new Planned(fault, fault == Fault.DISCONNECT ? dice.nextInt(1, 2 * STEPS_DOWN) : 0);
        }
        if (planned != null) {
            met.merge(planned.fault(), 1L, Long::sum);
            happened.append(planned.line(orders));
        }
        return planned;
    }

    /** How often each fault has been met so far. */
    public Map<Fault, Long> met() {
        return Map.copyOf(met);
    }

    /** How many orders have left so far. */
    public long orders() {
        return orders;
    }

    /** What orders have met so far, as a {@link #script(String)} that repeats it. */
    public String happened() {
        return happened.toString();
    }

    /** What was written down for orders that have not left yet, as a script. */
    public String outstanding() {
        StringBuilder lines = new StringBuilder();
        script.forEach((order, planned) -> lines.append(order > orders ? planned.line(order) : ""));
        return lines.toString();
    }

    /** How it was asked for. */
    @Override
    public String toString() {
        return name;
    }
}
