package dev.tandem.marketdata;

import dev.tandem.model.Instrument;

/** Quotes as they are read. A bid above the ask is taken as it is: feeds have such moments. */
final class QuoteRows implements Rows {
    private final QuoteColumns.Builder builder;

    QuoteRows(Instrument instrument) {
        this.builder = new QuoteColumns.Builder(instrument);
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
        builder.append(v[Row.TIMESTAMP], v[Row.BID], v[Row.BID_SIZE], v[Row.ASK], v[Row.ASK_SIZE], row.rounded);
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

    QuoteColumns build() {
        return builder.build();
    }
}
