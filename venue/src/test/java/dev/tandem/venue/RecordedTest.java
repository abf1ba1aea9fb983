package dev.tandem.venue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.QuoteColumns;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.marketdata.TradeColumns;
import dev.tandem.model.Money;
import dev.tandem.model.Side;
import dev.tandem.sim.BookPolicy;
import dev.tandem.sim.TickSet;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A venue at which recorded trades, quotes and book updates happen, one by one. */
class RecordedTest {
    private static final BookPolicy TRIM = new BookPolicy(BookPolicy.Gap.RESYNC, BookPolicy.Crossed.TRIM);
    /** 2024-01-01T00:00:00Z. */
    private static final long START = 1_704_067_200_000L;

    private static final String TRADES = "timestamp,price,size,side\n";
    private static final String QUOTES = "timestamp,bid,bid_size,ask,ask_size\n";
    private static final String BOOK = "timestamp,first_update_id,last_update_id,side,price,qty\n";

    @TempDir
    Path directory;

    private static ReadOptions reading() {
        return ReadOptions.builder("BTC/USDT")
                .tick(new BigDecimal("0.01"))
                .lot(new BigDecimal("0.00001"))
                .build();
    }

    /** Lines whose first field is milliseconds from the start. */
    private MarketData data(String header, String... lines) throws IOException {
        StringBuilder text = new StringBuilder(header);
        for (String line : lines) {
            int comma = line.indexOf(',');
            text.append(START + Long.parseLong(line.substring(0, comma)))
                    .append(line.substring(comma))
                    .append('\n');
        }
        Path file = directory.resolve(header.hashCode() + ".csv");
        Files.writeString(file, text);
        return MarketDataReader.read(file.toString(), reading());
    }

    private static VenueBuilder builder(MarketData... files) {
        TickSet ticks = TickSet.of(List.of(files), BarInterval.MINUTE, List.of(), TRIM);
        return Venue.of(ticks.markets().getFirst(), TRIM)
                .account("alice", "secret")
                .account("bob", "hidden")
                .balance("USDT", Money.parse("1000000"))
                .balance("BTC", Money.parse("1000"));
    }

    /** A venue and one of its clients. */
    private record Market(Venue venue, Wire alice, Wire bob) implements AutoCloseable {
        static Market of(VenueBuilder builder) {
            Venue venue = builder.start();
            return new Market(venue, new Wire(venue, "alice", "secret"), new Wire(venue, "bob", "hidden"));
        }

        void next(int steps) {
            for (int i = 0; i < steps; i++) {
                alice.next();
            }
        }

        String bookTicker() {
            Wire.Answer best = alice.get("/api/v3/ticker/bookTicker?symbol=BTCUSDT");
            return Wire.plain(best.at("bidPrice")) + "x" + Wire.plain(best.at("bidQty")) + " "
                    + Wire.plain(best.at("askPrice")) + "x" + Wire.plain(best.at("askQty"));
        }

        @Override
        public void close() {
            alice.close();
            bob.close();
            venue.close();
        }
    }

    private static String line(Wire.Answer trades, int i) {
        return trades.at(i + ".time") + " " + Wire.plain(trades.at(i + ".price")) + " "
                + Wire.plain(trades.at(i + ".qty")) + " " + trades.at(i + ".isBuyerMaker");
    }

    @Test
    void theTradesThatWereRecordedAreTheTradesThatHappen() throws IOException {
        MarketData data = data(
                TRADES, "0,100,0.5,buy", "10,100.1,0.25,sell", "10,100.2,1,buy", "59999,99,2,sell", "60000,98,3,sell");
        try (Market market = Market.of(builder(data))) {
            assertThat(market.alice.next().at("step")).isEqualTo("open");
            assertThat(market.alice.next().at("step")).isEqualTo("tick");
            Wire.Answer two = market.alice.get("/api/v3/trades?symbol=BTCUSDT");
            assertThat(two.size()).isEqualTo(2);
            assertThat(line(two, 0)).isEqualTo(START + " 100 0.5 false");
            assertThat(line(two, 1)).isEqualTo((START + 10) + " 100.1 0.25 true");
            market.next(2);
            assertThat(market.alice.next().at("step")).isEqualTo("close");
            Wire.Answer candle = market.alice.get("/api/v3/klines?symbol=BTCUSDT&interval=1m");
            assertThat(candle.size()).isEqualTo(1);
            assertThat(List.of(
                            candle.at("0.0"),
                            Wire.plain(candle.at("0.1")),
                            Wire.plain(candle.at("0.2")),
                            Wire.plain(candle.at("0.3")),
                            Wire.plain(candle.at("0.4")),
                            Wire.plain(candle.at("0.5")),
                            Wire.plain(candle.at("0.7")),
                            candle.at("0.8"),
                            Wire.plain(candle.at("0.9"))))
                    .containsExactly(Long.toString(START), "100", "100.2", "99", "99", "3.75", "373.225", "4", "1.5");
            assertThat(market.alice.next().at("step")).isEqualTo("open");
            assertThat(market.alice.next().at("step")).isEqualTo("close");
            assertThat(market.alice.next().at("step")).isEqualTo("end");
        }
    }

