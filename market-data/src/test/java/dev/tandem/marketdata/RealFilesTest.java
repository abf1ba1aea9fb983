package dev.tandem.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.model.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real data of several venues, where they are at hand: each file loads, with every row. */
class RealFilesTest {
    static Path file(String name) {
        Path file = Path.of(System.getProperty("tandem.root"), "..", "shared", "data", name);
        assumeTrue(Files.exists(file), () -> "real data are not here: " + file);
        return file;
    }

    @ParameterizedTest
    @CsvSource({
        "coinbase_btcusd_4h.csv,                    bars,   20695,  20695, 0,     4h, 1463544000000, 1761609600000",
        "coinbase_ethusd_1d.csv,                    bars,   3582,   3582,  0,     1d, 1463529600000, 1773100800000",
        "yahoo_sp500_1w.csv,                        bars,   3977,   3977,  15200, 1w, -631652400000, 1772424000000",
        "binance_ethusd_5m.csv,                     bars,   580,    580,   0,     5m, 1678730400000, 1678904100000",
        "aapl_1d_2013.csv,                          bars,   252,    252,   0,     1d, 1357084800000, 1388448000000",
        "coinbase_btcusd_1m_2018-04.csv,            bars,   3887,   3887,  0,     1m, 1522800000000, 1523059140000",
        "cme_6eh4_1m_2024-01.csv,                   bars,   29996,  29996, 0,     1m, 1704150060000, 1706745540000",
        "binance_spot_btcusdt_20240808_trades.csv,  trades, 9757,   7,     0,     1m, 1723161240000, 1723161600000",
        "binance_spot_btcusdt_20240808_quotes.csv,  quotes, 28040,  6,     0,     1m, 1723161240000, 1723161540000",
        "ethusdt_trades_small.csv,                  trades, 1000,   4,     0,     1m, 1675329600000, 1675329780000",
        "usdjpy_quotes.csv,                         quotes, 1000,   34,    0,     1m, 1357077600000, 1357079700000",
    })
    void loadsWithEveryRow(
            String name, String kind, int events, int bars, long rounded, String bar, long firstOpen, long lastOpen)
            throws Exception {
        Path file = file(name);

        MarketData data = MarketDataReader.read(file, ReadOptions.of("A/B"));

        assertThat(data.kind()).hasToString(kind);
        assertThat(data.events()).isEqualTo(events);
        assertThat(data.bars().size()).isEqualTo(bars);
        assertThat(data.roundedValues()).isEqualTo(rounded);
        assertThat(new BarInterval(data.bars().intervalNanos())).hasToString(bar);
        assertThat(data.bars().openTimeNanos(0)).isEqualTo(firstOpen * 1_000_000);
        assertThat(data.bars().openTimeNanos(bars - 1)).isEqualTo(lastOpen * 1_000_000);
        assertThat(data.skipped()).isEmpty();
        assertThat(data.sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
    }

    @Test
    void bookUpdatesLoadWithEveryRow() {
        BookColumns book = MarketDataReader.read(
                        file("binance_spot_btcusdt_20240808_l2.csv"), ReadOptions.of("BTC/USDT"))
                .book();

        assertThat(book.size()).isEqualTo(120_010);
        assertThat(book.timeNanos(0)).isEqualTo(1_723_161_255_208_000_000L);
        assertThat(book.firstUpdateId(0)).isEqualTo(50_093_239_189L);
        assertThat(book.side(0)).isEqualTo(Side.BUY);
        assertThat(book.priceTicks(0)).isEqualTo(6_173_763_000_000L);
        assertThat(book.quantityUnits(0)).isZero();
        assertThat(book.side(120_009)).isEqualTo(Side.SELL);
    }
}
