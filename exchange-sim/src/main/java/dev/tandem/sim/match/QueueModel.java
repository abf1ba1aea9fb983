package dev.tandem.sim.match;

/**
 * Where a limit order stands among others at its price, which recorded data don't tell: they show how much rests at a price,
 * not who came first, and not whose order it was that was canceled.
 *
 * <p>All quantities are in 1e-8 of the base asset. A model of one's own has to answer the same for the same question.
 */
public interface QueueModel {
    /** What is shown at a price that the data don't reach: trades without quotes, a level below the best one. */
    long UNKNOWN = -1;

    /** More than ever trades: only a trade through the price fills. */
    long NEVER = Long.MAX_VALUE;

    /** First in the queue: whatever trades at the price is ours. What the optimistic fills assume. */
    QueueModel FRONT = new QueueModel() {
        @Override
        public long joined(long shown) {
            return 0;
        }

        @Override
        public long canceled(long ahead, long before, long gone) {
            return ahead;
        }

        @Override
        public String toString() {
            return "front";
        }
    };

    /**
     * Behind all that is shown, and what is canceled was behind us. What the pessimistic fills assume; where the size is not
     * known, only a trade through the price fills.
     */
    QueueModel BACK = new QueueModel() {
        @Override
        public long joined(long shown) {
            return shown == UNKNOWN ? NEVER : shown;
        }

        @Override
        public long canceled(long ahead, long before, long gone) {
            return ahead;
        }

        @Override
        public String toString() {
            return "back";
        }
    };

    /**
     * Behind all that is shown, and of what is canceled as large a share was ahead of us as of the whole level. What the
     * realistic fills assume; where the size is not known, nothing is ahead.
     */
    QueueModel PROPORTIONAL = new QueueModel() {
        @Override
        public long joined(long shown) {
            return Math.max(0, shown);
        }

        @Override
        public long canceled(long ahead, long before, long gone) {
            // A share of a share: doubles are exact enough, and the same everywhere.
            return before <= 0 ? ahead : ahead - (long) ((double) ahead / before * gone);
        }

        @Override
        public String toString() {
            return "proportional";
        }
    };

    /**
     * An order arrives at its price.
     *
     * @param shown what rests there, or {@link #UNKNOWN}
     * @return how much of it is ahead
     */
    long joined(long shown);

    /**
     * Some of what rests at the price has gone, and no trade tells where to.
     *
     * @param ahead how much was ahead
     * @param before how much was at the price
     * @param gone how much less there is now, from 1 to {@code before}
     * @return how much is ahead now
     */
    long canceled(long ahead, long before, long gone);

    /** What each kind of fills assumes. */
    static QueueModel of(FillModel fills) {
        return switch (fills) {
            case OPTIMISTIC -> FRONT;
            case REALISTIC -> PROPORTIONAL;
            case PESSIMISTIC -> BACK;
        };
    }
}