    @Test
    void aQuoteIsWhatCanBeTradedWithAndNothingIsHadTwice() throws IOException {
        MarketData quotes = data(QUOTES, "0,100,2,100.1,1", "5,100,2,100.1,1", "9,100,2,100.1,3", "12,99.5,1,99.9,1");
        try (Market market = Market.of(builder(quotes))) {
            market.next(1);
            assertThat(market.bookTicker()).isEqualTo("100x2 100.1x1");
            Wire.Answer taken = market.alice.order("side=BUY&type=LIMIT&timeInForce=IOC&quantity=3&price=101");
            assertThat(taken.at("executedQty")).isEqualTo("1.00000000");
            assertThat(taken.at("status")).isEqualTo("EXPIRED");
            assertThat(market.bookTicker()).isEqualTo("100x2 0x0");
            market.next(1);
            assertThat(market.bookTicker()).as("the quote says nothing new").isEqualTo("100x2 0x0");
            market.next(1);
            assertThat(market.bookTicker()).isEqualTo("100x2 100.1x3");
            String rests = market.alice.id("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.4&price=100");
            market.next(1);
            // The offer has come down through the bid: it meets who rests there, at that price, as a maker.
            assertThat(market.alice.status(rests)).isEqualTo("FILLED");
            Wire.Answer fills = market.alice.trades();
            assertThat(fills.at("1.price")).isEqualTo("100.00000000");
            assertThat(fills.at("1.isMaker")).isEqualTo("true");
            assertThat(market.bookTicker()).isEqualTo("99.5x1 99.9x0.6");
        }
    }

    @Test
    void whoeverRestsIsFilledByTradesBehindThoseWhoWereThereBefore() throws IOException {
        MarketData quotes = data(QUOTES, "0,100,2,100.1,1");
        MarketData trades =
                data(TRADES, "1,100,0.5,sell", "2,100,1,buy", "3,100,1.7,sell", "4,100,0.2,sell", "5,99.99,0.1,sell");
        try (Market market = Market.of(builder(quotes, trades))) {
            market.next(1);
            String order = market.alice.id("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=100");
            market.next(1);
            assertThat(market.alice.query(order).at("executedQty"))
                    .as("1.5 ahead")
                    .isEqualTo("0.00000000");
            market.next(1);
            assertThat(market.alice.query(order).at("executedQty"))
                    .as("a buyer took")
                    .isEqualTo("0.00000000");
            market.next(1);
            assertThat(market.alice.query(order).at("executedQty"))
                    .as("1.7 traded, 1.5 were ahead")
                    .isEqualTo("0.20000000");
            market.next(1);
            assertThat(market.alice.query(order).at("executedQty")).isEqualTo("0.40000000");
            market.next(1);
            assertThat(market.alice.status(order)).as("traded through").isEqualTo("FILLED");
            assertThat(Wire.plain(market.alice.query(order).at("cummulativeQuoteQty")))
                    .isEqualTo("100");
        }
    }

    @Test
    void recordedTradesReleaseStopsWhichMeetTheRecordedBook() throws IOException {
        MarketData book = data(
                BOOK, "0,1,3,bid,100,2", "0,1,3,bid,99,5", "0,1,3,ask,101,2", "10,4,5,bid,100,0.5", "30,6,6,ask,101,0");
        MarketData trades = data(TRADES, "5,100.5,1,buy", "20,100,0.1,sell");
        try (Market market = Market.of(builder(book, trades))) {
            market.next(2);
            String stop = market.alice.id("side=SELL&type=STOP_LOSS&quantity=1&stopPrice=100");
            market.next(1);
            assertThat(market.alice.status(stop)).isEqualTo("NEW");
            market.next(1);
            assertThat(market.alice.status(stop)).isEqualTo("FILLED");
            Wire.Answer fills = market.alice.trades();
            assertThat(Wire.plain(fills.at("0.price")) + "x" + Wire.plain(fills.at("0.qty")))
                    .isEqualTo("100x0.4");
            assertThat(Wire.plain(fills.at("1.price")) + "x" + Wire.plain(fills.at("1.qty")))
                    .isEqualTo("99x0.6");
            Wire.Answer depth = market.alice.get("/api/v3/depth?symbol=BTCUSDT");
            assertThat(depth.at("bids.0.0") + " " + depth.at("bids.0.1")).isEqualTo("99.00000000 4.40000000");
        }
    }

