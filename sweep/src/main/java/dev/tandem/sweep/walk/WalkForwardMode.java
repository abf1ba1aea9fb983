package dev.tandem.sweep.walk;

/** Where the bars begin that parameters are chosen on. */
public enum WalkForwardMode {
    /** Always at the first bar: what is chosen on grows. */
    ANCHORED,
    /** So that they are always as many: what is chosen on moves along. */
    ROLLING
}
