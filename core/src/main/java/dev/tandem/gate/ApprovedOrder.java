package dev.tandem.gate;

import dev.tandem.model.ClientOrderId;
import dev.tandem.model.Confidence;
import dev.tandem.model.Instrument;
import dev.tandem.model.OrderType;
import dev.tandem.model.Side;
import dev.tandem.model.TimeInForce;
import org.jspecify.annotations.Nullable;

/**
 * An order that has passed the gate: the only thing that an exchange executes. Its constructors are not public, so there
 * is no way around the gate, and the compiler sees to it.
 */
public abstract sealed class ApprovedOrder {
    private ApprovedOrder() {}

    public abstract Instrument instrument();

    /** One order. */
    public static final class Single extends ApprovedOrder {
        private final ClientOrderId id;
        private final Instrument instrument;
        private final Side side;
        private final OrderType type;
        private final long lots;
        private final TimeInForce timeInForce;
        private final boolean reduceOnly;
        private final boolean postOnly;
        private final OrderRole role;
        private final Confidence confidence;
        private final @Nullable ClientOrderId entry;

        Single(
                ClientOrderId id,
                Instrument instrument,
                Side side,
                OrderType type,
                long lots,
                TimeInForce timeInForce,
                boolean reduceOnly,
                boolean postOnly,
                OrderRole role,
                Confidence confidence,
                @Nullable ClientOrderId entry) {
            if (lots <= 0) {
                throw new IllegalArgumentException("an approved order has a positive quantity, was " + lots + " lots");
            }
            this.id = id;
            this.instrument = instrument;
            this.side = side;
            this.type = type;
            this.lots = lots;
            this.timeInForce = timeInForce;
            this.reduceOnly = reduceOnly;
            this.postOnly = postOnly;
            this.role = role;
            this.confidence = confidence;
            this.entry = entry;
        }

        /** The same order for fewer lots: approved for more, it is approved for less. */
        public Single withLots(long fewer) {
            if (fewer > lots) {
                throw new IllegalArgumentException("approved for " + lots + " lots, not for " + fewer);
            }
            return new Single(
                    id, instrument, side, type, fewer, timeInForce, reduceOnly, postOnly, role, confidence, entry);
        }

        /** Our name of it (FIX tag 11). */
        public ClientOrderId id() {
            return id;
        }

        @Override
        public Instrument instrument() {
            return instrument;
        }

        public Side side() {
            return side;
        }

        /** Never a trailing stop: that is the engine's, and rests as a stop. */
        public OrderType type() {
            return type;
        }

        public long lots() {
            return lots;
        }

        /** Never good-for-bars: that is the engine's, and rests as good-till-canceled. */
        public TimeInForce timeInForce() {
            return timeInForce;
        }

        public boolean reduceOnly() {
            return reduceOnly;
        }

        public boolean postOnly() {
            return postOnly;
        }

        public OrderRole role() {
            return role;
        }

        public Confidence confidence() {
            return confidence;
        }

        /** Of an exit: the entry that it protects; null if it is none. */
        public @Nullable ClientOrderId entry() {
            return entry;
        }

        @Override
        public String toString() {
            return id + " " + side + " " + instrument.quantity(lots) + " " + instrument + " " + type;
        }
    }

    /** A stop and a limit for the same position, of which one cancels the other (FIX tag 1385, ContingencyType 1). */
    public static final class Oco extends ApprovedOrder {
        private final Single stop;
        private final Single limit;

        Oco(Single stop, Single limit) {
            if (!stop.instrument.equals(limit.instrument) || stop.side != limit.side || stop.lots != limit.lots) {
                throw new IllegalArgumentException(
                        "the legs of a pair are for the same position: " + stop + ", " + limit);
            }
            this.stop = stop;
            this.limit = limit;
        }

        @Override
        public Instrument instrument() {
            return stop.instrument;
        }

        public Single stop() {
            return stop;
        }

        public Single limit() {
            return limit;
        }
    }
}
