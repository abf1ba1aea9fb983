package dev.tandem.engine;

/** How the engine knows afterwards what the accounts were worth at each close. */
public enum EquityRecording {
    /** It writes everything down at each close: for several instruments, and where bars are not kept (live). */
    EACH_CLOSE,
    /**
     * It writes down what each fill changed, and works the rest out from the bars when somebody asks: for one
     * instrument whose bars from the first event on are all in its history (a replay). Costs nothing a bar.
     */
    AT_FILLS,
    /**
     * As {@link #EACH_CLOSE}, but closes at one moment make one point, and bars have numbers: for a replay of several
     * instruments, or of ticks. What the instruments cost is then the mean of their prices, each divided by its first.
     */
    EACH_MOMENT
}
