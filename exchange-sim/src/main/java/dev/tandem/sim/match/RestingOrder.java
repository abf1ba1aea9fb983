package dev.tandem.sim.match;

import org.jspecify.annotations.Nullable;

/**
 * An order in the matcher: what its owner keeps of an order extends it, so that each order is one object. The fields are
 * set once by who submits it; the matcher owns them from then on.
 */
public abstract class RestingOrder {
    /** How an order finds its price. */
    public enum Kind {
        MARKET,
        LIMIT,
        STOP,
        /** A stop that becomes a {@link #LIMIT} when it is reached. */
        STOP_LIMIT
    }

    /** Bars of the UTC day in which it first works. */
    static final long DAY_NOT_STARTED = Long.MIN_VALUE;

    final int sign;
    final boolean postOnly;
    final boolean immediate;
    final boolean day;

    /** It follows from a fill and works from that fill on. */
    final boolean protective;

    Kind kind;
    final long limitTicks;
    long stopTicks;
    long expiryNanos;

    @Nullable
    RestingOrder sibling;

    @Nullable
    RestingOrder previous;

    @Nullable
    RestingOrder next;

    boolean linked;

    /** The first bar, by the matcher's count, in which it may meet the open. */
    long fromOpenOf;

    /** The first bar, by the matcher's count, in which it may be met inside. */
    long fromInsideOf;

    /** It arrived after this bar's open and meets what comes next. */
    boolean arrivedAfterOpen;

    /** The price of the fill that it follows from, if it arrived inside a bar. */
    long arrivalTicks;

    /** It is to be filled at once and whole, or not at all; told apart from immediate only where ticks happen. */
    protected boolean wholeOrNothing;

    /** Where ticks happen: it has met the market. */
    boolean arrived;

    /** Where ticks happen: where it stands at its price; null until it rests. */
    @Nullable
    QueuePlace place;

    /** It was met, and is not done: see {@link #leave}. */
    boolean left;

    /** It has met an open. */
    boolean seen;

    /**
     * @param sign {@code +1} to buy, {@code -1} to sell
     * @param limitTicks for limits and stop-limits
     * @param stopTicks for stops and stop-limits
     * @param immediate what cannot be had at the first open ends
     * @param day it ends with the UTC day of the first bar in which it works
     * @param expiryNanos it works in bars that open before; {@link Long#MAX_VALUE} for no end
     * @param postOnly it may only rest
     * @param protective it follows from a fill and works from that fill on
     */
    protected RestingOrder(
            int sign,
            Kind kind,
            long limitTicks,
            long stopTicks,
            boolean immediate,
            boolean day,
            long expiryNanos,
            boolean postOnly,
            boolean protective) {
        this.sign = sign;
        this.kind = kind;
        this.limitTicks = limitTicks;
        this.stopTicks = stopTicks;
        this.immediate = immediate;
        this.day = day;
        this.expiryNanos = day ? DAY_NOT_STARTED : expiryNanos;
        this.postOnly = postOnly;
        this.protective = protective;
    }

    public final Kind kind() {
        return kind;
    }

    public final long stopTicks() {
        return stopTicks;
    }

    /** It is in the matcher and nothing has ended it. */
    public final boolean isLinked() {
        return linked;
    }

    public final @Nullable RestingOrder sibling() {
        return sibling;
    }

    /**
     * Said from within {@link MatchListener#onMatch}: some of the order, or all, could not be had, and it stays in the
     * matcher for what is left.
     */
    public final void leave() {
        left = true;
    }

    public final boolean isImmediate() {
        return immediate;
    }

    final boolean isTimed() {
        return day || expiryNanos != Long.MAX_VALUE;
    }

    /** Whether a price reaches its stop. */
    final boolean reaches(long ticks) {
        return sign > 0 ? ticks >= stopTicks : ticks <= stopTicks;
    }

    /** Whether a price is at its limit or better. */
    final boolean accepts(long ticks) {
        return sign > 0 ? ticks <= limitTicks : ticks >= limitTicks;
    }

    /** Whether a price is better than its limit by at least a tick: the market traded through it. */
    final boolean isTradedThrough(long ticks) {
        return sign > 0 ? ticks < limitTicks : ticks > limitTicks;
    }
}
