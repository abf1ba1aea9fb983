package dev.tandem.marketdata;

import dev.tandem.model.Decimals;
import dev.tandem.model.Instrument;

/** Bars as they are read. */
final class BarRows implements Rows {
    private final Instrument instrument;
    private final BarColumns.Builder builder;

    BarRows(Instrument instrument) {
        this.instrument = instrument;
        this.builder = new BarColumns.Builder(instrument, 1L);
    }

    @Override
    public boolean fits(Row row) {
        long[] v = row.value;
        long high = v[Row.HIGH];
        long low = v[Row.LOW];
        long open = v[Row.OPEN];
        long close = v[Row.CLOSE];
        return open <= high && open >= low && close <= high && close >= low;
    }

    @Override
    public void check(Row row) throws RowProblem {
        long high = row.value[Row.HIGH];
        long low = row.value[Row.LOW];
        if (high < low) {
            throw new RowProblem(
                    Reasons.HIGH_LOW, row.at[Row.HIGH], "high " + price(high) + " is below low " + price(low));
        }
        inRange(row, Row.OPEN, "open", Reasons.OPEN);
        inRange(row, Row.CLOSE, "close", Reasons.CLOSE);
    }

    private void inRange(Row row, int field, String name, String reason) throws RowProblem {
        long ticks = row.value[field];
        if (ticks < row.value[Row.LOW] || ticks > row.value[Row.HIGH]) {
            throw new RowProblem(
                    reason,
                    row.at[field],
                    name + " " + price(ticks) + " is outside the bar's range of " + price(row.value[Row.LOW]) + " to "
                            + price(row.value[Row.HIGH]));
        }
    }

    private String price(long ticks) {
        return Decimals.text(instrument.price(ticks));
    }

    @Override
    public void append(Row row, int number) {
        long[] v = row.value;
        builder.append(
                number, v[Row.TIMESTAMP], v[Row.OPEN], v[Row.HIGH], v[Row.LOW], v[Row.CLOSE], row.volume, row.rounded);
    }

    @Override
    public int size() {
        return builder.size();
    }

    @Override
    public void reserve(int capacity) {
        builder.reserve(capacity);
    }

    @Override
    public long[] times() {
        return builder.times();
    }

    @Override
    public boolean strictlyIncreasing() {
        return true;
    }

    BarColumns build(long intervalNanos) {
        builder.intervalNanos(intervalNanos);
        return builder.build();
    }
}
