package dev.tandem.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.model.Instrument;
import dev.tandem.model.Side;
import dev.tandem.model.Times;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trades and quotes become the bars that a person would draw with pencil and paper. */
class BarAggregatorTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");

    @TempDir
    Path folder;

    @Test
    void minutesWithoutATradeGiveNoBar() {
        TradeColumns trades = new TradeColumns.Builder(BTC)
                .add(59_999_999_999L, 100, 10, Side.BUY)
                .add(60_000_000_000L, 200, 20, Side.SELL)
                .add(60_000_000_000L, 300, 30, null)
                .add(119_999_999_999L, 150, 40, Side.BUY)
                .add(240_000_000_000L, 500, 50, Side.BUY)
                .build();

        BarColumns bars = BarAggregator.fromTrades(trades, BarInterval.MINUTE);

        assertThat(texts(bars))
                .containsExactly(
                        "0: 1970-01-01T00:00:00Z to 1970-01-01T00:01:00Z 100 100 100 100 1.0E-7",
                        "1: 1970-01-01T00:01:00Z to 1970-01-01T00:02:00Z 200 300 150 150 9.0E-7",
                        "2: 1970-01-01T00:04:00Z to 1970-01-01T00:05:00Z 500 500 500 500 5.0E-7");
    }

    @Test
    void intervalsAreAlignedToTheEpochBefore1970Too() {
        TradeColumns trades = new TradeColumns.Builder(BTC)
                .add(-1, 100, 0, null)
                .add(0, 200, 0, null)
                .build();

        BarColumns bars = BarAggregator.fromTrades(trades, BarInterval.parse("4h"));

        assertThat(texts(bars))
                .containsExactly(
                        "0: 1969-12-31T20:00:00Z to 1970-01-01T00:00:00Z 100 100 100 100 0.0",
                        "1: 1970-01-01T00:00:00Z to 1970-01-01T04:00:00Z 200 200 200 200 0.0");
    }

    @Test
    void quotesGiveTheirMiddleRoundedHalfEven() {
        QuoteColumns quotes = new QuoteColumns.Builder(BTC)
                .add(0, 100, 5, 101, 5)
                .add(1, 101, QuoteColumns.UNKNOWN_SIZE, 102, 5)
                .add(2, 103, 5, 102, 5)
                .add(3, 100, 5, 104, 5)
                .build();

        assertThat(new long[] {quotes.midTicks(0), quotes.midTicks(1), quotes.midTicks(2), quotes.midTicks(3)})
                .containsExactly(100, 102, 102, 102);
        assertThat(texts(BarAggregator.fromQuotes(quotes, BarInterval.MINUTE)))
                .containsExactly("0: 1970-01-01T00:00:00Z to 1970-01-01T00:01:00Z 100 102 100 102 0.0");
    }

    @Test
    void aVolumeBeyond64BitsStaysRight() {
        TradeColumns trades = new TradeColumns.Builder(BTC)
                .add(0, 100, Long.MAX_VALUE, null)
                .add(1, 100, Long.MAX_VALUE, null)
                .build();

        assertThat(BarAggregator.fromTrades(trades, BarInterval.MINUTE).volume(0))
                .isEqualTo(Long.MAX_VALUE / 1e8 * 2);
    }

    @Test
    void aggregationAgreesWithTheNaiveWayOnRandomTrades() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            BarInterval interval = BarInterval.parse(
                    List.of("1s", "7s", "1m", "5m", "1h", "4h", "1d", "1w").get(random.nextInt(8)));
            TradeColumns.Builder builder = new TradeColumns.Builder(BTC);
            long time = random.nextLong(-10 * Times.DAY, 20_000 * Times.DAY);
            int count = random.nextInt(1, 400);
            for (int i = 0; i < count; i++) {
                if (random.nextInt(3) > 0) {
                    time += random.nextLong(1 + interval.nanos() / random.nextInt(1, 20));
                }
                builder.add(time, random.nextLong(1, 1_000), random.nextLong(0, 1_000_000_000L), null);
            }
            TradeColumns trades = builder.build();

            assertThat(texts(BarAggregator.fromTrades(trades, interval)))
                    .as("seed " + seed)
                    .isEqualTo(naive(trades, interval.nanos()));
        }
    }

    @Test
    void realTradesAgreeWithTheNaiveWay() {
        Path file = RealFilesTest.file("binance_spot_btcusdt_20240808_trades.csv");
        for (String bar : new String[] {"1s", "5s", "1m", "5m", "1d"}) {
            MarketData data = MarketDataReader.read(
                    file,
                    ReadOptions.builder("BTC/USDT").bar(BarInterval.parse(bar)).build());

            assertThat(texts(data.bars()))
                    .as(bar)
                    .isEqualTo(naive(data.trades(), BarInterval.parse(bar).nanos()));
        }
    }

    @Test
    void limitsOfTimeKeepWholeIntervalsAndTheirNumbers() throws IOException {
        Path file = folder.resolve("trades.csv");
        StringBuilder csv = new StringBuilder("timestamp,price,size,side\n");
        for (int second = 0; second < 600; second++) {
            csv.append(1_700_000_000L / 600 * 600 + second)
                    .append(",1.")
                    .append(second)
                    .append(",1,buy\n");
        }
        Files.writeString(file, csv);
        Instant start = Instant.ofEpochSecond(1_700_000_000L / 600 * 600);

        MarketData data = MarketDataReader.read(
                file,
                ReadOptions.builder("A/B")
                        .from(start.plusSeconds(90))
                        .to(start.plusSeconds(301))
                        .build());

        assertThat(data.bars().size()).isEqualTo(4);
        assertThat(data.bars().index(0)).isEqualTo(2);
        assertThat(data.bars().cursor().openTime()).isEqualTo(start.plusSeconds(120));
        assertThat(data.events()).isEqualTo(240);
        assertThat(data.trades().timeNanos(0)).isEqualTo(Times.nanos(start.plusSeconds(120)));
    }

    private static List<String> texts(BarColumns bars) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            BarCursor b = bars.cursor().moveTo(i);
            lines.add(b.index() + ": " + b.openTime() + " to " + b.closeTime() + " " + b.openTicks() + " "
                    + b.highTicks() + " " + b.lowTicks() + " " + b.closeTicks() + " " + b.volume());
        }
        return lines;
    }

    private static List<String> naive(TradeColumns trades, long nanos) {
        Map<BigDecimal, List<Integer>> byInterval = new TreeMap<>();
        for (int i = 0; i < trades.size(); i++) {
            BigDecimal number =
                    BigDecimal.valueOf(trades.timeNanos(i)).divide(BigDecimal.valueOf(nanos), 0, RoundingMode.FLOOR);
            byInterval.computeIfAbsent(number, n -> new ArrayList<>()).add(i);
        }
        List<String> lines = new ArrayList<>();
        byInterval.forEach((number, members) -> {
            long open = number.longValueExact() * nanos;
            BigDecimal volume = members.stream()
                    .map(i -> BigDecimal.valueOf(trades.sizeUnits(i), 8))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            lines.add(lines.size() + ": " + Times.instant(open) + " to " + Times.instant(open + nanos) + " "
                    + trades.priceTicks(members.getFirst()) + " "
                    + members.stream().mapToLong(trades::priceTicks).max().orElseThrow() + " "
                    + members.stream().mapToLong(trades::priceTicks).min().orElseThrow() + " "
                    + trades.priceTicks(members.getLast()) + " " + volume.doubleValue());
        });
        return lines;
    }
}