    @Test
    void whatIsCanceledOfALevelIsTakenFromItsOrdersByTheSameShare() throws IOException {
        MarketData book = data(
                BOOK, "0,1,1,bid,100,2", "0,1,1,ask,101,1", "10,2,2,bid,100,4", "20,3,3,bid,100,2", "40,4,4,ask,101,2");
        MarketData trades = data(TRADES, "30,100,1.5,sell");
        try (Market market = Market.of(builder(book, trades))) {
            market.next(1);
            String between = market.alice.id("side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=100");
            // Two more come behind; then two go, one of those before and one of those behind.
            market.next(2);
            assertThat(Wire.plain(
                            market.alice.get("/api/v3/depth?symbol=BTCUSDT").at("bids.0.1")))
                    .isEqualTo("3");
            market.next(1);
            assertThat(Wire.plain(market.alice.query(between).at("executedQty")))
                    .isEqualTo("0.5");
        }
    }

    @Test
    void accountsTradeWithEachOtherBetweenTheQuotes() throws IOException {
        try (Market market = Market.of(builder(data(QUOTES, "0,100,2,102,1", "1,100,2,102,1")))) {
            market.next(1);
            market.alice.id("side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=101");
            assertThat(market.bookTicker()).isEqualTo("100x2 101x1");
            Wire.Answer taken = market.bob.order("side=BUY&type=MARKET&quantity=1.5");
            assertThat(taken.at("fills.0.price")).isEqualTo("101.00000000");
            assertThat(taken.at("fills.1.price")).isEqualTo("102.00000000");
        }
    }

    @Test
    void aQuoteWithoutSizesAndTradesAloneCanBeTradedWithToo() throws IOException {
        try (Market market = Market.of(builder(data(QUOTES, "0,100,,100.1,", "1,100,,100.2,")))) {
            market.next(1);
            assertThat(market.alice.order("side=BUY&type=MARKET&quantity=50").at("executedQty"))
                    .isEqualTo("50.00000000");
            assertThat(market.alice.get("/api/v3/ticker/24hr?symbol=BTCUSDT").status())
                    .isEqualTo(200);
        }
        try (Market market = Market.of(builder(data(TRADES, "0,100,1,buy", "1,101,1,buy", "2,99,0.5,sell")))) {
            market.next(1);
            assertThat(market.alice.order("side=BUY&type=MARKET&quantity=1").at("status"))
                    .isEqualTo("FILLED");
            String sell = market.alice.id("side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=100.5");
            String buy = market.alice.id("side=BUY&type=LIMIT&timeInForce=GTC&quantity=2&price=99");
            market.next(1);
            assertThat(market.alice.status(sell)).isEqualTo("FILLED");
            market.next(1);
            assertThat(market.alice.query(buy).at("executedQty")).isEqualTo("0.50000000");
        }
    }

    @Test
    void aVenueOfTicksComesBackFromItsJournal() throws IOException {
        MarketData quotes = data(QUOTES, "0,100,2,100.1,1", "5,100,2,100.2,1", "9,99,2,100.1,3", "12,98,1,99,1");
        MarketData trades = data(TRADES, "1,100,0.5,sell", "2,100,1,buy", "11,99,1.7,sell");
        String truth;
        Path journal = directory.resolve("journal");
        try (Market market = Market.of(builder(quotes, trades).journal(journal))) {
            market.next(2);
            market.alice.id("side=BUY&type=LIMIT&timeInForce=GTC&quantity=4&price=99");
            market.bob.id("side=SELL&type=STOP_LOSS&quantity=1&stopPrice=99.5");
            market.next(5);
            truth = market.alice.truth().text();
        }
        assertThat(truth).contains("PARTIALLY_FILLED");
        try (Market market = Market.of(builder(quotes, trades).journal(journal))) {
            assertThat(market.alice.truth().text()).isEqualTo(truth);
        }
    }

    // Real data

    private static MarketData real(String kind) {
        Path file = Path.of(System.getProperty("tandem.root", "."))
                .resolve("../shared/data/binance_spot_btcusdt_20240808_" + kind + ".csv");
        assumeTrue(Files.exists(file), "no recorded data here: " + file.getFileName());
        return MarketDataReader.read(file.toString(), reading());
    }

