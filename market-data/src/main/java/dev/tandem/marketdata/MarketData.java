package dev.tandem.marketdata;

import dev.tandem.model.Instrument;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read from a file or sample: the data themselves, and what a report says of where they are from.
 *
 * <p>Immutable, safe for any thread.
 */
public final class MarketData {
    private final String source;
    private final String sha256;
    private final Instrument instrument;
    private final MarketDataKind kind;
    private final @Nullable BarColumns bars;
    private final @Nullable TradeColumns trades;
    private final @Nullable QuoteColumns quotes;
    private final @Nullable BookColumns book;
    private final Map<String, Long> skipped;

    private MarketData(
            Origin origin,
            Instrument instrument,
            MarketDataKind kind,
            @Nullable BarColumns bars,
            @Nullable TradeColumns trades,
            @Nullable QuoteColumns quotes,
            @Nullable BookColumns book) {
        this.source = origin.source();
        this.sha256 = origin.sha256();
        this.skipped = Collections.unmodifiableMap(new LinkedHashMap<>(origin.skipped()));
        this.instrument = instrument;
        this.kind = kind;
        this.bars = bars;
        this.trades = trades;
        this.quotes = quotes;
        this.book = book;
    }

    /** Where data are from, and what was left out. */
    record Origin(String source, String sha256, Map<String, Long> skipped) {}

    static MarketData ofBars(Origin origin, BarColumns bars) {
        return new MarketData(origin, bars.instrument(), MarketDataKind.BARS, bars, null, null, null);
    }

    static MarketData ofTrades(Origin origin, TradeColumns trades, BarColumns bars) {
        return new MarketData(origin, bars.instrument(), MarketDataKind.TRADES, bars, trades, null, null);
    }

    static MarketData ofQuotes(Origin origin, QuoteColumns quotes, BarColumns bars) {
        return new MarketData(origin, bars.instrument(), MarketDataKind.QUOTES, bars, null, quotes, null);
    }

    static MarketData ofBook(Origin origin, BookColumns book) {
        return new MarketData(origin, book.instrument(), MarketDataKind.BOOK, null, null, null, book);
    }

    /** The file or {@code sample:NAME}, as it was asked for. */
    public String source() {
        return source;
    }

    /** The SHA-256 of the file as it is stored (of a {@code .gz}, the compressed bytes), in hexadecimal. */
    public String sha256() {
        return sha256;
    }

    public Instrument instrument() {
        return instrument;
    }

    public MarketDataKind kind() {
        return kind;
    }

    /** How many bars, trades, quotes or book updates there are, within the limits of time that were asked for. */
    public int events() {
        return switch (kind) {
            case BARS -> bars().size();
            case TRADES -> trades().size();
            case QUOTES -> quotes().size();
            case BOOK -> book().size();
        };
    }

    /** How many prices had more decimals than the default tick and were rounded (half-even) to it. */
    public long roundedValues() {
        return switch (kind) {
            case BARS -> bars().roundedValues();
            case TRADES -> trades().roundedValues();
            case QUOTES -> quotes().roundedValues();
            case BOOK -> book().roundedValues();
        };
    }

    /** How many rows a lenient reader left out, by reason, in the order in which they were met. */
    public Map<String, Long> skipped() {
        return skipped;
    }

    /**
     * The bars: as they are in the file, or aggregated from its trades or quotes.
     *
     * @throws DataException if these are book updates, of which no bars can be made
     */
    public BarColumns bars() {
        if (bars == null) {
            throw new DataException(
                    source,
                    "holds book updates, of which no bars can be made; give bars, trades or quotes, or --replay ticks"
                            + " to replay the updates themselves");
        }
        return bars;
    }

    /** The trades that the bars were made of. */
    public TradeColumns trades() {
        return ofKind(trades, MarketDataKind.TRADES);
    }

    /** The quotes that the bars were made of. */
    public QuoteColumns quotes() {
        return ofKind(quotes, MarketDataKind.QUOTES);
    }

    /** The changes of the order book. */
    public BookColumns book() {
        return ofKind(book, MarketDataKind.BOOK);
    }

    private <T> T ofKind(@Nullable T data, MarketDataKind wanted) {
        if (data == null) {
            throw new DataException(source, "holds " + kind + "; " + wanted + " are expected here");
        }
        return data;
    }
}
