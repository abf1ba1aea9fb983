package dev.tandem.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.Times;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** The samples are what their list says of them, and load without any option. */
class SamplesTest {
    @Test
    void everySampleIsWhatItsListSays() {
        assertThat(Samples.list()).isNotEmpty();
        for (Samples.Sample sample : Samples.list()) {
            MarketData data = MarketDataReader.read("sample:" + sample.name(), ReadOptions.defaults());

            assertThat(data.kind()).as(sample.name()).isEqualTo(sample.kind());
            assertThat(data.events()).as(sample.name()).isEqualTo(sample.rows());
            assertThat(data.instrument().symbol()).as(sample.name()).isEqualTo(sample.instrument());
            assertThat(data.roundedValues()).as(sample.name()).isZero();
            BarColumns bars = data.bars();
            String period = Times.text(bars.openTimeNanos(0)).substring(0, 10) + " to "
                    + Times.text(bars.openTimeNanos(bars.size() - 1)).substring(0, 10);
            assertThat(sample.period()).as(sample.name()).isEqualTo(period);
        }
    }

    @Test
    void bitstampTradesBecomeMinutes() {
        MarketData data = MarketDataReader.read("sample:bitstamp-btcusd", ReadOptions.of("BTC/USD"));

        assertThat(data.source()).isEqualTo("sample:bitstamp-btcusd");
        assertThat(data.sha256()).isEqualTo("460765e9515a7fbb0ed7c1aae784c659b64663c7e732330d82c2058e179504d8");
        BarCursor first = data.bars().cursor();
        assertThat(first.openTime()).hasToString("2013-11-25T00:00:00Z");
        assertThat(first.closeTime()).hasToString("2013-11-25T00:01:00Z");
        assertThat(first.open()).isEqualByComparingTo("800.01");
        assertThat(first.high()).isEqualByComparingTo("807.47");
        assertThat(data.trades().sizeUnits(1)).isEqualTo(27_838_049);
        assertThat(data.trades().side(0)).isNull();
    }

    @Test
    void appleDaysBeginAtMidnightUtc() {
        BarColumns bars = MarketDataReader.read("sample:apple-daily", ReadOptions.defaults())
                .bars();

        assertThat(bars.intervalNanos()).isEqualTo(Times.DAY);
        assertThat(bars.cursor().openTime()).hasToString("2013-01-02T00:00:00Z");
        assertThat(bars.cursor().close()).isEqualByComparingTo("549.03");
        assertThat(bars.volume(0)).isEqualTo(20_018_500);
    }

    @Test
    void theJsonSampleNamesTheEndOfItsBars() {
        BarColumns bars = MarketDataReader.read("sample:binance-ethusd-5m", ReadOptions.defaults())
                .bars();

        assertThat(bars.cursor().openTime()).hasToString("2023-03-13T18:00:00Z");
        assertThat(bars.cursor().closeTime()).hasToString("2023-03-13T18:05:00Z");
        assertThat(bars.cursor().high()).isEqualByComparingTo("1677.62");
        assertThat(bars.cursor().moveTo(579).close()).isEqualByComparingTo("1629.52");
        assertThat(bars.volume(579)).isEqualTo(419.89);
    }

    @Test
    void theJsonSampleEqualsTheSameDataAsCsv() {
        BarColumns json = MarketDataReader.read("sample:binance-ethusd-5m", ReadOptions.of("ETH/USD"))
                .bars();
        BarColumns csv = MarketDataReader.read(RealFilesTest.file("binance_ethusd_5m.csv"), ReadOptions.of("ETH/USD"))
                .bars();

        Contents.assertSame(json, csv);
    }

    @Test
    void aSampleTakesTheTickThatIsGiven() {
        ReadOptions cents =
                ReadOptions.builder(null).tick(new BigDecimal("0.01")).build();

        MarketData data = MarketDataReader.read("sample:bitstamp-btcusd", cents);

        assertThat(data.trades().priceTicks(0)).isEqualTo(80_001);
    }

    @Test
    void aSampleNeedsNoColumns() {
        ReadOptions options =
                ReadOptions.builder(null).columns(ColumnSpec.parse("yahoo")).build();

        assertThatThrownBy(() -> MarketDataReader.read("sample:apple-daily", options))
                .isInstanceOf(DataException.class)
                .hasMessage("sample:apple-daily: a sample's columns are known; leave --columns out");
    }
}
