package dev.tandem.venue;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.marketdata.BookColumns;
import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataKind;
import dev.tandem.marketdata.QuoteColumns;
import dev.tandem.marketdata.TradeColumns;
import dev.tandem.model.Side;
import dev.tandem.sim.BookPolicy;
import dev.tandem.sim.RecordedBook;
import dev.tandem.sim.TickSet;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Recorded trades, quotes and book updates of one instrument, and the ends of the bars that are made of them, in the order in
 * which they happen: at one moment bars that are over first, then ticks in the order of their files.
 */
final class Recording {
    final BarColumns bars;
    final BookPolicy policy;
    final @Nullable TradeColumns trades;
    final @Nullable QuoteColumns quotes;
    final @Nullable MarketData book;
    /** What the book's reader had to say about the whole of it. */
    final List<String> findings;

    private final MarketDataKind priced;
    private final String kinds;
    private int size;
    private long[] times = new long[1_024];
    private int[] rows = new int[1_024];
    private Kind[] kindOf = new Kind[1_024];

    /** What happens. */
    enum Kind {
        TRADE,
        QUOTE,
        BOOK,
        BAR_OVER
    }

    /** One file, and how far it has been read. */
    private static final class Feed {
        final MarketData data;
        final @Nullable RecordedBook messages;
        int row;

        Feed(MarketData data, BookPolicy policy) {
            this.data = data;
            this.messages = data.kind() == MarketDataKind.BOOK ? new RecordedBook(data, policy) : null;
        }

        long next() {
            return switch (data.kind()) {
                case TRADES -> row < data.trades().size() ? data.trades().timeNanos(row) : Long.MAX_VALUE;
                case QUOTES -> row < data.quotes().size() ? data.quotes().timeNanos(row) : Long.MAX_VALUE;
                case BOOK -> row < data.book().size() ? data.book().timeNanos(row) : Long.MAX_VALUE;
                case BARS -> throw new IllegalStateException("bars are no ticks");
            };
        }

        Kind kind() {
            return switch (data.kind()) {
                case TRADES -> Kind.TRADE;
                case QUOTES -> Kind.QUOTE;
                case BOOK -> Kind.BOOK;
                case BARS -> throw new IllegalStateException("bars are no ticks");
            };
        }

        void pass() {
            row = messages == null ? row + 1 : messages.end(row);
        }
    }

    /**
     * Puts a market's files into one order.
     *
     * @throws dev.tandem.marketdata.DataException if a book's updates cannot be right and the policy is to stop there
     */
    Recording(TickSet.Market market, BookPolicy policy) {
        this.bars = market.bars();
        this.policy = policy;
        this.book = of(market, MarketDataKind.BOOK);
        MarketData traded = of(market, MarketDataKind.TRADES);
        MarketData quoted = of(market, MarketDataKind.QUOTES);
        this.trades = traded == null ? null : traded.trades();
        this.quotes = quoted == null ? null : quoted.quotes();
        this.priced =
                traded != null ? MarketDataKind.TRADES : quoted != null ? MarketDataKind.QUOTES : MarketDataKind.BOOK;
        this.kinds = market.feeds().stream().map(MarketData::kind).toList().toString();
        this.findings = book == null ? List.of() : read(book);
        List<Feed> feeds =
                market.feeds().stream().map(feed -> new Feed(feed, policy)).toList();
        merge(feeds);
    }

    private static @Nullable MarketData of(TickSet.Market market, MarketDataKind kind) {
        return market.feeds().stream()
                .filter(feed -> feed.kind() == kind)
                .findFirst()
                .orElse(null);
    }

    /** Reads a book from beginning to end, so that what is wrong with it is said before anybody trades. */
    private List<String> read(MarketData data) {
        RecordedBook reader = new RecordedBook(data, policy);
        RecordedBook.Changes nobody = new RecordedBook.Changes() {
            @Override
            public void level(boolean bid, long ticks, long units) {}

            @Override
            public void anew() {}
        };
        for (int row = 0; row < data.book().size(); row = reader.end(row)) {
            reader.apply(row, nobody);
        }
        return reader.findings();
    }

    private void merge(List<Feed> feeds) {
        int bar = 0;
        while (true) {
            Feed first = feeds.getFirst();
            for (Feed feed : feeds) {
                first = feed.next() < first.next() ? feed : first;
            }
            long tick = first.next();
            long over = bar < bars.size() ? bars.closeTimeNanos(bar) : Long.MAX_VALUE;
            if (over <= tick) {
                if (over == Long.MAX_VALUE) {
                    return;
                }
                add(over, Kind.BAR_OVER, bar++);
            } else {
                add(tick, first.kind(), first.row);
                first.pass();
            }
        }
    }

    private void add(long time, Kind kind, int row) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            rows = Arrays.copyOf(rows, 2 * size);
            kindOf = Arrays.copyOf(kindOf, 2 * size);
        }
        times[size] = time;
        kindOf[size] = kind;
        rows[size] = row;
        size++;
    }

    int size() {
        return size;
    }

    long timeNanos(int i) {
        return times[i];
    }

    Kind kind(int i) {
        return kindOf[i];
    }

    /** Of its file; the bar, where one is over. */
    int row(int i) {
        return rows[i];
    }

    /** Whether ticks of this kind say what the instrument costs: trades, else quotes, else the middle of the book. */
    boolean prices(Kind kind) {
        return switch (kind) {
            case TRADE -> priced == MarketDataKind.TRADES;
            case QUOTE -> priced == MarketDataKind.QUOTES;
            case BOOK -> priced == MarketDataKind.BOOK;
            case BAR_OVER -> false;
        };
    }

    /** All that decides what happens. */
    String identity() {
        CRC32C sum = new CRC32C();
        ByteBuffer row = ByteBuffer.allocate(64);
        for (int i = 0; i < size; i++) {
            row.clear();
            row.putLong(times[i]).putInt(kindOf[i].ordinal());
            int at = rows[i];
            switch (kindOf[i]) {
                case TRADE -> put(row, at, trades);
                case QUOTE -> put(row, at, quotes);
                case BOOK, BAR_OVER -> row.putInt(at);
            }
            sum.update(row.flip());
        }
        if (book != null) {
            put(sum, book.book());
        }
        return kinds + ":" + size + ":" + Long.toHexString(sum.getValue()) + ":" + policy.gap() + ","
                + policy.crossed();
    }

    private static void put(ByteBuffer row, int at, @Nullable TradeColumns columns) {
        if (columns != null) {
            Side side = columns.side(at);
            row.putLong(columns.priceTicks(at)).putLong(columns.sizeUnits(at)).putInt(side == null ? 0 : side.sign());
        }
    }

    private static void put(ByteBuffer row, int at, @Nullable QuoteColumns columns) {
        if (columns != null) {
            row.putLong(columns.bidTicks(at)).putLong(columns.bidSizeUnits(at));
            row.putLong(columns.askTicks(at)).putLong(columns.askSizeUnits(at));
        }
    }

    private static void put(CRC32C sum, BookColumns columns) {
        ByteBuffer row = ByteBuffer.allocate(64);
        for (int i = 0; i < columns.size(); i++) {
            row.clear();
            row.putLong(columns.timeNanos(i)).putInt(columns.side(i).sign());
            row.putLong(columns.priceTicks(i)).putLong(columns.quantityUnits(i)).putLong(columns.lastUpdateId(i));
            sum.update(row.flip());
        }
    }
}
