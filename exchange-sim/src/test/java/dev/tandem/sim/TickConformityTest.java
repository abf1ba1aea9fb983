package dev.tandem.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.marketdata.BarInterval;
import dev.tandem.marketdata.BookColumns;
import dev.tandem.marketdata.MarketData;
import dev.tandem.marketdata.MarketDataReader;
import dev.tandem.marketdata.QuoteColumns;
import dev.tandem.marketdata.ReadOptions;
import dev.tandem.marketdata.TradeColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.BookUpdate;
import dev.tandem.model.Quote;
import dev.tandem.model.Side;
import dev.tandem.model.TradeTick;
import dev.tandem.result.RunResult;
import dev.tandem.strategy.Strategy;
import dev.tandem.strategy.Trader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A replay of trades, quotes and book updates tells every event, in order, and what it makes of them is what a slow and simple
 * calculation makes of the same rows: on a recorded market where there is one beside the project, and on a generated one always.
 */
class TickConformityTest {
    private static final String RECORDED = "data/binance_spot_btcusdt_20240808_";

    @TempDir
    Path folder;

    @Test
    void aRecordedMarket() {
        Path shared = Path.of(System.getProperty("tandem.root", "..")).resolve("../shared");
        Path trades = shared.resolve(RECORDED + "trades.csv");
        assumeTrue(Files.exists(trades), "no recorded market at " + trades);
        check(trades, shared.resolve(RECORDED + "quotes.csv"), shared.resolve(RECORDED + "l2.csv"));
    }

    @Test
    void generatedMarkets() throws IOException {
        for (long seed = 1; seed <= 20; seed++) {
            generate(seed);
            check(folder.resolve("trades.csv"), folder.resolve("quotes.csv"), folder.resolve("book.csv"));
        }
    }

    private static void check(Path trades, Path quotes, Path book) {
        ReadOptions options = ReadOptions.builder("BTC/USDT")
                .tick(new BigDecimal("0.01"))
                .lot(new BigDecimal("0.00001"))
                .build();
        MarketData t = MarketDataReader.read(trades, options);
        MarketData q = MarketDataReader.read(quotes, options);
        MarketData b = MarketDataReader.read(book, options);
        Watcher watcher = new Watcher(t.trades(), q.quotes(), b.book());
        RunResult result = Backtest.of(
                        TickSet.of(List.of(t, q, b), BarInterval.MINUTE, List.of(), BookPolicy.STRICT), watcher)
                .run();

        assertThat(watcher.trades).isEqualTo(t.trades().size());
        assertThat(watcher.quotes).isEqualTo(q.quotes().size());
        assertThat(watcher.bookRows).isEqualTo(b.book().size());
        assertThat(watcher.bars).isEqualTo(simpleBars(t.trades()));
        assertThat(result.findings()).isEmpty();
        assertThat(result.equity()).isEqualTo(result.cash());
    }

    /** Sorted into minutes, then looked at. */
    private static List<String> simpleBars(TradeColumns trades) {
        TreeMap<Long, List<Integer>> minutes = new TreeMap<>();
        for (int i = 0; i < trades.size(); i++) {
            minutes.computeIfAbsent(Math.floorDiv(trades.timeNanos(i), 60_000_000_000L), m -> new ArrayList<>())
                    .add(i);
        }
        List<String> bars = new ArrayList<>();
        minutes.forEach((minute, rows) -> {
            BigDecimal volume = rows.stream()
                    .map(i -> BigDecimal.valueOf(trades.sizeUnits(i), 8))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            bars.add(text(
                    minute * 60_000_000_000L,
                    trades.priceTicks(rows.getFirst()),
                    rows.stream()
                            .map(trades::priceTicks)
                            .max(Comparator.naturalOrder())
                            .orElseThrow(),
                    rows.stream()
                            .map(trades::priceTicks)
                            .min(Comparator.naturalOrder())
                            .orElseThrow(),
                    trades.priceTicks(rows.getLast()),
                    volume.doubleValue()));
        });
        return bars;
    }

    private static String text(long time, long open, long high, long low, long close, double volume) {
        return time + " " + open + " " + high + " " + low + " " + close + " " + volume;
    }

