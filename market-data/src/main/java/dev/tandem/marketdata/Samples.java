package dev.tandem.marketdata;

import dev.tandem.model.Instrument;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Real market data that come with the project: the resources of ta4j-examples, on the class path.
 *
 * <p>They are read by name, {@code sample:bitstamp-btcusd}, wherever a file may be named.
 */
public final class Samples {
    /** What a source begins with that is a sample. */
    public static final String PREFIX = "sample:";

    private static final String LICENSE = "MIT (ta4j)";

    private static final List<Sample> ALL = List.of(
            new Sample(
                    "bitstamp-btcusd",
                    "Bitstamp BTC/USD, every trade of one week",
                    "BTC/USD",
                    MarketDataKind.TRADES,
                    100_000,
                    "2013-11-25 to 2013-12-01",
                    LICENSE,
                    "bitstamp_trades_from_20131125_usd.csv",
                    "timestamp=timestamp,price=price,size=amount"),
            new Sample(
                    "apple-daily",
                    "Apple, daily bars of one year",
                    "AAPL/USD",
                    MarketDataKind.BARS,
                    252,
                    "2013-01-02 to 2013-12-31",
                    LICENSE,
                    "appleinc_bars_from_20130101_usd.csv",
                    "timestamp=date,open=open,high=high,low=low,close=close,volume=volume"),
            new Sample(
                    "binance-ethusd-5m",
                    "Binance.US ETH/USD, 5-minute bars of two days",
                    "ETH/USD",
                    MarketDataKind.BARS,
                    580,
                    "2023-03-13 to 2023-03-15",
                    LICENSE,
                    "ETH-USD-PT5M-2023-3-13_2023-3-15.json",
                    ""));

    private Samples() {}

    /**
     * One data set.
     *
     * @param name what follows {@code sample:}
     * @param description what it is, in a few words
     * @param instrument whose prices it has
     * @param kind bars or trades
     * @param rows how many
     * @param period the days that it covers
     * @param license under which it was published
     * @param resource where it is on the class path
     * @param columns how its columns are called; empty for JSON
     */
    public record Sample(
            String name,
            String description,
            String instrument,
            MarketDataKind kind,
            int rows,
            String period,
            String license,
            String resource,
            String columns) {}

    /** All of them. */
    public static List<Sample> list() {
        return ALL;
    }

    static MarketData read(String source, ReadOptions asked) {
        String name = source.substring(PREFIX.length());
        Sample sample = ALL.stream()
                .filter(s -> s.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new DataException(
                        source,
                        "there is no such sample; the samples are "
                                + ALL.stream().map(Sample::name).collect(Collectors.joining(", "))));
        if (asked.columns() != null) {
            throw new DataException(source, "a sample's columns are known; leave --columns out");
        }
        ReadOptions options = asked.symbol() == null
                ? asked.toBuilder().symbol(sample.instrument()).build()
                : asked;
        Instrument instrument = options.instrument();
        byte[] stored = bytes(source, sample.resource());
        boolean json = sample.columns().isEmpty();
        byte[] csv = json ? JsonBars.toCsv(source, stored) : stored;
        ReadOptions named = json
                ? options
                : options.toBuilder()
                        .columns(ColumnSpec.parse(sample.columns()))
                        .build();
        try (ByteFeed feed = ByteFeed.of(source, csv, stored)) {
            return MarketDataReader.read(source, feed, instrument, named);
        }
    }

    private static byte[] bytes(String source, String resource) {
        try (InputStream in = Samples.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new DataException(
                        source, "the resource " + resource + " is missing; is ta4j-examples on the class path?");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new DataException(source, "the resource " + resource + " cannot be read: " + e.getMessage());
        }
    }
}
