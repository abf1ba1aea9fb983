package dev.tandem.marketdata;

import dev.tandem.model.Instrument;

/** Trades as they are read. */
final class TradeRows implements Rows {
    private final TradeColumns.Builder builder;

    TradeRows(Instrument instrument) {
        this.builder = new TradeColumns.Builder(instrument);
    }

    @Override
    public boolean fits(Row row) {
        return true;
    }

    @Override
    public void check(Row row) {
        // each field is good or bad for itself
    }

    @Override
    public void append(Row row, int number) {
        long[] v = row.value;
        builder.append(v[Row.TIMESTAMP], v[Row.PRICE], v[Row.SIZE], (int) v[Row.SIDE], row.rounded);
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
        return false;
    }

    TradeColumns build() {
        return builder.build();
    }
}