    private void generate(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder trades = new StringBuilder("timestamp,price,size,side\n");
        StringBuilder quotes = new StringBuilder("timestamp,bid,bid_size,ask,ask_size\n");
        StringBuilder book = new StringBuilder("timestamp,first_update_id,last_update_id,side,price,qty\n");
        long time = 1_700_000_000_000L;
        long middle = 5_000_000;
        long id = 1_000;
        for (int i = 0; i < 3_000; i++) {
            time += random.nextInt(200);
            middle += random.nextInt(-3, 4);
            switch (random.nextInt(3)) {
                case 0 ->
                    trades.append(time)
                            .append(',')
                            .append(price(middle))
                            .append(',')
                            .append(size(random))
                            .append(random.nextBoolean() ? ",buy\n" : ",sell\n");
                case 1 ->
                    quotes.append(time)
                            .append(',')
                            .append(price(middle - 1))
                            .append(',')
                            .append(size(random))
                            .append(',')
                            .append(price(middle + 1))
                            .append(',')
                            .append(size(random))
                            .append('\n');
                default -> {
                    int rows = random.nextInt(1, 9);
                    for (int row = 0; row < rows; row++) {
                        boolean bid = random.nextBoolean();
                        // Far enough apart not to cross, wherever the middle goes.
                        long level = bid ? 4_900_000 - random.nextInt(500) : 5_100_000 + random.nextInt(500);
                        book.append(time)
                                .append(',')
                                .append(id)
                                .append(',')
                                .append(id + 9)
                                .append(bid ? ",bid," : ",ask,")
                                .append(price(level))
                                .append(',')
                                .append(random.nextInt(3) == 0 ? "0" : size(random))
                                .append('\n');
                    }
                    id += 10;
                }
            }
        }
        Files.writeString(folder.resolve("trades.csv"), trades);
        Files.writeString(folder.resolve("quotes.csv"), quotes);
        Files.writeString(folder.resolve("book.csv"), book);
    }

    private static BigDecimal price(long ticks) {
        return BigDecimal.valueOf(ticks, 2);
    }

    private static BigDecimal size(SplittableRandom random) {
        return BigDecimal.valueOf(random.nextInt(1, 1_000_000), 5);
    }

    /** Counts, keeps bars, and holds the book after each message against two maps. */
    private static final class Watcher implements Strategy {
        private final TradeColumns tradeRows;
        private final QuoteColumns quoteRows;
        private final BookColumns rows;
        private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
        private final TreeMap<Long, Long> asks = new TreeMap<>();
        private final List<String> bars = new ArrayList<>();
        private int trades;
        private int quotes;
        private int bookRows;
        private long last = Long.MIN_VALUE;

        Watcher(TradeColumns tradeRows, QuoteColumns quoteRows, BookColumns rows) {
            this.tradeRows = tradeRows;
            this.quoteRows = quoteRows;
            this.rows = rows;
        }

        @Override
        public void onTrade(TradeTick trade, Trader trader) {
            inOrder(trade.timeNanos(), trader);
            assertThat(trade.timeNanos()).isEqualTo(tradeRows.timeNanos(trades));
            assertThat(trade.priceTicks()).isEqualTo(tradeRows.priceTicks(trades));
            assertThat(trade.sizeUnits()).isEqualTo(tradeRows.sizeUnits(trades));
            trades++;
        }

        @Override
        public void onQuote(Quote quote, Trader trader) {
            inOrder(quote.timeNanos(), trader);
            assertThat(quote.bidTicks()).isEqualTo(quoteRows.bidTicks(quotes));
            assertThat(quote.askSizeUnits()).isEqualTo(quoteRows.askSizeUnits(quotes));
            quotes++;
        }

        @Override
        public void onBook(BookUpdate update, Trader trader) {
            inOrder(update.timeNanos(), trader);
            long id = update.lastUpdateId();
            while (bookRows < rows.size() && rows.lastUpdateId(bookRows) == id) {
                TreeMap<Long, Long> side = rows.side(bookRows) == Side.BUY ? bids : asks;
                if (rows.quantityUnits(bookRows) == 0) {
                    side.remove(rows.priceTicks(bookRows));
                } else {
                    side.put(rows.priceTicks(bookRows), rows.quantityUnits(bookRows));
                }
                bookRows++;
            }
            assertThat(update.bestTicks(Side.BUY)).isEqualTo(bids.isEmpty() ? 0 : bids.firstKey());
            assertThat(update.bestTicks(Side.SELL)).isEqualTo(asks.isEmpty() ? 0 : asks.firstKey());
            assertThat(levels(update, Side.BUY))
                    .as("bids after update %s", id)
                    .isEqualTo(List.copyOf(bids.entrySet()).toString());
            assertThat(levels(update, Side.SELL))
                    .as("offers after update %s", id)
                    .isEqualTo(List.copyOf(asks.entrySet()).toString());
        }

        private static String levels(BookUpdate update, Side side) {
            List<String> levels = new ArrayList<>();
            update.levels(side, (ticks, units) -> levels.add(ticks + "=" + units));
            return levels.toString();
        }

        private void inOrder(long time, Trader trader) {
            assertThat(time).isGreaterThanOrEqualTo(last).isEqualTo(trader.nowNanos());
            last = time;
        }

        @Override
        public void onBar(Bar bar, Trader trader) {
            assertThat(bar.closeTimeNanos()).isEqualTo(trader.nowNanos());
            bars.add(text(
                    bar.openTimeNanos(),
                    bar.openTicks(),
                    bar.highTicks(),
                    bar.lowTicks(),
                    bar.closeTicks(),
                    bar.volume()));
        }
    }
}