    private static void runThrough(Market market) {
        synchronized (market.venue.core()) {
            while (!market.venue.core().isOver()) {
                market.venue.core().advance();
            }
        }
    }

    @Test
    void realTradesAndQuotesAreReadAsTheyWereRecorded() {
        MarketData trades = real("trades");
        try (Market market = Market.of(builder(trades, real("quotes")))) {
            runThrough(market);
            Wire.Answer read = market.alice.get("/api/v3/trades?symbol=BTCUSDT&limit=1000");
            TradeColumns columns = trades.trades();
            assertThat(read.size()).isEqualTo(1_000);
            List<String> found = new ArrayList<>();
            List<String> recorded = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                int row = columns.size() - 1_000 + i;
                found.add(line(read, i));
                recorded.add(columns.timeNanos(row) / 1_000_000 + " "
                        + Wire.plain(columns.instrument()
                                .price(columns.priceTicks(row))
                                .toPlainString()) + " "
                        + Wire.plain(
                                BigDecimal.valueOf(columns.sizeUnits(row), 8).toPlainString()) + " "
                        + (columns.side(row) == Side.SELL));
            }
            assertThat(found).isEqualTo(recorded);
            Wire.Answer candles = market.alice.get("/api/v3/klines?symbol=BTCUSDT&interval=1m");
            assertThat(candles.size()).isEqualTo(trades.bars().size());
            long counted = 0;
            for (int i = 0; i < candles.size(); i++) {
                assertThat(Wire.plain(candles.at(i + ".2")))
                        .isEqualTo(Wire.plain(
                                Wire.BTC.price(trades.bars().highTicks(i)).toPlainString()));
                counted += Long.parseLong(candles.at(i + ".8"));
            }
            assertThat(counted).isEqualTo(columns.size());
        }
    }

    @Test
    void realQuotesAreTheBestBidAndOffer() {
        MarketData data = real("quotes");
        QuoteColumns quotes = data.quotes();
        try (Market market = Market.of(builder(data))) {
            int row = 0;
            synchronized (market.venue.core()) {
                while (!market.venue.core().isOver()) {
                    int bars = market.venue.core().tape().finished();
                    market.venue.core().advance();
                    if (market.venue.core().tape().finished() == bars) {
                        assertThat(shown(market, true))
                                .as("quote %d", row)
                                .isEqualTo(Map.of(quotes.bidTicks(row), quotes.bidSizeUnits(row) / 1_000));
                        assertThat(shown(market, false))
                                .as("quote %d", row)
                                .isEqualTo(Map.of(quotes.askTicks(row), quotes.askSizeUnits(row) / 1_000));
                        row++;
                    }
                }
            }
            assertThat(row).isEqualTo(quotes.size());
        }
    }

    @Test
    void aRealBookIsShownLevelByLevel() {
        MarketData book = real("l2");
        NavigableMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
        NavigableMap<Long, Long> asks = new TreeMap<>();
        try (Market market = Market.of(builder(book))) {
            int row = 0;
            int compared = 0;
            var columns = book.book();
            synchronized (market.venue.core()) {
                while (!market.venue.core().isOver()) {
                    int bars = market.venue.core().tape().finished();
                    market.venue.core().advance();
                    if (market.venue.core().tape().finished() > bars) {
                        continue;
                    }
                    long id = columns.lastUpdateId(row);
                    for (; row < columns.size() && columns.lastUpdateId(row) == id; row++) {
                        (columns.side(row) == Side.BUY ? bids : asks)
                                .put(columns.priceTicks(row), columns.quantityUnits(row) / 1_000);
                    }
                    bids.values().removeIf(lots -> lots == 0);
                    asks.values().removeIf(lots -> lots == 0);
                    // The recording starts in the middle: what a later level contradicts was never told to have gone.
                    while (!bids.isEmpty() && !asks.isEmpty() && bids.firstKey() >= asks.firstKey()) {
                        bids.pollFirstEntry();
                    }
                    if (++compared % 100 == 0) {
                        assertThat(shown(market, true))
                                .as("after update %d", id)
                                .isEqualTo(bids);
                        assertThat(shown(market, false))
                                .as("after update %d", id)
                                .isEqualTo(asks);
                    }
                }
            }
            assertThat(compared).isGreaterThan(1_000);
        }
    }

    private static NavigableMap<Long, Long> shown(Market market, boolean bids) {
        NavigableMap<Long, Long> levels = bids ? new TreeMap<>(Comparator.reverseOrder()) : new TreeMap<>();
        market.venue.core().trading().depth(bids, (ticks, lots, orders) -> {
            levels.put(ticks, lots);
            return true;
        });
        return levels;
    }
}
