package dev.tandem.sweep;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * All combinations of the values of some parameters, numbered from 0; the last parameter turns fastest. Conditions say
 * which of them are wanted.
 *
 * <p>Immutable, safe for any thread.
 */
public final class SearchSpace {
    private final List<ParameterRange> ranges;
    private final List<Condition> conditions;
    private final long size;

    /** @throws IllegalArgumentException if there are more combinations than a {@code long} counts */
    public SearchSpace(List<ParameterRange> ranges, List<Condition> conditions) {
        this.ranges = List.copyOf(ranges);
        this.conditions = List.copyOf(conditions);
        long product = 1;
        for (ParameterRange range : ranges) {
            try {
                product = Math.multiplyExact(product, range.size());
            } catch (ArithmeticException e) {
                throw new IllegalArgumentException("more than 2^63 combinations of parameters", e);
            }
        }
        this.size = product;
    }

    /** The parameters in the order in which they were named. */
    public List<ParameterRange> ranges() {
        return ranges;
    }

    public List<Condition> conditions() {
        return conditions;
    }

    /** How many combinations there are, conditions aside. */
    public long size() {
        return size;
    }

    /** The combination with a number. */
    public Map<String, String> point(long number) {
        int[] places = new int[ranges.size()];
        long rest = number;
        for (int i = ranges.size() - 1; i >= 0; i--) {
            places[i] = (int) (rest % ranges.get(i).size());
            rest /= ranges.get(i).size();
        }
        return point(places);
    }

    /** The combination of the values at these places of the ranges. */
    public Map<String, String> point(int[] places) {
        Map<String, String> point = new LinkedHashMap<>();
        for (int i = 0; i < places.length; i++) {
            ParameterRange range = ranges.get(i);
            point.put(range.name(), range.values().get(places[i]));
        }
        return Collections.unmodifiableMap(point);
    }

    /** The number of the combination at these places. */
    public long number(int[] places) {
        long number = 0;
        for (int i = 0; i < places.length; i++) {
            number = number * ranges.get(i).size() + places[i];
        }
        return number;
    }

    /** Whether a combination satisfies all conditions. */
    public boolean isWanted(Map<String, String> point) {
        for (Condition condition : conditions) {
            if (!condition.holds(point)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The numbers of the combinations that are wanted, in order.
     *
     * @throws IllegalArgumentException if there are more than {@code most}
     */
    public long[] wanted(long most) {
        // without conditions nothing is looked at in vain
        if (conditions.isEmpty() && size > most || size > 100 * most) {
            throw tooMany(most);
        }
        long[] numbers = new long[(int) Math.min(size, 1024)];
        int count = 0;
        for (long number = 0; number < size; number++) {
            if (isWanted(point(number))) {
                if (count == most) {
                    throw tooMany(most);
                }
                if (count == numbers.length) {
                    numbers = Arrays.copyOf(numbers, 2 * count);
                }
                numbers[count++] = number;
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    private IllegalArgumentException tooMany(long most) {
        return new IllegalArgumentException("a grid of " + size + " combinations is too large, at most " + most
                + " are tried: take larger steps, or --search random or cma-es with --trials");
    }

    @Override
    public String toString() {
        return ranges.stream()
                        .map(range -> range.name() + "=" + range.written())
                        .collect(Collectors.joining(" "))
                + conditions.stream().map(condition -> " where " + condition).collect(Collectors.joining());
    }
}
