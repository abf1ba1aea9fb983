package dev.tandem.sim;

import dev.tandem.marketdata.BookColumns;
import dev.tandem.marketdata.MarketData;
import dev.tandem.model.Side;
import dev.tandem.sim.book.DepthBook;
import dev.tandem.sim.match.RecordedMarket;
import java.util.List;

/**
 * A recorded order book, message by message, as a replay of ticks reads it: for who shows it instead of replaying it.
 *
 * <p>Sizes are in 1e-8 of the base asset. For one thread.
 */
public final class RecordedBook {
    private final BookColumns columns;
    private final RecordedMarket market = new RecordedMarket(true, false, false);
    private final Findings findings = new Findings();
    private final BookReader reader;
    private long trouble;

    /** Is told what a message has changed. */
    public interface Changes {
        /** This size rests at this price from now on. */
        void level(boolean bid, long ticks, long units);

        /** More has changed than the message says: the whole book is to be looked at. */
        void anew();
    }

    /**
     * A book before its first message.
     *
     * @param policy what to do where the messages cannot be right
     * @throws dev.tandem.marketdata.DataException if these are no book updates
     */
    public RecordedBook(MarketData data, BookPolicy policy) {
        this.columns = data.book();
        this.reader = new BookReader(columns, data.source(), policy, market, findings);
    }

    /** The book as it is now. */
    public DepthBook book() {
        return market.book();
    }

    /** Where the message ends that begins at a row. */
    public int end(int row) {
        return reader.end(row);
    }

    /**
     * The message that begins at a row happens.
     *
     * @throws dev.tandem.marketdata.DataException if it cannot be right, and the policy is to stop there
     */
    public void apply(int row, Changes changes) {
        int end = reader.apply(row);
        long found = findings.total();
        if (found != trouble) {
            trouble = found;
            changes.anew();
            return;
        }
        for (int i = row; i < end; i++) {
            changes.level(columns.side(i) == Side.BUY, columns.priceTicks(i), columns.quantityUnits(i));
        }
    }

    /** What was found wrong up to now and handled as the policy says, one sentence for each kind. */
    public List<String> findings() {
        return findings.sentences();
    }
}
