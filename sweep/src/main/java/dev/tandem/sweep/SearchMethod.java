package dev.tandem.sweep;

/** In which way parameters are chosen. */
public enum SearchMethod {
    /** All combinations, one after the other. */
    GRID,
    /** Combinations drawn with equal chances, none twice. */
    RANDOM,
    /**
     * Evolution: each generation is drawn around where the last one was best (Hansen, N. and Ostermeier, A.: "Completely
     * Derandomized Self-Adaptation in Evolution Strategies", Evolutionary Computation 9(2), 2001).
     */
    CMA_ES
}
