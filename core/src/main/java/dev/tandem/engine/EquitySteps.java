package dev.tandem.engine;

import dev.tandem.model.Instrument;
import dev.tandem.result.EquityCurve;
import dev.tandem.strategy.BarHistory;
import java.util.Arrays;

/** What fills changed, in order: from which close on there was how much cash and how much was held. */
final class EquitySteps {
    private int[] fromBar = new int[16];
    private long[] cash = new long[16];
    private long[] lots = new long[16];
    private int size;

    /** @param bar the first close that sees it; a later note for the same close replaces it */
    void note(int bar, long cashThen, long lotsThen) {
        if (size == 0 || fromBar[size - 1] != bar) {
            if (size == fromBar.length) {
                grow();
            }
            fromBar[size++] = bar;
        }
        cash[size - 1] = cashThen;
        lots[size - 1] = lotsThen;
    }

    /** @param history all bars that closed */
    EquityCurve curve(Instrument instrument, BarHistory history, long startingCash) {
        int bars = history.size();
        return EquityCurve.of(
                bars,
                () -> equity(instrument, history, startingCash, bars),
                () -> held(bars),
                history::closeTimeNanos,
                i -> instrument.priceAsDouble(history.closeTicks(i)));
    }

    private long[] equity(Instrument instrument, BarHistory history, long startingCash, int bars) {
        long[] equity = new long[bars];
        Arrays.fill(equity, 0, size == 0 ? bars : fromBar[0], startingCash);
        for (int step = 0; step < size; step++) {
            int end = step + 1 < size ? fromBar[step + 1] : bars;
            long perTick = instrument.moneyPerTick(lots[step]);
            for (int i = fromBar[step]; i < end; i++) {
                long close = history.closeTicks(i);
                long value = perTick != 0 || lots[step] == 0
                        ? Math.multiplyExact(perTick, close)
                        : instrument.notional(close, lots[step]);
                equity[i] = Math.addExact(cash[step], value);
            }
        }
        return equity;
    }

    private long[] held(int bars) {
        long[] held = new long[bars];
        for (int step = 0; step < size; step++) {
            Arrays.fill(held, fromBar[step], step + 1 < size ? fromBar[step + 1] : bars, lots[step]);
        }
        return held;
    }

    private void grow() {
        int capacity = Math.multiplyExact(size, 2);
        fromBar = Arrays.copyOf(fromBar, capacity);
        cash = Arrays.copyOf(cash, capacity);
        lots = Arrays.copyOf(lots, capacity);
    }
}
