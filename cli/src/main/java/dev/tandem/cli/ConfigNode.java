package dev.tandem.cli;

import java.util.List;
import java.util.Map;

/** A part of {@code tandem.yaml}, with the line on which it stands. Scalars are kept as they were written. */
sealed interface ConfigNode {
    int line();

    /** Whether the key was there without anything behind it. */
    record Nothing(int line) implements ConfigNode {}

    /** A single value. */
    record Scalar(String text, int line) implements ConfigNode {}

    /** Several values. */
    record Sequence(List<ConfigNode> items, int line) implements ConfigNode {}

    /** Keys with values, in the order of the file. */
    record Mapping(Map<String, Entry> entries, int line) implements ConfigNode {}

    /** A value and the line of its key. */
    record Entry(ConfigNode value, int line) {}
}
