package dev.tandem.sim;

import dev.tandem.marketdata.BookColumns;
import dev.tandem.model.Side;
import dev.tandem.sim.book.DepthBook;
import dev.tandem.sim.match.RecordedMarket;
import org.jspecify.annotations.Nullable;

/** Applies recorded updates to a book, message by message, and sees whether that which they say can be. */
final class BookReader {
    static final String GAP = "gap in the update ids";
    static final String STALE = "message older than one before it";
    static final String CROSSED = "crossed book";
    static final String LOCKED = "locked book";

    private final BookColumns columns;
    private final String source;
    private final BookPolicy policy;
    private final RecordedMarket market;
    private final @Nullable Findings findings;
    private long lastId;

    /** @param findings null for a second reader of the same data, which has nothing new to say */
    BookReader(
            BookColumns columns, String source, BookPolicy policy, RecordedMarket market, @Nullable Findings findings) {
        this.columns = columns;
        this.source = source;
        this.policy = policy;
        this.market = market;
        this.findings = findings;
    }

    /**
     * Applies the message that begins at a row.
     *
     * @return the row at which the next one begins
     */
    int apply(int row) {
        int end = end(row);
        long last = columns.lastUpdateId(row);
        if (lastId != 0 && (last == 0 ? !goesOn(row) : !follows(row, last))) {
            return end;
        }
        lastId = last;
        for (int i = row; i < end; i++) {
            market.level(columns.side(i) == Side.BUY, columns.priceTicks(i), columns.quantityUnits(i));
        }
        DepthBook book = market.book();
        long ask = book.best(false);
        if (ask > 0 && book.best(true) >= ask) {
            crossed(row, end);
        }
        return end;
    }

    /** Where the message that begins at a row ends: its rows have one time and the same ids. */
    int end(int row) {
        long time = columns.timeNanos(row);
        long first = columns.firstUpdateId(row);
        long last = columns.lastUpdateId(row);
        int end = row + 1;
        while (end < columns.size()
                && columns.timeNanos(end) == time
                && columns.lastUpdateId(end) == last
                && columns.firstUpdateId(end) == first) {
            end++;
        }
        return end;
    }

    /** Whether a message may be applied after those before it. */
    private boolean follows(int row, long last) {
        if (last <= lastId) {
            if (findings != null) {
                findings.add(
                        STALE,
                        source,
                        columns.line(row),
                        "it ends with update " + last + ", and update " + lastId + " was there before",
                        "it is left out");
            }
            return false;
        }
        long first = columns.firstUpdateId(row);
        return first <= lastId + 1
                || gap(
                        row,
                        "update ids go from " + lastId + " to " + first + ", so " + (first - lastId - 1)
                                + " updates are missing");
    }

    /** Messages had ids up to here, and this one has none: nobody knows whether it follows. */
    private boolean goesOn(int row) {
        return gap(row, "update ids end after " + lastId + ", so updates may be missing");
    }

    /** Updates are missing; what is to be done then was said. */
    private boolean gap(int row, String what) {
        if (policy.gap() == BookPolicy.Gap.STOP) {
            throw Findings.stop(
                    source,
                    columns.line(row),
                    what,
                    "--book-gap resync begins the book anew there, --book-gap keep goes on with it as it is");
        }
        boolean anew = policy.gap() == BookPolicy.Gap.RESYNC;
        if (anew) {
            market.clear();
        }
        if (findings != null) {
            findings.add(
                    GAP,
                    source,
                    columns.line(row),
                    what,
                    anew ? "the book began anew (resync)" : "the book was kept as it was (keep)");
        }
        return true;
    }

    private void crossed(int from, int to) {
        DepthBook book = market.book();
        long bid = book.best(true);
        long ask = book.best(false);
        boolean locked = bid == ask;
        if (policy.crossed() == BookPolicy.Crossed.STOP) {
            throw Findings.stop(
                    source,
                    columns.line(from),
                    text(locked, bid, ask),
                    "--book-crossed trim believes the newer level, --book-crossed keep leaves the book as it is");
        }
        boolean trims = policy.crossed() == BookPolicy.Crossed.TRIM;
        if (findings != null) {
            findings.add(
                    locked ? LOCKED : CROSSED,
                    source,
                    columns.line(from),
                    text(locked, bid, ask),
                    trims ? "the newer level was believed (trim)" : "the book was kept as it was (keep)");
        }
        if (!trims) {
            return;
        }
        boolean bidIsNew = false;
        for (int i = from; i < to; i++) {
            bidIsNew |= columns.side(i) == Side.BUY && columns.priceTicks(i) == bid;
        }
        while (bidIsNew && book.best(false) > 0 && book.best(false) <= bid) {
            market.level(false, book.best(false), 0);
        }
        while (!bidIsNew && book.best(true) >= ask) {
            market.level(true, book.best(true), 0);
        }
    }

    private String text(boolean locked, long bid, long ask) {
        return "the book is " + (locked ? "locked" : "crossed") + ": bid "
                + columns.instrument().price(bid).toPlainString() + ", offer "
                + columns.instrument().price(ask).toPlainString();
    }
}
