package dev.tandem.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that hold more than one instrument, instruments that are in more than one file, and longer bars of bars. */
class SeveralFilesTest {
    private static final Instrument BTC = Instrument.of("BTC/USD", "1", "1");

    @TempDir
    Path folder;

    @Test
    void twoInstrumentsInOneFileAreNamedAtTheRowThatChanges() throws IOException {
        Path file = folder.resolve("mixed.csv");
        Files.writeString(file, """
                timestamp,symbol,price,size,side
                1700000000000,BTCUSD,60000,1,buy
                1700000000001,"BTCUSD",60001,1,sell
                1700000000002,ETHUSD,3000,1,buy
                """);
        assertThatThrownBy(() -> MarketDataReader.read(file, ReadOptions.of("BTC/USD")))
                .hasMessage(
                        file + ":4:15: 'ETHUSD' follows rows of 'BTCUSD': two instruments in one file; split it, and"
                                + " give each with its own --data and --instrument");
    }

    @Test
    void twoYearsInTwoFilesAreOneSeriesWhoseRowsAreCountedThrough() {
        BarColumns first = bars(0, 3);
        BarColumns second = bars(5, 2);

        BarColumns all = BarColumns.joined(List.of(second, first));

        assertThat(all.size()).isEqualTo(5);
        assertThat(all.openTimeNanos(3)).isEqualTo(5 * Times.SECOND);
        assertThat(all.index(4)).isEqualTo(4);
        assertThat(all.closeTicks(3)).isEqualTo(second.closeTicks(0));
        assertThatThrownBy(() -> BarColumns.joined(List.of(first, bars(2, 2)))).hasMessageContaining("overlap others");
    }

    @Test
    void longerBarsHoldWhatOpensInThem() {
        BarColumns longer = BarAggregator.fromBars(bars(0, 7), BarInterval.parse("3s"));

        assertThat(longer.size()).isEqualTo(3);
        assertThat(longer.openTicks(1)).isEqualTo(103);
        assertThat(longer.closeTicks(1)).isEqualTo(106);
        assertThat(longer.highTicks(1)).isEqualTo(115);
        assertThat(longer.lowTicks(1)).isEqualTo(93);
        assertThat(longer.volume(1)).isEqualTo(3);
        assertThatThrownBy(() -> BarAggregator.fromBars(longer, BarInterval.parse("4s")))
                .hasMessage("bars of 4s cannot be made of bars of 3s: a whole multiple is needed");
    }

    /** Bar i opens at second i and at price 100 + i, closes one higher, and reaches ten further. */
    private static BarColumns bars(int from, int count) {
        BarColumns.Builder bars = new BarColumns.Builder(BTC, Times.SECOND);
        for (int i = from; i < from + count; i++) {
            bars.add(i * Times.SECOND, 100 + i, 110 + i, 90 + i, 101 + i, 1);
        }
        return bars.build();
    }
}
