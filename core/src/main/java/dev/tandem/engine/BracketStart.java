package dev.tandem.engine;

/** When the exits of a filled order begin to work. */
public enum BracketStart {
    /** From the fill on. */
    FILL,
    /** From the bar after the fill on: for comparison with backtesters that do it so. Flatters results. */
    NEXT_BAR
}
