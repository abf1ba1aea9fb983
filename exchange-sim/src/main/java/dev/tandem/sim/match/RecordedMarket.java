package dev.tandem.sim.match;

import dev.tandem.sim.book.DepthBook;
import dev.tandem.sim.book.LevelVisitor;

/**
 * What recorded ticks show of a market at this moment: a book, or the best bid and offer, or only a last price; less what our
 * own orders have taken of it. The recording knows nothing of us, so what we took is kept in mind until the recording says
 * something new about that level: nothing that was offered once is had twice.
 *
 * <p>Prices are ticks, sizes are 1e-8 of the base asset.
 */
public final class RecordedMarket {
    private final boolean book;
    private final boolean quotes;
    private final boolean trades;
    private final DepthBook levels = new DepthBook();

    private long bidTicks;
    private long bidUnits;
    private long askTicks;
    private long askUnits;

    private boolean[] takenBid = new boolean[8];
    private long[] takenTicks = new long[8];
    private long[] takenUnits = new long[8];
    private int taken;

    /**
     * @param book whether there are updates of the book; then quotes decide nothing
     * @param quotes whether there are quotes
     * @param trades whether there are trades; then they trigger stops
     */
    public RecordedMarket(boolean book, boolean quotes, boolean trades) {
        this.book = book;
        this.quotes = quotes;
        this.trades = trades;
    }

    // The recording

    /** A level of the book has this size from now on. */
    public void level(boolean bid, long ticks, long units) {
        levels.update(bid, ticks, units);
        if (taken > 0) {
            forget(bid, ticks);
        }
    }

    /** The book begins anew. */
    public void clear() {
        levels.clear();
        taken = 0;
    }

    /** The best bid and offer are these from now on. */
    public void quote(long bid, long bidSize, long ask, long askSize) {
        if (taken > 0 && !book) {
            if (bid != bidTicks || bidSize != bidUnits) {
                forgetSide(true);
            }
            if (ask != askTicks || askSize != askUnits) {
                forgetSide(false);
            }
        }
        bidTicks = bid;
        bidUnits = bidSize;
        askTicks = ask;
        askUnits = askSize;
    }

    public DepthBook book() {
        return levels;
    }

    // What is there

    boolean hasTrades() {
        return trades;
    }

    /** Whether it is known what somebody would trade at now. */
    boolean showsOffers() {
        return book || quotes;
    }

    /** The best price of a side; 0 if there is none. */
    long best(boolean bid) {
        return book ? levels.best(bid) : bid ? bidTicks : askTicks;
    }

    /** What rests at a price, or {@link QueueModel#UNKNOWN} where the recording does not reach. */
    long shown(boolean bid, long ticks) {
        if (book) {
            return levels.lotsAt(bid, ticks);
        }
        if (!quotes) {
            return QueueModel.UNKNOWN;
        }
        long best = bid ? bidTicks : askTicks;
        if (ticks == best) {
            return bid ? bidUnits : askUnits;
        }
        // Between bid and offer nobody is; behind the best price, or before the first quote, nobody knows.
        boolean inside = best > 0 && (bid ? ticks > best : ticks < best);
        return inside ? 0 : QueueModel.UNKNOWN;
    }

    /** What can still be had at the best quote; {@link QueueModel#NEVER} where its size is unknown. */
    long topUnits(boolean bid) {
        long size = bid ? bidUnits : askUnits;
        return size < 0 ? QueueModel.NEVER : Math.max(0, size - takenAt(bid, bid ? bidTicks : askTicks));
    }

    /** Whether updates of the book are recorded; then quotes decide nothing. */
    public boolean isBook() {
        return book;
    }

    /** Shows the levels of the book as they were recorded. */
    void levels(boolean bid, LevelVisitor visitor) {
        levels.levels(bid, visitor);
    }

    // What we took

    long takenAt(boolean bid, long ticks) {
        for (int i = 0; i < taken; i++) {
            if (takenTicks[i] == ticks && takenBid[i] == bid) {
                return takenUnits[i];
            }
        }
        return 0;
    }

    void take(boolean bid, long ticks, long units) {
        for (int i = 0; i < taken; i++) {
            if (takenTicks[i] == ticks && takenBid[i] == bid) {
                takenUnits[i] += units;
                return;
            }
        }
        if (taken == takenTicks.length) {
            grow();
        }
        takenBid[taken] = bid;
        takenTicks[taken] = ticks;
        takenUnits[taken] = units;
        taken++;
    }

    private void grow() {
        boolean[] bids = new boolean[2 * taken];
        long[] ticks = new long[2 * taken];
        long[] units = new long[2 * taken];
        System.arraycopy(takenBid, 0, bids, 0, taken);
        System.arraycopy(takenTicks, 0, ticks, 0, taken);
        System.arraycopy(takenUnits, 0, units, 0, taken);
        takenBid = bids;
        takenTicks = ticks;
        takenUnits = units;
    }

    private void forget(boolean bid, long ticks) {
        for (int i = 0; i < taken; i++) {
            if (takenTicks[i] == ticks && takenBid[i] == bid) {
                drop(i);
                return;
            }
        }
    }

    private void forgetSide(boolean bid) {
        for (int i = taken - 1; i >= 0; i--) {
            if (takenBid[i] == bid) {
                drop(i);
            }
        }
    }

    private void drop(int i) {
        taken--;
        takenBid[i] = takenBid[taken];
        takenTicks[i] = takenTicks[taken];
        takenUnits[i] = takenUnits[taken];
    }
}
