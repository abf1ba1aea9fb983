package dev.tandem.runtime.journal;

import dev.tandem.marketdata.BarColumns;
import dev.tandem.model.Bar;
import dev.tandem.model.BarRecord;
import dev.tandem.model.Instrument;
import dev.tandem.model.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A random walk in bars of one minute. */
final class Market {
    static final Instrument BTC = Instrument.of("BTC/USD", "0.01", "0.001");
    static final long MINUTE = 60 * Times.SECOND;

    private Market() {}

    static List<Bar> bars(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Bar> bars = new ArrayList<>();
        long close = 1_000_000;
        long time = 1_700_000_000L * Times.SECOND;
        for (int i = 0; i < count; i++, time += MINUTE) {
            long open = Math.max(1000, close + random.nextLong(-3_000, 3_001));
            close = Math.max(1000, open + random.nextLong(-15_000, 15_001));
            long high = Math.max(open, close) + random.nextLong(8_000);
            long low = Math.max(500, Math.min(open, close) - random.nextLong(8_000));
            bars.add(new BarRecord(BTC, i, time, time + MINUTE, open, high, low, close, 1.0));
        }
        return bars;
    }

    static BarColumns columns(List<Bar> bars) {
        BarColumns.Builder columns = new BarColumns.Builder(BTC, MINUTE);
        bars.forEach(columns::add);
        return columns.build();
    }
}
