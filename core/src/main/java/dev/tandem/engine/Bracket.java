package dev.tandem.engine;

import dev.tandem.gate.OrderRole;
import dev.tandem.model.Exit;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderRequest;
import dev.tandem.model.Rate;
import dev.tandem.model.Side;
import org.jspecify.annotations.Nullable;

/** The exits of one entry: where they are, and which orders stand for them. Prices are ticks; 0 means none. */
final class Bracket {
    /** Where a bracket is in its life. */
    enum State {
        /** Told to wait until the bar of the entry has closed. */
        WAITING_FOR_CLOSE,
        /** Its orders are at the venue. */
        WORKING,
        /** Its orders are being canceled. */
        SUSPENDING,
        /** It has no orders at the venue. */
        SUSPENDED,
        /** It has done its work, or is not wanted any more. */
        DONE
    }

    final Entry entry;
    private final Side entrySide;
    private final long stopLossTicks;
    private final long targetTicks;
    private final @Nullable Exit trailing;
    private long trailingTicks;

    State state = State.SUSPENDED;

    @Nullable
    ManagedOrder stopOrder;

    @Nullable
    ManagedOrder targetOrder;

    /** The exit that the market has passed before it could rest: it is carried out at the market. */
    @Nullable
    OrderRole passed;

    /** How much it protects. */
    long lots;

    /** The order that closes the position meanwhile; when it is done, what is left is protected again. */
    @Nullable
    ManagedOrder suspendedFor;

    /** How much it will protect once that order has been filled. */
    long lotsAfter;

    Bracket(Entry entry, Instrument instrument, OrderRequest request) {
        this.entry = entry;
        this.entrySide = entry.side;
        this.lots = entry.lots();
        Exit stopLoss = request.stopLoss();
        Exit takeProfit = request.takeProfit();
        this.stopLossTicks = stopLoss == null ? 0 : Math.max(0, stopLoss.stopTicks(instrument, entrySide, entry.ticks));
        this.targetTicks =
                takeProfit == null ? 0 : Math.max(0, takeProfit.targetTicks(instrument, entrySide, entry.ticks));
        Rate distance = request.trailingStop();
        this.trailing = distance == null ? null : Exit.fractionFromFill(distance);
        this.trailingTicks = trailing == null ? 0 : trailingLevel(instrument, entry.ticks);
    }

    /** The stop that works now: the tighter of the fixed and the trailing one; 0 if there is none. */
    long stopTicks() {
        if (stopLossTicks == 0 || trailingTicks == 0) {
            return stopLossTicks + trailingTicks;
        }
        return entrySide == Side.BUY ? Math.max(stopLossTicks, trailingTicks) : Math.min(stopLossTicks, trailingTicks);
    }

    /** It protects a position that has this sign. */
    boolean protects(long positionLots) {
        return Long.signum(positionLots) == entrySide.sign();
    }

    /** Of the pair that it was placed as, one is over: the other is, too, or is about to be. */
    boolean hasHalfOfItsPair() {
        boolean one = (stopOrder == null) != (targetOrder == null);
        return one && stopTicks() != 0 && targetTicks != 0;
    }

    /** It has no exit that a price can reach: the target of a short that is to earn 100 % or more. */
    boolean isEmpty() {
        return stopTicks() == 0 && targetTicks == 0;
    }

    long targetTicks() {
        return targetTicks;
    }

    boolean isTrailing() {
        return trailing != null;
    }

    /** What the working stop is; a tie is the fixed one. */
    OrderRole stopRole() {
        return stopTicks() == stopLossTicks ? OrderRole.STOP_LOSS : OrderRole.TRAILING_STOP;
    }

    /** A bar has closed: the trailing stop follows, never back. Says whether the working stop has moved. */
    boolean ratchet(Instrument instrument, long closeTicks) {
        if (trailing == null) {
            return false;
        }
        long before = stopTicks();
        long level = trailingLevel(instrument, closeTicks);
        trailingTicks = entrySide == Side.BUY ? Math.max(trailingTicks, level) : Math.min(trailingTicks, level);
        return stopTicks() != before;
    }

    /** The trailing stop starts at this close, whatever the fill was. */
    void startTrailingAt(Instrument instrument, long closeTicks) {
        if (trailing != null) {
            trailingTicks = trailingLevel(instrument, closeTicks);
        }
    }

    private long trailingLevel(Instrument instrument, long ticks) {
        Exit exit = trailing;
        return exit == null ? 0 : exit.stopTicks(instrument, entrySide, ticks);
    }
}
